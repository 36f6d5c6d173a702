/** What makes the files of a review: one table for the addresses and the command. Their names: lib/review/files.ts. */
import type { ReviewDocument } from '$lib/review/document.ts';
import type { ReviewFile } from '$lib/review/files.ts';
import { Places } from '../export/at-once.ts';
import { REVIEW_FILES_AT_ONCE } from '../limits.ts';
import { reviewAsPdf } from './pdf.ts';
import type { FileAsk } from './serve.ts';
import { deckOf } from './slides/deck.ts';
import { withTodayInText } from './today-in-text.ts';
import { markdownFile } from './text/markdown.ts';
import { wordOf } from './text/word.ts';

/** All places are taken. */
class NoPlaceError extends Error {
	override readonly name = 'NoPlaceError';
}

export interface ReviewFormat {
	readonly mediaType: string;
	/** In the language of the request. */
	readonly make: (ask: FileAsk) => Promise<Uint8Array<ArrayBuffer>>;
}

type Writer = (
	document: ReviewDocument,
	address: (path: string) => string
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** Writing takes a core, too: who comes when all places are taken is asked to come again. PDF files have a line of their own. */
const places = new Places(REVIEW_FILES_AT_ONCE);

function written(write: Writer): ReviewFormat['make'] {
	return async ({ event, document, address }) => {
		const giveBack = places.take(event.locals.asker);
		if (giveBack === null) throw new NoPlaceError('Other files are being written.');
		try {
			return await write(withTodayInText(await document()), address);
		} finally {
			giveBack();
		}
	};
}

/** By the extension of the file. */
export const REVIEW_FORMATS: Readonly<Record<ReviewFile, ReviewFormat>> = {
	pdf: { mediaType: 'application/pdf', make: reviewAsPdf },
	pptx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		make: written(deckOf)
	},
	docx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		make: written(wordOf)
	},
	md: { mediaType: 'text/markdown; charset=utf-8; variant=GFM', make: written(markdownFile) }
};
