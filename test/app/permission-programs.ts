/** What programs get from Cube’s API in whose name: the one place that says who may see what, asked directly. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { patientFetch } from '../support/patient-fetch.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { refusalAt } from '../support/permission-routes.ts';
import { FIGURES, OPENS, RESTRICTED, TODAY } from '../support/permission-story.ts';
import { goalsIn, tokensOf, type Visitor } from '../support/story-visitors.ts';

const Meta = z.object({
	cubes: z.array(
		z.object({ name: z.string(), dimensions: z.array(z.object({ name: z.string() })) })
	)
});
const Loaded = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/**
 * @param running the product of the permission story
 * @param oneOf the owner asks every view; each of the others every so manieth, each others
 */
export function permissionProgramTests(running: () => PermissionProduct, oneOf: number): void {
	describe('Cube’s API', () => {
		/** A token of each person, as a program of theirs asks. */
		async function programs(): Promise<Visitor[]> {
			return Promise.all(
				Object.entries(OPENS).map(async ([name, opens]): Promise<Visitor> => {
					const tokens = await tokensOf(running().app, name, name === 'administrator', 2);
					let asked = 0;
					return {
						...{ name, kind: 'figures', opens: new Set(opens) },
						headers: () => ({ authorization: tokens[asked++ % 2] ?? '' })
					};
				})
			);
		}

		const equals = (member: string, ...values: string[]) => ({
			member,
			operator: 'equals',
			values
		});

		async function load(visitor: Visitor, query: object, route = 'load') {
			const search = new URLSearchParams({ query: JSON.stringify(query) });
			const answer = await patientFetch(`${running().app.url}/cubejs-api/v1/${route}?${search}`, {
				headers: visitor.headers()
			});
			return { status: answer.status, body: await answer.text() };
		}

		it('gives all members of every view to everybody, and nothing of what is closed to them', async () => {
			const everybody = await programs();
			const { body } = await load(running().visitorCalled('figures token'), {}, 'meta');
			const views = Meta.parse(JSON.parse(body)).cubes;
			expect(views.length).toBeGreaterThan(15);
			const telling = new Set<string>();
			for (const [place, { name, dimensions }] of views.entries()) {
				const asking = everybody.filter(
					(visitor, turn) => visitor.name === 'owner' || (place + turn) % oneOf === 0
				);
				const query = {
					dimensions: dimensions.map((one) => one.name).filter((one) => one !== 'bridges.step'),
					filters: FILTERS[name] ?? [],
					limit: 5000
				};
				const answers = await Promise.all(asking.map((visitor) => load(visitor, query)));
				for (const [index, { status, body }] of answers.entries()) {
					const visitor = asking[index];
					expect(status, `${name} ${visitor?.name}: ${body.slice(0, 300)}`).toBe(200);
					const told = goalsIn(JSON.stringify(Loaded.parse(JSON.parse(body)).data));
					const closed = told.filter((goal) => visitor?.opens.has(goal) !== true);
					expect(closed, `${visitor?.name} asks ${name}`).toEqual([]);
					if (visitor?.name === 'owner' && told.includes(RESTRICTED)) telling.add(name);
				}
			}
			expect([...telling]).toEqual(
				expect.arrayContaining([
					...['key_results', 'objectives', 'check_in_weeks', 'check_ins', 'check_in_revisions'],
					...['changes', 'alignments', 'contributions', 'search']
				])
			);
		});

		// A bridge leads from one day to another, a search is of one day.
		const FILTERS: Readonly<Record<string, object[]>> = {
			bridges: [equals('bridges.from_on', '2026-08-02'), equals('bridges.as_of', TODAY)],
			confidence_changes: [
				equals('confidence_changes.from_on', '2026-08-02'),
				equals('confidence_changes.as_of', TODAY)
			],
			search: [
				equals('search.as_of', TODAY),
				equals('search.entity_kind', 'objective', 'key_result')
			]
		};

		it('counts blocks wholly or not at all, for everybody as the rules say', async () => {
			const measures = ['key_results.key_result_count', 'key_results.suppressed_count'];
			for (const visitor of await programs()) {
				const found: Record<string, number[]> = {};
				for (const place of ['company', '2', '21', '22']) {
					const filters =
						place === 'company' ? [] : [equals('key_results.within_department_id', place)];
					const { body } = await load(visitor, { measures, filters });
					const [row] = Loaded.parse(JSON.parse(body)).data;
					found[place] = measures.map((name) => Number(row?.[name]));
				}
				expect(found, visitor.name).toEqual(FIGURES[visitor.name]);
			}
		});

		it.each(['load', 'sql', 'dry-run', 'meta', 'load?query={}', 'no-such-thing', '../../metrics'])(
			'asks everybody for a token for figures first: %s',
			async (route) => {
				for (const visitor of running().visitors) {
					const { status, body } = await load(
						visitor,
						{ dimensions: ['objectives.objective_id'] },
						route
					);
					const refusal = refusalAt('programs', visitor);
					if (refusal === null) expect(status, visitor.name).toBeLessThan(500);
					else expect(status, `${visitor.name} ${body}`).toBe(refusal);
				}
			}
		);
	});
}
