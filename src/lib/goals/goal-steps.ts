import { m } from '$lib/paraglide/messages.js';
import { departmentHref } from '$lib/url-state/link.ts';
import type { UrlState } from '$lib/url-state/state.ts';

export interface Step {
	readonly name: string;
	readonly href: string | null;
}

/** The way down from the company over its departments to what the page shows. */
export function goalSteps(
	departments: readonly { readonly id: string; readonly name: string }[],
	below: readonly Step[],
	state: UrlState
): Step[] {
	return [
		{ name: m.scope_whole_company(), href: departmentHref(null, state) },
		...departments.map(({ id, name }) => ({ name, href: departmentHref(id, state) })),
		...below
	];
}
