/** What the search dialog has found for the words typed last. Answers to earlier words never replace those to later ones. */
import type { SavedView } from '$lib/server/app-state/saved-views.ts';
import type { FoundOfKind } from '$lib/server/queries/search.ts';
import { linkToPage } from '$lib/url-state/link.ts';
import type { UrlState } from '$lib/url-state/state.ts';

/** Long enough that a word typed in one go is one question. */
const PAUSE_MS = 120;

export class LiveResults {
	/** The words that `found` is the answer to. */
	words = $state('');
	found = $state.raw<readonly FoundOfKind[]>([]);
	/** Of the viewer: by their names, or without words the first of them. */
	views = $state.raw<readonly SavedView[]>([]);
	status = $state<'idle' | 'looking' | 'answered' | 'failed'>('idle');
	#asking: AbortController | null = null;
	#pause: ReturnType<typeof setTimeout> | undefined;

	look(text: string, state: UrlState): void {
		this.stop();
		const words = text.trim();
		this.status = words === '' ? 'idle' : 'looking';
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
			const href = linkToPage('/search/results', state, { q: words === '' ? null : words });
			const response = await fetch(href, { signal: asking.signal });
			if (!response.ok) throw new Error(`HTTP ${response.status}`);
			// The endpoint's own type (routes/(app)/search/results); both are of one build.
			const { views, found } = (await response.json()) as {
				views: SavedView[];
				found: FoundOfKind[];
			};
			if (this.#asking !== asking) return;
			this.words = words;
			this.found = found;
			this.views = views;
			this.status = words === '' ? 'idle' : 'answered';
		} catch {
			if (this.#asking === asking) this.status = 'failed';
		}
	}
}
