import type { Card } from './download/cards.ts';
import type { SparklinePoint } from './options/sparkline.ts';
import { trendWords } from './trend-words.ts';

export interface LineCard {
	readonly title: string;
	/** null: over an empty base. */
	readonly value: number | null;
	readonly format: (value: number) => string;
	/** What the value rests on. */
	readonly base: string;
	/** Why there is no value. */
	readonly none: string;
	readonly points: readonly SparklinePoint[];
}

/** A number with its weeks, as one of the small multiples of a picture. */
export function lineCard({ title, value, format, base, none, points }: LineCard): Card {
	return {
		title,
		value: value === null ? '–' : format(value),
		notes: [value === null ? none : base, trendWords(points, format)],
		plot: { kind: 'line', points }
	};
}
