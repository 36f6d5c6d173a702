/** What makes the files of a review: one table for the addresses and the command. Their names: lib/review/files.ts. */
import type { ReviewDocument } from '$lib/review/document.ts';
import type { ReviewFile } from '$lib/review/files.ts';
import { deckOf } from './slides/deck.ts';
import { markdownFile } from './text/markdown.ts';
import { wordOf } from './text/word.ts';

export interface ReviewFormat {
	readonly mediaType: string;
	/** In the language of the request, which is the document's. @param address of a path of the product */
	readonly make: (
		document: ReviewDocument,
		address: (path: string) => string
	) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
}

/** By the extension of the file. */
export const REVIEW_FORMATS: Readonly<Record<ReviewFile, ReviewFormat>> = {
	pptx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		make: deckOf
	},
	docx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		make: wordOf
	},
	md: { mediaType: 'text/markdown; charset=utf-8; variant=GFM', make: markdownFile }
};
