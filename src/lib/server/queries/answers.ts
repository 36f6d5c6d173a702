import type { Cube } from '../cube/client.ts';

export interface AnswerAge {
	/** Days from the answer to the day of the data; null: DingTalk never answered for them. */
	readonly days: number | null;
	readonly people: number;
}

/** Of how many active people something is known, and how old the oldest of it is. */
export interface AnswerSummary {
	readonly people: number;
	readonly answered: number;
	/** Days; 0: everybody was answered for on the day of the data. null: nobody was. */
	readonly oldestDays: number | null;
}

export async function loadAnswerSummary(cube: Cube): Promise<AnswerSummary> {
	const [row] = await cube.rows({
		view: 'answers',
		measures: ['base_count', 'answered_count', 'oldest_answer_days']
	});
	return {
		people: row?.base_count ?? 0,
		answered: row?.answered_count ?? 0,
		oldestDays: row?.oldest_answer_days ?? null
	};
}

/** How old what is known of people is; the freshest first, and last those of whom nothing is known. */
export async function loadAnswerAges(cube: Cube): Promise<AnswerAge[]> {
	const rows = await cube.rows({
		view: 'answers',
		measures: ['base_count'],
		dimensions: ['days_since_answer'],
		limit: 5_000
	});
	return rows
		.map((row) => ({ days: row.days_since_answer, people: row.base_count }))
		.sort((a, b) => (a.days ?? Infinity) - (b.days ?? Infinity));
}
