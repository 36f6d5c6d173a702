/**
 * Marts and model against the oracle on companies in which everything odd happens at once. What is known is written straight
 * into the core tables: how it is read from DingTalk is the matter of truth.test.ts.
 */
import type { Company } from '../../etl/sandbox/company/model.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { bridgeDifferences } from '../support/bridge-truth.ts';
import { TruthBench, type ShownCase } from '../support/truth-bench.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { learn } from '../support/oracle/known.ts';
import { TRAITS, traitsOf } from '../support/oracle/traits.ts';
import { measureDifferences } from '../support/truth-measures.ts';
import { rowDifferences } from '../support/truth-rows.ts';

/** Between them they hold everything (test/support/oracle/traits.ts); random-truth.long.ts goes on with fresh seeds, and of classic OKR. */
const SEEDS = [34, 1, 6, 8];
/** The one whose cells are compared too: truth.test.ts and classic-truth.test.ts compare those of calmer companies. */
const WITH_CELLS = 8;

describe('marts and model equal the oracle on companies that look for trouble', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	const met = new Set<string>();
	/** What the warehouse holds. */
	let shown: ShownCase;

	it.each(SEEDS)('seed %i', async (seed) => {
		shown = await bench.showRandom(seed);
		const { world, syncs, days } = shown;
		const rows = await rowDifferences(world, bench.cube, days);
		expect(describeDifferences(rows)).toBe('');
		const readAts = syncs.map(({ readAt }) => readAt);
		for (const trait of traitsOf(world, days, readAts)) met.add(trait);
		if (seed !== WITH_CELLS) return;
		const cells = await measureDifferences(world, bench.cube, days.slice(-1));
		expect(describeDifferences(cells)).toBe('');
		const [first = '', last = first] = [days[0], days.at(-1)];
		const bridges = await bridgeDifferences(world, bench.cube, [first, last], [null, 'individual']);
		expect(describeDifferences(bridges)).toBe('');
	});

	it('which hold every zone, calendar, state, reason and level between them', () => {
		expect(TRAITS.filter((trait) => !met.has(trait))).toEqual([]);
	});

	it('and one confidence more or one head less would be noticed', async () => {
		const { company, syncs, settings, days } = shown;
		const louder = learn(withMoreConfidence(company), syncs, settings);
		// The cells of the whole company are enough to notice it.
		const cells = await measureDifferences(louder, bench.cube, days.slice(-1), []);
		expect(new Set(cells.map(({ column }) => column))).toContain('avg_confidence');
		const headless = company.departments.map((each) => ({
			...each,
			headIds: [{ from: 0, value: [] }]
		}));
		const world = learn({ ...company, departments: headless }, syncs, settings);
		const rows = await rowDifferences(world, bench.cube, days.slice(0, 1));
		expect(rows.map(({ view, column }) => `${view}.${column}`)).toContain('objectives.level');
	});
});

/** The same company, in which every check-in that states a confidence states another one. */
function withMoreConfidence(company: Company): Company {
	return {
		...company,
		objectives: company.objectives.map((objective) => ({
			...objective,
			checkIns: objective.checkIns.map((checkIn) => ({
				...checkIn,
				revisions: checkIn.revisions.map((revision) => ({
					...revision,
					says: revision.says.map((statement) => ({
						...statement,
						confidence: statement.confidence === null ? null : 10 - statement.confidence / 2
					}))
				}))
			}))
		}))
	};
}
