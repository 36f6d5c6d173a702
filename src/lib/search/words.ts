/** How the kinds of what a search finds are called, and where a finding leads. */
import { levelWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Finding } from '$lib/server/queries/search.ts';
import { departmentHref, keyResultHref, objectiveHref, personHref } from '$lib/url-state/link.ts';
import type { SearchKind, UrlState } from '$lib/url-state/state.ts';

const KINDS: Readonly<Record<SearchKind, () => string>> = {
	objective: m.search_objectives,
	key_result: m.search_key_results,
	person: m.search_people,
	department: m.search_departments
};

export function kindWord(kind: SearchKind): string {
	return KINDS[kind]();
}

export function findingHref({ kind, id }: Finding, state: UrlState): string {
	switch (kind) {
		case 'objective':
			return objectiveHref(id, state);
		case 'key_result':
			return keyResultHref(id, state);
		case 'person':
			return personHref(id, state);
		case 'department':
			return departmentHref(id, state);
	}
}

/** What tells two findings with the same title apart, in the order in which it is read. */
export function factsOf({
	objectiveTitle,
	level,
	ownerName,
	departmentName,
	periodName
}: Finding): string[] {
	const facts = [
		objectiveTitle,
		objectiveTitle === null && level !== null ? levelWord(level) : null,
		ownerName,
		departmentName,
		periodName
	];
	return facts.filter((fact) => fact !== null);
}
