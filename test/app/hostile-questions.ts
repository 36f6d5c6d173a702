/** Questions to Cube that no page of ours asks: answered or refused, never broken, and nothing closed in the answer. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { hostileText, hostileValue, type Runs } from '../support/hostile-values.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { GOALS, keyResultOf, objectiveOf, OPENS, TODAY } from '../support/permission-story.ts';
import { goalsIn, tokensOf } from '../support/story-visitors.ts';

const Meta = z.object({
	cubes: z.array(
		z.object({
			name: z.string(),
			measures: z.array(z.object({ name: z.string() })),
			dimensions: z.array(z.object({ name: z.string(), type: z.string() }))
		})
	)
});
type View = z.infer<typeof Meta>['cubes'][number];

/** @param running the product of the permission story */
export function hostileQuestionTests(running: () => PermissionProduct, runs: Runs): void {
	/** Persons of the story as programs ask, and each with a token that is used a few times only. */
	const PEOPLE = ['other employee', 'head of a sibling', 'first of a block', 'listed reader'];

	it(`random questions to Cube are answered or refused, and tell nothing that is closed (seed ${runs(1).seed})`, async () => {
		const api = `${running().app.url}/cubejs-api/v1`;
		const tokens = new Map(
			await Promise.all(
				PEOPLE.map(async (name) => [name, await tokensOf(running().app, name, false, 40)] as const)
			)
		);
		let asked = 0;
		const post = async (name: string, route: string, body: string) => {
			const own = tokens.get(name) ?? [];
			for (;;) {
				const answer = await fetch(`${api}/${route}`, {
					method: 'POST',
					headers: {
						authorization: own[asked++ % own.length] ?? '',
						'content-type': 'application/json'
					},
					body
				});
				const text = await answer.text();
				if (text.includes('Continue wait')) continue;
				return { status: answer.status, text };
			}
		};
		const [token = ''] = tokens.get('other employee') ?? [];
		const meta = await fetch(`${api}/meta`, { headers: { authorization: token } });
		const { cubes } = Meta.parse(await meta.json());
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...PEOPLE),
				fc.constantFrom('load', 'load', 'load', 'load', 'sql', 'dry-run', 'meta'),
				questionOf(cubes),
				async (name, route, question) => {
					const { status, text } = await post(name, route, JSON.stringify(question));
					expect(status, `${JSON.stringify(question)}\n${text}`).toBeLessThan(500);
					if (status !== 200 || route !== 'load') return;
					// The answer repeats the question, guessed ids and all.
					const { data, results } = z
						.object({
							data: z.unknown().optional(),
							results: z.array(z.object({ data: z.unknown() })).optional()
						})
						.parse(JSON.parse(text));
					const rows = JSON.stringify([data, results?.map((one) => one.data)]);
					const opens = OPENS[name] ?? [];
					expect(
						goalsIn(rows).filter((goal) => !opens.includes(goal)),
						JSON.stringify(question)
					).toEqual([]);
				}
			),
			runs(150)
		);
	});
}

const OPERATORS = [
	...['equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'endsWith', 'set', 'notSet'],
	...['gt', 'gte', 'lt', 'lte', 'inDateRange', 'notInDateRange', 'beforeDate', 'afterDate'],
	...['equals', 'set', 'measureFilter']
];
const GUESSES = [
	...GOALS.flatMap((goal) => [goal, objectiveOf(goal), keyResultOf(goal)]),
	...[TODAY, '2026-08-01', 'q3', '21', '/1/2/21/', 'owner', 'true', '0', '5', 'restricted']
];

/** A question in Cube's JSON: mostly of the right shape, about one view, and now and then of none at all. */
function questionOf(views: readonly View[]): fc.Arbitrary<unknown> {
	const guess = fc.oneof(
		{ weight: 20, arbitrary: fc.constantFrom(...GUESSES) },
		{ weight: 1, arbitrary: hostileValue }
	);
	const shape = fc.constantFrom(...views).chain((view) => {
		const all = [...view.measures, ...view.dimensions].map(({ name }) => name);
		const member = fc.oneof(
			{ weight: 90, arbitrary: fc.constantFrom(...all) },
			{
				weight: 1,
				arbitrary: fc.constantFrom(
					...views.flatMap((one) => one.dimensions.map(({ name }) => name))
				)
			},
			{ weight: 1, arbitrary: hostileText },
			{
				weight: 1,
				arbitrary: fc.constantFrom(
					'labels.label',
					'closed_objectives.objective_id',
					`${view.name}.nothing`
				)
			}
		);
		const some = (names: readonly string[]) =>
			names.length === 0
				? fc.constant<string[]>([])
				: fc.subarray([...names], { maxLength: Math.min(4, names.length) });
		const { filter } = fc.letrec<{ filter: unknown }>((tie) => ({
			filter: fc.oneof(
				{ maxDepth: 3, depthSize: 'small' },
				fc.record(
					{
						member,
						operator: fc.oneof(
							{ weight: 30, arbitrary: fc.constantFrom(...OPERATORS) },
							{ weight: 1, arbitrary: hostileText }
						),
						values: fc.oneof(
							{ weight: 30, arbitrary: fc.array(guess, { minLength: 1, maxLength: 4 }) },
							{ weight: 1, arbitrary: hostileValue }
						)
					},
					{ requiredKeys: ['member', 'operator'] }
				),
				fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
				fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) })
			)
		}));
		const days = view.dimensions.filter(({ type }) => type === 'time').map(({ name }) => name);
		const timeDimension = fc.record(
			{
				dimension: days.length === 0 ? member : fc.constantFrom(...days, ...all.slice(0, 1)),
				granularity: fc.constantFrom('day', 'day', 'week', 'month', 'quarter', 'year', 'second'),
				dateRange: fc.oneof(
					fc.constantFrom<unknown>(
						[TODAY, TODAY],
						TODAY,
						['2026-08-01', TODAY],
						'last week',
						'from 1 days ago to now',
						[TODAY]
					),
					hostileValue
				)
			},
			{ requiredKeys: ['dimension'] }
		);
		const odd = (usual: fc.Arbitrary<unknown>) =>
			fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: hostileValue });
		return fc
			.record(
				{
					measures: odd(some(view.measures.map(({ name }) => name))),
					dimensions: odd(some(view.dimensions.map(({ name }) => name))),
					filters: odd(fc.array(filter, { maxLength: 3 })),
					timeDimensions: odd(fc.array(timeDimension, { maxLength: 2 })),
					order: odd(
						fc.oneof(
							fc.array(fc.tuple(member, fc.constantFrom('asc', 'desc')), { maxLength: 2 }),
							fc.dictionary(member, fc.constantFrom('asc', 'desc'), { maxKeys: 2 })
						)
					),
					limit: odd(fc.constantFrom(0, 1, 10, 10, 10, 50_000)),
					offset: odd(fc.constantFrom(0, 0, 0, 1, 1e6)),
					total: odd(fc.boolean()),
					ungrouped: odd(fc.boolean()),
					timezone: odd(fc.constantFrom('UTC', 'Asia/Shanghai')),
					segments: odd(fc.constant([])),
					responseFormat: odd(fc.constantFrom('default', 'compact', 'columnar')),
					joinHints: hostileValue,
					subqueryJoins: hostileValue
				},
				{ requiredKeys: ['measures', 'dimensions'] }
			)
			.map(rarely('joinHints', 'subqueryJoins'));
	});
	return fc.oneof(
		{ weight: 30, arbitrary: fc.record({ query: shape }) },
		{
			weight: 2,
			arbitrary: fc.record({
				query: fc.array(shape, { maxLength: 3 }),
				queryType: fc.constantFrom('multi', 'regularQuery', 'x')
			})
		},
		{ weight: 1, arbitrary: fc.record({ query: hostileValue }) },
		{ weight: 1, arbitrary: hostileValue }
	);
}

/** Optional keys are there half of the time, which is too often for these. */
const rarely =
	(...names: string[]) =>
	(shape: object): object =>
		JSON.stringify(shape).length % 8 === 0
			? shape
			: Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
