/** What a member of the model is called and what it means, in the language of the page. */
import { m } from '$lib/paraglide/messages.js';
import { memberOf, type DimensionOf, type MeasureOf, type ViewName } from './catalog.ts';

export interface Definition {
	readonly title: string;
	readonly description: string;
}

/** `member_key_results_avg_confidence_title`: the name of the message that translates it; without one the model's English stands. */
export function definitionKey(view: ViewName, member: string, part: keyof Definition): string {
	return `member_${view}_${member}_${part}`;
}

export function definitionOf<V extends ViewName>(
	view: V,
	name: MeasureOf<V> | DimensionOf<V>
): Definition {
	return definitionNamed(view, name);
}

/** @throws where the view has no such member */
export function definitionNamed(view: ViewName, name: string): Definition {
	const member = memberOf(view, name);
	return {
		title: messageOf(definitionKey(view, name, 'title')) ?? member.title,
		description: messageOf(definitionKey(view, name, 'description')) ?? member.description
	};
}

function messageOf(key: string): string | undefined {
	// The only messages that are looked up by a made name; that they take no values is held by a test.
	const messages = m as unknown as Readonly<Partial<Record<string, () => string>>>;
	return messages[key]?.();
}
