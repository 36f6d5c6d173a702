/** The page of a review as PDF: as its viewer would get it, set by a browser that knows nothing of viewers. */
import chineseFaces from '@fontsource-variable/noto-sans-sc/wght.css?url';
import { TICKET_HEADER } from '../print/tickets.ts';
import { getRuntime } from '../runtime/current.ts';
import type { FileAsk } from './serve.ts';

/** The page is not there for this viewer. */
export class ReviewGoneError extends Error {
	override readonly name = 'ReviewGoneError';
}

const HAN = /\p{Script=Han}/u;

export async function reviewAsPdf(ask: FileAsk): Promise<Uint8Array<ArrayBuffer>> {
	const { event, path, signal, onPlace } = ask;
	const { printer, tickets, origin } = getRuntime();
	const url = new URL(path, event.url);
	const ticket = tickets.issue(event.locals.viewer, url.pathname + url.search);
	const answer = await event.fetch(url, { headers: { [TICKET_HEADER]: ticket }, signal });
	if (!answer.ok) throw new ReviewGoneError(`The page answered with status ${answer.status}.`);
	const html = await answer.text();
	const page = { url: origin + path, html: HAN.test(html) ? withChinese(html) : html };
	return printer.print(page, { signal, onPlace });
}

/**
 * Our fonts are variable ones. PDF has none (pdf-association/pdf-issues#768), so Chromium embeds each weight as a Type 3 font, whose
 * text can be searched, selected and read aloud by its Unicode; a static font would become a CID TrueType one.
 * Chinese faces are a style sheet of their own, because most devices have the characters (chinese.ts).
 */
function withChinese(html: string): string {
	return html.replace('</head>', `<link rel="stylesheet" href="${chineseFaces}" /></head>`);
}
