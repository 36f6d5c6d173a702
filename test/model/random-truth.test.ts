/**
 * Marts and model against the oracle on companies in which everything odd happens at once. What is known is written straight
 * into the core tables: how it is read from DingTalk is the matter of truth.test.ts.
 */
import type { Company } from '../../etl/sandbox/company/model.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { TruthBench } from '../support/truth-bench.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { learn } from '../support/oracle/known.ts';
import { measureDifferences, rowDifferences } from '../support/truth.ts';

/** Between them they hold every state, reason and level; random-truth.long.ts goes on with fresh seeds. */
const SEEDS = [2, 7, 13, 31];

describe('marts and model equal the oracle on companies that look for trouble', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	it.each(SEEDS)('seed %i', async (seed) => {
		const shown = await bench.showRandom(seed);
		const rows = await rowDifferences(shown.world, bench.cube, shown.days);
		expect(describeDifferences(rows)).toBe('');
		const cells = await measureDifferences(shown.world, bench.cube, shown.days.slice(-1));
		expect(describeDifferences(cells)).toBe('');
	});

	it('and one confidence more or one head less would be noticed', async () => {
		const { company, syncs, settings, days } = await bench.showRandom(7);
		const louder = withMoreConfidence(company);
		const found = await rowDifferences(learn(louder, syncs, settings), bench.cube, days);
		const columns = new Set(found.map(({ view, column }) => `${view}.${column}`));
		expect(columns).toContain('check_ins.confidence');
		const headless = company.departments.map((each) => ({
			...each,
			headIds: [{ from: 0, value: [] }]
		}));
		const world = learn({ ...company, departments: headless }, syncs, settings);
		const cells = await measureDifferences(world, bench.cube, days.slice(-1));
		expect(cells.map(({ column }) => column)).toContain('company_objective_count');
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
