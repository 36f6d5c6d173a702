/** What stands at the foot of every page of a file: which review it is, of which day and data, and the beginning of its hash. */
import { m } from '$lib/paraglide/messages.js';
import type { ReviewDocument } from '$lib/review/document.ts';

const ENOUGH_OF_HASH = 12;

export function footWords({ period, department, asOf, version, hash }: ReviewDocument): {
	/** As people named them, however long. */
	readonly names: string;
	readonly figures: string;
} {
	return {
		names: [period, department ?? m.scope_whole_company()].join(' · '),
		figures: [asOf, `${m.export_version()} ${version}`, hash.slice(0, ENOUGH_OF_HASH)].join(' · ')
	};
}
