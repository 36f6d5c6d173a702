import { describe, expect, it } from 'vitest';
import type { SyncRun } from '$lib/server/queries/sync-runs.ts';
import type { MonthForecast } from '$lib/server/runtime/current.ts';
import { answerBins } from './answer-bins.ts';
import { dataState, needsCare } from './data-state.ts';
import { monthOutlook, nextMonth } from './month-outlook.ts';

const run = (facts: Partial<SyncRun>): SyncRun => ({
	...{ id: 'r', startedAt: 0, durationMs: 1, status: 'succeeded', kind: 'planned' },
	...{ stopReason: null, isResumable: false, message: null, rows: 0, rejects: 0 },
	...{ meteredCalls: 0, exemptCalls: 0, refusedCalls: 0, ...facts }
});
const fresh = { isStale: false, remarks: [] };
const partial = {
	isStale: true,
	remarks: [
		{ stream: 'check_ins', isPartial: true, reason: 'No permission.' },
		{ stream: 'people', isPartial: false, reason: 'A remark.' }
	]
};
const idle = { kind: 'idle' } as const;

describe('the state of the data', () => {
	it.each([
		[
			'a running sync before everything',
			{ kind: 'running', startedAt: 0, progress: null, isEnding: false },
			run({ status: 'failed' }),
			'running'
		],
		[
			'a stop on the budget',
			idle,
			run({ status: 'stopped', stopReason: 'budget', message: 'Over.' }),
			'stopped'
		],
		[
			'a stop that was asked for',
			idle,
			run({ status: 'stopped', stopReason: 'interrupt' }),
			'cancelled'
		],
		[
			'a failure that left no run',
			{ kind: 'failed', failedAt: 0, message: 'Busy.', isLogged: false },
			run({}),
			'failed'
		],
		[
			'a failure that left no run, after one that was stopped',
			{ kind: 'failed', failedAt: 0, message: 'No space.', isLogged: false },
			run({ status: 'stopped', stopReason: 'interrupt' }),
			'failed'
		],
		[
			'a run that stopped before anything of it counted',
			{ kind: 'failed', failedAt: 0, message: 'Over.', isLogged: true },
			run({ status: 'stopped', stopReason: 'budget', message: 'Over.' }),
			'stopped'
		],
		[
			'a failed run of another process',
			idle,
			run({ status: 'failed', message: 'No network.' }),
			'failed'
		],
		['a killed run', idle, run({ status: 'killed' }), 'killed'],
		['calm', idle, run({}), 'complete'],
		['calm without any run', idle, null, 'complete']
	] as const)('is %s', (_name, sync, lastRun, kind) => {
		expect(dataState(sync, lastRun, fresh).kind).toBe(kind);
	});

	it('counts what is incomplete, which matters more than age', () => {
		const state = dataState(idle, run({ status: 'partial' }), partial);
		expect(state).toEqual({ kind: 'partial', streams: 1 });
		expect(needsCare(state)).toBe(true);
		expect(dataState(idle, run({}), { ...fresh, isStale: true }).kind).toBe('stale');
	});
});

it('sorts people by the age of their answers', () => {
	const ages = [0, 1, 2, 3, 4, 5, 40, null].map((days, i) => ({ days, people: 10 ** i }));
	expect(answerBins(ages)).toEqual({
		...{ on_day: 1, one: 10, two: 100, four: 11_000, older: 1_100_000, never: 10_000_000 }
	});
});

describe('the outlook of the month', () => {
	const month = (facts: Partial<MonthForecast>): MonthForecast => ({
		...{ month: '2026-11', spent: 1000, budget: 4000, forecast: 2000 },
		...{ exhaustedOn: null, perDay: 50, needed: 1500, ...facts }
	});

	it('lasts', () => {
		expect(monthOutlook(month({}))).toEqual({
			...{ kind: 'lasts', isRotating: false },
			bar: { spent: 25, forecast: 50, budget: 100 }
		});
	});

	it('runs out, and the bar goes beyond the budget', () => {
		const outlook = monthOutlook(
			month({ budget: 1500, forecast: 2000, exhaustedOn: '2026-11-20', needed: 3000 })
		);
		expect(outlook).toEqual({
			...{ kind: 'runs_out', isRotating: true },
			bar: { spent: 50, forecast: 100, budget: 75 }
		});
	});

	it('is spent, or without limit', () => {
		expect(monthOutlook(month({ spent: 4000, forecast: 4000 })).kind).toBe('spent');
		expect(monthOutlook(month({ budget: null }))).toEqual({
			...{ kind: 'unlimited', isRotating: false, bar: null }
		});
	});

	it('begins again on the first of the next month', () => {
		expect(nextMonth('2026-11')).toBe('2026-12-01');
		expect(nextMonth('2026-12')).toBe('2027-01-01');
	});
});
