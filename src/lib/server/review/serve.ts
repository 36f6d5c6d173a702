/** A review as a file, for the viewer of the request: `/export/review.pdf` with period, department, day and lens as the pages have them. */
import { m } from '$lib/paraglide/messages.js';
import type { ReviewDocument } from '$lib/review/document.ts';
import { REVIEW_FILES } from '$lib/review/files.ts';
import { PUBLISHED, shownHref } from '$lib/review/link.ts';
import { attachment, fileNameOf } from '../export/file-name.ts';
import { refuse } from '../export/serve.ts';
import { getRuntime } from '../runtime/current.ts';
import { scopeOf, type Scope } from '../scope.ts';
import { noteProgress } from './file-progress.ts';
import { REVIEW_FORMATS } from './formats.ts';
import { periodToReview } from './newest.ts';
import { findPublished, openPublished } from './publish.ts';
import { reviewOf } from './review.ts';

export interface FileEvent {
	readonly request: Request;
	readonly url: URL;
	readonly params: Partial<Record<string, string>>;
	readonly route: { readonly id: string | null };
	readonly locals: App.Locals;
	readonly fetch: typeof globalThis.fetch;
}

export interface FileAsk {
	readonly event: FileEvent;
	/** The page of the review, from the path. */
	readonly path: string;
	readonly document: () => Promise<ReviewDocument>;
	/** An address that opens a page of the product, from its path. */
	readonly address: (path: string) => string;
	/** The client went away, or pressed cancel. */
	readonly signal: AbortSignal;
	/** How many files are made before this one; 0: it is being made. */
	readonly onPlace: (place: number) => void;
}

/** `?job=`: a name that the client gives its order, to ask how far it is. */
const JOB = /^[\w-]{16,64}$/;

export async function reviewFile(event: FileEvent): Promise<Response> {
	const format = REVIEW_FILES.find((one) => one === event.params['format']);
	if (format === undefined)
		return refuse(
			404,
			`There is no such file. A review is to be had as ${REVIEW_FILES.map((one) => `.${one}`).join(', ')}.`
		);
	const { mediaType, make } = REVIEW_FORMATS[format];
	const scope = await scopeOf(event);
	const { period, isNotStarted } = scope.moment;
	if (!event.url.searchParams.has('period')) {
		const newest = periodToReview(scope.periods, scope.version.asOf);
		if (newest !== null) return toPeriod(event.url, newest.id);
	}
	if (period === null || isNotStarted || !isWhatWasAsked(event.url, scope))
		return refuse(404, m.review_not_there());

	const { lang, viewer } = event.locals;
	const id = event.url.searchParams.get(PUBLISHED);
	const published = id === null ? null : await findPublished(scope, id);
	if (id !== null && published === null) return refuse(404, m.review_not_there());

	const headers = {
		'content-type': mediaType,
		'content-disposition': dispositionOf(scope, period, format),
		'content-language': lang,
		'cache-control': 'no-store'
	};
	if (event.request.method === 'HEAD') return new Response(null, { headers });

	const job = event.url.searchParams.get('job') ?? '';
	const progress = noteProgress(JOB.test(job) ? job : null);
	try {
		const file = await make({
			event,
			document: async () =>
				(published === null
					? await reviewOf(scope, viewer)
					: await openPublished(scope, published, viewer)
				).document,
			address: (to) => getRuntime().origin + to,
			path: shownHref({ ...scope.state, period: period.id, lang }, published),
			signal: event.request.signal,
			onPlace: progress.note
		});
		return new Response(file, { headers });
	} catch (error) {
		return refusalOf(error);
	} finally {
		progress.end();
	}
}

function toPeriod(url: URL, period: string): Response {
	const search = new URLSearchParams(url.search);
	search.set('period', period);
	return new Response(null, { status: 303, headers: { location: `${url.pathname}?${search}` } });
}

/** A file of another period or department than the one that was asked for would be taken for it. */
function isWhatWasAsked({ searchParams }: URL, { moment, department }: Scope): boolean {
	const asked = searchParams.get('department');
	return (
		searchParams.get('period') === moment.period?.id && (asked === null || asked === department?.id)
	);
}

function dispositionOf(scope: Scope, period: { readonly name: string }, format: string): string {
	const { moment, department } = scope;
	const title = m.review_title({ name: period.name });
	const name = fileNameOf([title, department?.name ?? '', moment.day], format);
	return attachment(name, `review-${moment.day}.${format}`);
}

/** By their names: the classes of the process that prints are not those of this bundle. */
function refusalOf(error: unknown): Response {
	const name = error instanceof Error ? error.name : '';
	const { log } = getRuntime();
	switch (name) {
		case 'NoBrowserError':
			log.warn({ error }, 'A file could not be made: there is no browser.');
			return refuse(503, m.review_file_no_browser());
		case 'LineFullError':
			return refuse(503, m.review_file_busy(), { 'retry-after': '60' });
		case 'NoPlaceError':
			return refuse(503, m.export_busy(), { 'retry-after': '10' });
		case 'ReviewGoneError':
			return refuse(404, m.review_not_there());
		case 'AbortError':
			// Nobody reads this.
			return refuse(499, '');
		default:
			throw error;
	}
}
