import { formatDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Lens } from '$lib/url-state/state.ts';

/** Which part of the data is shown, in one line, as Headline.svelte says it. */
export function scopeWords({
	department,
	period,
	day,
	state
}: {
	readonly department: { readonly name: string } | null;
	readonly period: { readonly name: string } | null;
	readonly day: string;
	readonly state: { readonly lens: Lens };
}): string {
	return [
		department?.name ?? m.scope_whole_company(),
		period?.name ?? m.scope_all_periods(),
		m.headline_as_of({ day: formatDay(day) }),
		...(state.lens === 'today' ? [m.lens_today()] : [])
	].join(' · ');
}
