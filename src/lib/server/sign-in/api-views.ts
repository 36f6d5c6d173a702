import { isAboutWords } from '../cube/watched.ts';
import type { Runtime } from '../runtime/current.ts';

/** Longer queries than the product takes are refused by the API itself. */
const MOST = 1_000_000;

/**
 * Notes what a program asks of the words of goals with an administrator's token. Its rows are not looked at one by one: the query says
 * what it was about.
 */
export async function noteApiQuery(runtime: Runtime, request: Request, url: URL): Promise<void> {
	if (runtime.signIn === null || !url.pathname.endsWith('/load')) return;
	const token = (request.headers.get('authorization') ?? '').replace(/^Bearer /i, '');
	const asker = await runtime.bearer(token);
	if (asker === null || !asker.isAdmin) return;
	const query =
		request.method === 'POST'
			? (await request.clone().text()).slice(0, MOST)
			: (url.searchParams.get('query') ?? '');
	if (!isAboutWords(query)) return;
	if ((await runtime.restrictedViews.closedTo(asker.userId)).size === 0) return;
	await runtime.restrictedViews.note({
		...{ at: Date.now(), viewerId: asker.userId, viewerName: asker.userId },
		...{ address: `${url.pathname} ${query}`, objectiveIds: [] }
	});
}
