import type { Card } from '$lib/charts/download/cards.ts';
import { lineCard } from '$lib/charts/line-card.ts';
import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { wordsOf } from './tile-words.ts';
import type { Tile } from './tiles.ts';

/** A tile in a picture of all five. */
export function tileCard(tile: Tile): Card {
	const { title, base, none } = wordsOf(tile);
	return lineCard({
		...{ title, base, none, value: tile.value, points: tile.series },
		format: tile.unit === 'ratio' ? formatPercent : formatCount
	});
}
