/** What the search dialog has found for the words typed last. Answers to earlier words never replace those to later ones. */
import type { FoundOfKind } from '$lib/server/queries/search.ts';
import { linkToPage } from '$lib/url-state/link.ts';
import type { UrlState } from '$lib/url-state/state.ts';

/** Long enough that a word typed in one go is one question. */
const PAUSE_MS = 120;

export class LiveResults {
	/** The words that `found` is the answer to. */
	words = $state('');
	found = $state.raw<readonly FoundOfKind[]>([]);
	status = $state<'idle' | 'looking' | 'answered' | 'failed'>('idle');
	#asking: AbortController | null = null;
	#pause: ReturnType<typeof setTimeout> | undefined;

	look(text: string, state: UrlState): void {
		this.stop();
		const words = text.trim();
		if (words === '') {
			this.words = '';
			this.found = [];
			this.status = 'idle';
			return;
		}
		this.status = 'looking';
		this.#pause = setTimeout(() => void this.#ask(words, state), PAUSE_MS);
	}

	stop(): void {
		clearTimeout(this.#pause);
		this.#asking?.abort();
		this.#asking = null;
	}

	async #ask(words: string, state: UrlState): Promise<void> {
		const asking = new AbortController();
		this.#asking = asking;
		try {
			const href = linkToPage('/search/results', state, { q: words });
			const response = await fetch(href, { signal: asking.signal });
			if (!response.ok) throw new Error(`HTTP ${response.status}`);
			// The endpoint's own type (routes/(app)/search/results); both are of one build.
			const { found } = (await response.json()) as { found: FoundOfKind[] };
			if (this.#asking !== asking) return;
			this.words = words;
			this.found = found;
			this.status = 'answered';
		} catch {
			if (this.#asking === asking) this.status = 'failed';
		}
	}
}
