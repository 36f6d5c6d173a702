/** From an address to a review as a file: what the viewer's own page shows, with the rights of that viewer. */
import { redirect } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { REVIEW_FILES, type ReviewFile } from '$lib/review/files.ts';
import { linkTo } from '$lib/url-state/link.ts';
import { Places } from '../export/at-once.ts';
import { attachment, fileNameOf } from '../export/file-name.ts';
import { refuse } from '../export/serve.ts';
import { getRuntime } from '../runtime/current.ts';
import { scopeOf } from '../scope.ts';
import { REVIEW_FORMATS } from './formats.ts';
import { periodToReview } from './newest.ts';
import { reviewOf } from './review.ts';

const places = new Places(2);

interface ReviewFileEvent {
	readonly request: Request;
	readonly url: URL;
	readonly params: { readonly format: string };
	readonly route: { readonly id: string | null };
	readonly locals: App.Locals;
}

export async function reviewFile(event: ReviewFileEvent): Promise<Response> {
	const format = REVIEW_FILES.find((one) => one === event.params.format);
	if (format === undefined) return refuse(404, m.review_not_there());
	const giveBack = places.take();
	if (giveBack === null) return refuse(503, m.export_busy(), { 'retry-after': '10' });
	try {
		return await answer(event, format);
	} finally {
		giveBack();
	}
}

async function answer(event: ReviewFileEvent, extension: ReviewFile): Promise<Response> {
	const { mediaType, make } = REVIEW_FORMATS[extension];
	const scope = await scopeOf(event);
	const { moment, department, state } = scope;
	const asked = event.url.searchParams;
	// Another review than the one that was asked for would look like it.
	const isThere =
		(department !== null || (asked.get('department') ?? '') === '') &&
		(moment.period !== null || (asked.get('period') ?? '') === '') &&
		!moment.isNotStarted;
	const newest = periodToReview(scope.periods, scope.version.asOf);
	if (!isThere || (moment.period === null && newest === null))
		return refuse(404, m.review_not_there());
	if (moment.period === null)
		redirect(303, linkTo(event.url.pathname, { ...state, period: newest?.id ?? null }));
	const name = `review-${moment.day}.${extension}`;
	const headers = {
		'content-type': mediaType,
		'content-language': event.locals.lang,
		'cache-control': 'no-store'
	};
	if (event.request.method === 'HEAD') return new Response(null, { headers });
	const { document } = await reviewOf(scope, event.locals.viewer);
	const file = await make(document, (path) => getRuntime().origin + path);
	const title = fileNameOf([document.title, document.department ?? '', document.day], extension);
	return new Response(file, {
		headers: { ...headers, 'content-disposition': attachment(title, name) }
	});
}
