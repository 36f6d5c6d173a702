/** What the month's calls come to, and which sentence says it. */
import type { MonthForecast } from '$lib/server/runtime/current.ts';

export interface MonthOutlook {
	readonly kind: 'unlimited' | 'spent' | 'runs_out' | 'lasts';
	/** Everybody cannot be asked about daily: people take turns. */
	readonly isRotating: boolean;
	/** Widths 0..100 of a bar whose end is the greatest of the three numbers. null: without limit. */
	readonly bar: {
		readonly spent: number;
		readonly forecast: number;
		readonly budget: number;
	} | null;
}

export function monthOutlook(month: MonthForecast): MonthOutlook {
	const { spent, forecast, budget, exhaustedOn, needed } = month;
	if (budget === null) return { kind: 'unlimited', isRotating: false, bar: null };
	const end = Math.max(budget, forecast, spent, 1);
	const share = (calls: number) => (100 * calls) / end;
	return {
		kind: spent >= budget ? 'spent' : exhaustedOn === null ? 'lasts' : 'runs_out',
		isRotating: needed > budget,
		bar: { spent: share(spent), forecast: share(Math.max(forecast, spent)), budget: share(budget) }
	};
}

/** The first day of the next month: then the budget begins again. */
export function nextMonth(month: string): string {
	const [year = 0, number = 0] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}
