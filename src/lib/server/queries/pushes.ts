import type { Cube } from '../cube/client.ts';
import { daysOfMonth } from './month-calls.ts';

export interface MonthPushes {
	/** Distinct events. */
	readonly events: number;
	/** Deliveries that count against the organisation's monthly push quota. */
	readonly metered: number;
	/** Epoch ms of the last delivery of any month, by the product's clock; null: there never was one. */
	readonly lastAt: number | null;
}

/** What DingTalk pushed in the month that holds `day`. */
export async function loadMonthPushes(cube: Cube, day: string): Promise<MonthPushes> {
	const [[month], [last]] = await Promise.all([
		cube.rows({
			view: 'events',
			measures: ['event_count', 'metered_push_count'],
			filters: [{ member: 'day', operator: 'equals', values: daysOfMonth(day) }]
		}),
		cube.rows({
			view: 'events',
			dimensions: ['received_at'],
			order: [['received_at', 'desc']],
			limit: 1
		})
	]);
	return {
		events: month?.event_count ?? 0,
		metered: month?.metered_push_count ?? 0,
		lastAt: last?.received_at == null ? null : Date.parse(last.received_at)
	};
}
