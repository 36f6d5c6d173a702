/** A goal that is closed and one that does not exist are the same to whoever asks. */
import { describe, expect, it } from 'vitest';
import { ask, type Answer } from '../support/permission-asks.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { keyResultOf, objectiveOf, RESTRICTED } from '../support/permission-story.ts';

/** @param running the product of the permission story, of which nobody has asked for the goal yet */
export function closedGoalTests(running: () => PermissionProduct): void {
	/** In how many questions to Cube an answer was made, by view. */
	async function questionsAsked(): Promise<ReadonlyMap<string, number>> {
		const { body } = await ask(
			running(),
			'/metrics',
			running().visitorCalled('administrator’s token')
		);
		const counts = body.matchAll(/^cube_question_duration_seconds_count\{view="(\w+)"\} (\d+)/gm);
		return new Map([...counts].map(([, view = '', count]) => [view, Number(count)]));
	}

	describe('a goal that is closed', () => {
		const forms = (id: { objective: string; keyResult: string }): string[] => [
			`/objectives/${id.objective}`,
			`/objectives/${id.objective}/__data.json`,
			`/key-results/${id.keyResult}`,
			`/key-results/${id.keyResult}/__data.json`,
			`/export/objective-days.csv?id=${id.objective}`,
			`/export/key-result-days.xlsx?id=${id.keyResult}`,
			`/alignment/tree?open=${id.objective}`,
			`/departments/contributions?to=${id.objective}`,
			`/search?q=${id.objective}`
		];
		const CLOSED = { objective: objectiveOf(RESTRICTED), keyResult: keyResultOf(RESTRICTED) };
		// As long as the other.
		const UNKNOWN = { objective: 'unicorn-o', keyResult: 'unicorn-k1' };
		const calm = (text: string): string =>
			text
				.replaceAll(/narwhal|unicorn/g, 'goal')
				.replaceAll(/"?ageMs"?:\d+/g, '')
				.replaceAll(/"now":\d+/g, '');

		it.each([
			['other employee', Infinity],
			['head of a sibling', 4]
		])(
			'is to the %s like one that does not exist: in status, in body, and in what is asked to answer',
			async (name, count) => {
				const visitor = running().visitorCalled(name);
				const closed = forms(CLOSED);
				let questions = 0;
				for (const [index, path] of forms(UNKNOWN).entries()) {
					if (index >= count) break;
					// What both have in common is kept from here on.
					await ask(running(), path.replaceAll('unicorn', 'dragons'), visitor);
					const answers: Answer[] = [];
					const asked: object[] = [];
					for (const each of [path, closed[index] ?? '']) {
						const before = await questionsAsked();
						answers.push(await ask(running(), each, visitor));
						const after = await questionsAsked();
						const grown = [...after].map(
							([view, count]) => [view, count - (before.get(view) ?? 0)] as const
						);
						asked.push(Object.fromEntries(grown));
						for (const [, count] of grown) questions += count;
					}
					expect(asked[1], path).toEqual(asked[0]);
					const [unknown, own] = answers.map(({ status, body }) => ({ status, body: calm(body) }));
					expect(own, path).toEqual(unknown);
				}
				expect(questions).toBeGreaterThan(10);
			}
		);
	});
}
