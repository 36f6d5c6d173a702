/** How far goals and people hang together: the three coverages first, then who is linked at all and who has a goal. */
import type { Card } from '$lib/charts/download/cards.ts';
import { lineCard } from '$lib/charts/line-card.ts';
import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Coverage, PeopleCoverage, Share, Trend } from '$lib/server/queries/coverage.ts';

export interface CoverageTile {
	/** The measure's name in the model. */
	readonly measure: string;
	readonly title: string;
	readonly now: Share | null;
	readonly weekAgo: Share | null;
	/** null: nothing was live. */
	readonly days: readonly { readonly day: string; readonly share: Share | null }[];
	readonly base: string;
	/** Why there is no value. */
	readonly none: string;
	readonly definition: string;
}

export interface CoverageSources {
	/** All levels. */
	readonly trend: Trend<Coverage>;
	/** The chosen level. */
	readonly ofLevel: Trend<Coverage>;
	readonly people: Trend<PeopleCoverage>;
	readonly isWholeCompany: boolean;
}

export function coverageTiles({
	trend,
	ofLevel,
	people,
	isWholeCompany
}: CoverageSources): CoverageTile[] {
	return [
		{
			measure: 'rooted_coverage',
			title: m.rooted_title(),
			...part(ofLevel, (facts) => facts.rooted),
			base: m.rooted_base(counted(ofLevel.now?.rooted.base ?? 0)),
			none: m.rooted_none(),
			definition: m.rooted_definition()
		},
		{
			measure: 'person_coverage',
			title: m.person_coverage_title(),
			...part(people, (facts) => facts.person),
			base: m.person_coverage_base(counted(people.now?.person.base ?? 0)),
			none: m.person_coverage_none(),
			definition: m.person_coverage_definition()
		},
		{
			measure: 'top_down_coverage',
			title: m.top_down_title(),
			...part(trend, (facts) => facts.topDown),
			base: m.top_down_base(counted(trend.now?.topDown.base ?? 0)),
			none: isWholeCompany ? m.rooted_none() : m.top_down_elsewhere(),
			definition: m.top_down_definition()
		},
		{
			measure: 'objective_coverage',
			title: m.aligned_title(),
			...part(ofLevel, (facts) => facts.aligned),
			base: m.rooted_base(counted(ofLevel.now?.aligned.base ?? 0)),
			none: m.aligned_none(),
			definition: m.aligned_definition()
		},
		{
			measure: 'adoption_rate',
			title: m.adoption_title(),
			...part(people, (facts) => facts.adoption),
			base: m.adoption_base(counted(people.now?.adoption.base ?? 0)),
			none: m.adoption_none(),
			definition: m.adoption_definition()
		}
	];
}

/** A tile in a picture of all five. */
export function coverageCard({ title, now, days, base, none }: CoverageTile): Card {
	return lineCard({
		...{ title, base, none, value: now?.value ?? null, format: formatPercent },
		points: days.map(({ day, share }) => ({ day, value: share?.value ?? null }))
	});
}

const counted = (count: number) => ({ count, shown: formatCount(count) });

function part<Facts, Part>(all: Trend<Facts>, read: (facts: Facts) => Part) {
	return {
		now: all.now && read(all.now),
		weekAgo: all.weekAgo && read(all.weekAgo),
		days: all.days.map(({ day, facts }) => ({ day, share: facts && read(facts) }))
	};
}
