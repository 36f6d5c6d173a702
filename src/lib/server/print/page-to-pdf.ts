/**
 * A page as PDF. The browser is given the page as text and asks for nothing but its styles, fonts and pictures, which come from this
 * process: whose rights the page was made with is nothing that the browser knows, and no request leaves the machine.
 */
import { z } from 'zod';
import type { Chromium } from './devtools.ts';

export interface PrintedPage {
	/** The address that people open it by: links in the file lead there. */
	readonly url: string;
	readonly html: string;
}

/** Answers for styles, fonts and pictures. @param path with its query */
export type LoadFile = (path: string, signal: AbortSignal) => Promise<Response>;

const FILES = ['Stylesheet', 'Font', 'Image'];

const Paused = z.object({
	requestId: z.string(),
	resourceType: z.string(),
	request: z.object({ url: z.string() })
});

/**
 * Our own fonts whatever this machine has, so that a file looks the same wherever it is made and no character is missing; light colours;
 * and everything that is loaded late is there before the pages are set.
 */
const PREPARE = `(async () => {
	const root = document.documentElement;
	root.dataset.theme = 'light';
	root.style.setProperty('--font', "'Observatory Sans', 'Noto Sans SC Variable', sans-serif");
	const { runningHead = '', runningFoot = '' } = document.querySelector('[data-running-head]')?.dataset ?? {};
	root.style.setProperty('--running-head', JSON.stringify(runningHead));
	root.style.setProperty('--running-foot', JSON.stringify(runningFoot));
	for (const face of document.fonts) face.display = 'block';
	// By its words, not by its layout: a face that came too late for the first one (font-display: optional) would be left out.
	const words = document.body.innerText;
	const families = ["'Observatory Sans'", "'Noto Sans SC Variable'"];
	await Promise.all(families.map((family) => document.fonts.load('16px ' + family, words)));
	document.body.getBoundingClientRect();
	await document.fonts.ready;
	return [...document.fonts].filter((face) => face.status === 'error').length;
})()`;

/** @throws the reason of the signal, or what the browser says */
export async function pageToPdf(
	browser: Chromium,
	page: PrintedPage,
	loadFile: LoadFile,
	signal: AbortSignal
): Promise<Uint8Array<ArrayBuffer>> {
	// One for each file: nothing of a page that somebody else may not see is kept.
	const context = z
		.object({ browserContextId: z.string() })
		.parse(await browser.send('Target.createBrowserContext', {}, { signal }));
	try {
		const target = await browser.send(
			'Target.createTarget',
			{ url: 'about:blank', ...context },
			{ signal }
		);
		const { targetId } = z.object({ targetId: z.string() }).parse(target);
		const attached = await browser.send(
			'Target.attachToTarget',
			{ targetId, flatten: true },
			{ signal }
		);
		const { sessionId } = z.object({ sessionId: z.string() }).parse(attached);
		return await print(browser, sessionId, page, loadFile, signal);
	} finally {
		await browser.send('Target.disposeBrowserContext', context).catch(() => {});
	}
}

async function print(
	browser: Chromium,
	session: string,
	page: PrintedPage,
	loadFile: LoadFile,
	signal: AbortSignal
): Promise<Uint8Array<ArrayBuffer>> {
	const send = (method: string, params: object = {}): Promise<unknown> =>
		browser.send(method, params, { session, signal });
	let loaded = (): void => {};
	const isLoaded = new Promise<void>((resolve, reject) => {
		loaded = resolve;
		signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
	});
	isLoaded.catch(() => {});
	const stopListening = browser.listen(session, (method, params) => {
		if (method === 'Page.loadEventFired') loaded();
		if (method === 'Fetch.requestPaused')
			void answer(Paused.parse(params), page, loadFile, signal)
				.then(([command, answered]) => send(command, answered))
				// The page is gone already: whoever waits for it hears why.
				.catch(() => {});
	});
	try {
		await send('Page.enable');
		await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
		// Charts are drawn by the server; nothing moves or loads after that.
		await send('Emulation.setScriptExecutionDisabled', { value: true });
		await send('Emulation.setEmulatedMedia', {
			media: 'print',
			features: [{ name: 'prefers-color-scheme', value: 'light' }]
		});
		await send('Page.navigate', { url: page.url });
		await isLoaded;
		const prepared = z.object({ result: z.object({ value: z.number().optional() }) }).parse(
			await send('Runtime.evaluate', {
				expression: PREPARE,
				awaitPromise: true,
				returnByValue: true
			})
		);
		if (prepared.result.value !== 0) throw new Error('Fonts of the page could not be loaded.');
		const printed = await send('Page.printToPDF', {
			printBackground: true,
			preferCSSPageSize: true,
			generateTaggedPDF: true,
			generateDocumentOutline: true
		});
		return new Uint8Array(
			Buffer.from(z.object({ data: z.string() }).parse(printed).data, 'base64')
		);
	} finally {
		stopListening();
	}
}

async function answer(
	{ requestId, resourceType, request }: z.infer<typeof Paused>,
	page: PrintedPage,
	loadFile: LoadFile,
	signal: AbortSignal
): Promise<[string, object]> {
	if (resourceType === 'Document' && request.url === page.url)
		return fulfil(requestId, 'text/html; charset=utf-8', Buffer.from(page.html));
	const url = new URL(request.url);
	const isOurs = url.origin === new URL(page.url).origin;
	try {
		if (!isOurs || !FILES.includes(resourceType)) throw new Error('Not a file of the page.');
		const file = await loadFile(url.pathname + url.search, signal);
		if (!file.ok) throw new Error(`Status ${file.status}`);
		const type = file.headers.get('content-type') ?? 'application/octet-stream';
		return fulfil(requestId, type, Buffer.from(await file.arrayBuffer()));
	} catch {
		return ['Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }];
	}
}

function fulfil(requestId: string, type: string, body: Buffer): [string, object] {
	return [
		'Fetch.fulfillRequest',
		{
			requestId,
			responseCode: 200,
			responseHeaders: [{ name: 'content-type', value: type }],
			body: body.toString('base64')
		}
	];
}
