import { isAboutWords } from '../cube/watched.ts';
import type { Runtime } from '../runtime/current.ts';

/**
 * Notes what a program asks of the words of goals with an administrator's token. Its rows are not looked at one by one: the query says
 * what it was about.
 * @param query of the request, as it came
 */
export async function noteApiQuery(
	runtime: Runtime,
	request: Request,
	url: URL,
	query: string
): Promise<void> {
	if (runtime.signIn === null || !url.pathname.endsWith('/load')) return;
	const token = (request.headers.get('authorization') ?? '').replace(/^Bearer /i, '');
	const asker = await runtime.bearer(token);
	if (asker === null || !asker.isAdmin) return;
	if (!isAboutWords(query)) return;
	if ((await runtime.restrictedViews.closedTo(asker.userId)).size === 0) return;
	await runtime.restrictedViews.note({
		...{ at: Date.now(), viewerId: asker.userId, viewerName: asker.userId },
		...{ address: `${url.pathname} ${query}`, objectiveIds: [] }
	});
}
