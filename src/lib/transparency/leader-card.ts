import type { Card } from '$lib/charts/download/cards.ts';
import { lineCard } from '$lib/charts/line-card.ts';
import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { VisibilityTrend } from '$lib/server/queries/transparency.ts';

/** LeaderTile.svelte as a picture. */
export function leaderCard({ now, days }: VisibilityTrend): Card {
	const known = now?.leaderKnown ?? 0;
	return lineCard({
		title: m.transparency_leaders(),
		value: now?.leaderPublicRate ?? null,
		format: formatPercent,
		base: m.transparency_leaders_base({ count: known, shown: formatCount(known) }),
		none: m.transparency_leaders_none(),
		points: days.map(({ day, facts }) => ({ day, value: facts?.leaderPublicRate ?? null }))
	});
}
