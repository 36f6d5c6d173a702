import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Tile } from './tiles.ts';

export interface TileWords {
	readonly title: string;
	/** What the number rests on. */
	readonly base: string;
	/** Why there is no number. */
	readonly none: string;
	/** Names the department that stands out; null: none does. */
	readonly where: string | null;
	/** When no department stands out. */
	readonly calm: string;
	readonly definition: string;
}

/** A tile in words, in the language of the page. */
export function wordsOf({ measure, value, base, worst }: Tile): TileWords {
	const count = { count: base, shown: formatCount(base) };
	const name = worst?.name ?? '';
	switch (measure) {
		case 'delivery_score':
			return {
				title: m.delivery_title(),
				base: m.delivery_base(count),
				none: m.delivery_none(),
				where: worst && m.where_lowest({ name, value: formatPercent(worst.value) }),
				calm: m.where_nothing(),
				definition: m.delivery_definition()
			};
		case 'red_flag_count':
			return {
				title: m.red_title(),
				base: m.red_base(count),
				none: m.value_none(),
				where: worst && m.where_most({ name, part: worst.value, whole: value ?? 0 }),
				calm: value === 0 ? m.red_calm() : m.where_nothing(),
				definition: m.red_definition()
			};
		case 'stalled_count':
			return {
				title: m.stalled_title(),
				base: m.stalled_base(count),
				none: m.value_none(),
				where: worst && m.where_most({ name, part: worst.value, whole: value ?? 0 }),
				calm: value === 0 ? m.stalled_calm() : m.where_nothing(),
				definition: m.stalled_definition()
			};
		case 'compliance':
			return {
				title: m.compliance_title(),
				base: m.compliance_base(count),
				none: m.compliance_none(),
				where: worst && m.where_lowest({ name, value: formatPercent(worst.value) }),
				calm: m.where_nothing(),
				definition: m.compliance_definition()
			};
		case 'rooted_coverage':
			return {
				title: m.rooted_title(),
				base: m.rooted_base(count),
				none: m.rooted_none(),
				where: worst && m.where_lowest({ name, value: formatPercent(worst.value) }),
				calm: m.where_nothing(),
				definition: m.rooted_definition()
			};
	}
}
