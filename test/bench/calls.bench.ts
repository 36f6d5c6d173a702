/** What reading a company costs in metered calls, beside the fewest that were possible. */
import { steadyCompany } from '../support/steady-company.ts';
import { syncMonth, type SyncedDay, type SyncedMonth } from '../support/synced-month.ts';

type Row = [string, string];

/** Days of the month that are measured; large companies have fewer, and the month is said to be reckoned. */
const MONTH = { from: '2026-11-01', to: '2026-11-30' };
const LARGE = 1000;

/** The bundled company without a budget: everybody is asked every day. @returns rows to print */
export async function measureCalls(people: number): Promise<Row[]> {
	const isLarge = people > LARGE;
	const to = isLarge ? '2026-11-03' : MONTH.to;
	const all: SyncedDay[] = [];
	await syncMonth(
		{ people, seed: 7, day: '2026-10-31', settings: { callBudget: Infinity } },
		{ from: MONTH.from, to },
		(day) => all.push(day)
	);
	const [first, ...days] = all;
	if (first === undefined) return [];
	const month = sum(days);
	const rows: Row[] = [
		['first read', besides(first)],
		['a daily run, on average', besides(each(month, days.length))]
	];
	if (isLarge)
		rows.push([
			`a month, reckoned from ${days.length} days`,
			besides(each(month, days.length / 30))
		]);
	else rows.push(['a month of daily runs', besides(month)]);
	return rows;
}

/** The promised case: 150 people, 450 objectives, weekly check-ins, a run every day, 3,500 calls a month. */
export async function measurePromise(): Promise<Row[]> {
	const company = steadyCompany({
		...{ people: 150, objectivesPerPerson: 3, keyResultsPerObjective: 2 },
		...{ weeks: 12, firstDay: '2026-10-05', seed: 7 }
	});
	const month: SyncedMonth = await syncMonth(
		{ ...{ people: 150, seed: 7, company, day: '2026-10-05' }, settings: { callBudget: 3500 } },
		MONTH
	);
	const runs = month.days.filter(({ status }) => status === 'succeeded').length;
	return [
		['November, daily, with a budget of 3,500', besides(sum(month.days))],
		['runs that were carried out', `${runs} of ${month.days.length}`],
		['longest time without an answer about somebody', `${month.longestTurn.toFixed(1)} days`],
		['check-ins written', `${month.checkIns}, ${month.missing} of them not loaded`],
		['longest time until one was loaded', `${month.latestLoad.toFixed(1)} days`]
	];
}

interface Cost {
	readonly metered: number;
	readonly fewest: number;
}

function sum(days: readonly Cost[]): Cost {
	return {
		metered: days.reduce((total, { metered }) => total + metered, 0),
		fewest: days.reduce((total, { fewest }) => total + fewest, 0)
	};
}

function each({ metered, fewest }: Cost, share: number): Cost {
	return { metered: metered / share, fewest: fewest / share };
}

function besides({ metered, fewest }: Cost): string {
	const above = ((metered / fewest - 1) * 100).toFixed(1);
	return `${metered.toFixed(0)} metered calls, fewest ${fewest.toFixed(0)} (${above} % above)`;
}
