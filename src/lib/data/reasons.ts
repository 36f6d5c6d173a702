/** Why a read lacks something, in the language of the page. The sync says it in English; what is rare stays as it says it. */
import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';

export interface ReasonPart {
	readonly text: string;
	/** The sync's own English. */
	readonly isEnglish: boolean;
}

/** As etl/streams writes them; a test holds both together. */
const KNOWN = [
	[/^the check-ins of (\d+) objectives may not be read$/, m.reason_check_ins],
	[/^the objectives of (\d+) people may not be read$/, m.reason_objectives]
] as const;

export function reasonParts(reason: string): ReasonPart[] {
	return reason.split('; ').map((text) => {
		for (const [pattern, words] of KNOWN) {
			const found = pattern.exec(text)?.[1];
			if (found === undefined) continue;
			const count = Number(found);
			return { text: words({ count, shown: formatCount(count) }), isEnglish: false };
		}
		return { text, isEnglish: true };
	});
}
