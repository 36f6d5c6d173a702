import { m } from '$lib/paraglide/messages.js';
import type { Refusal } from '$lib/server/refusal.ts';

/** @param sentences for the faults of an entry of this kind; whatever keeps entries may fail for all kinds alike */
export function whyNotKept<Problem extends string>(
	{ problem, errorId }: Refusal<Problem>,
	sentences: Readonly<Record<Problem, () => string>>
): string {
	switch (problem) {
		case 'disk_full':
			return `${m.entry_disk_full()} ${m.trouble_id()} ${errorId ?? ''}`;
		case 'data_unavailable':
			return `${m.entry_data_unavailable()} ${m.trouble_id()} ${errorId ?? ''}`;
		default:
			return sentences[problem]();
	}
}
