/** From an address to a file: the same scope, viewer and queries as the page, told in columns. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { m } from '$lib/paraglide/messages.js';
import { getTextDirection } from '$lib/paraglide/runtime.js';
import { NobodyWaitsError } from '../cube/wanted.ts';
import { FILES } from '../limits.ts';
import { getRuntime } from '../runtime/current.ts';
import { scopeOf, type Scope } from '../scope.ts';
import { aboutLines, leftOutOf, type Extent } from './about.ts';
import { Places } from './at-once.ts';
import { csvFile, MOST_ROWS } from './csv-file.ts';
import { attachment, fileNameOf } from './file-name.ts';
import type { Ask, Question } from './question.ts';
import { QUESTIONS } from './questions/index.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx-file.ts';

const FORMATS = ['csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];
const TYPES: Record<Format, string> = {
	csv: 'text/csv; charset=utf-8; header=present',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

const places = new Places(FILES);
/** Milliseconds in which a client takes a whole file: one that reads by drops must not keep others from theirs. */
const LONGEST = 600_000;
const LONGEST_ID = 128;

interface ExportEvent {
	readonly request: Request;
	readonly url: URL;
	readonly params: Partial<Record<string, string>>;
	readonly route: { readonly id: string | null };
	readonly locals: App.Locals;
}

export async function exportFile(
	event: ExportEvent,
	asked: { readonly question: string; readonly format: string }
): Promise<Response> {
	const question = Object.hasOwn(QUESTIONS, asked.question) ? QUESTIONS[asked.question] : undefined;
	const format = FORMATS.find((one) => one === asked.format);
	if (question === undefined || format === undefined)
		return refuse(
			404,
			`There is no such file. There are, each as ${FORMATS.map((one) => `.${one}`).join(' and ')}:\n` +
				Object.keys(QUESTIONS).toSorted().join('\n')
		);
	const giveBack = places.take(event.locals.asker);
	if (giveBack === null) return refuse(503, m.export_busy(), { 'retry-after': '10' });
	try {
		return await answer(event, asked.question, question, format, giveBack);
	} catch (error) {
		giveBack();
		throw error;
	}
}

async function answer(
	event: ExportEvent,
	name: string,
	question: Question,
	format: Format,
	giveBack: () => void
): Promise<Response> {
	const scope = await scopeOf(event);
	const { origin, timezone, isSandbox } = getRuntime();
	const ask: Ask = {
		scope,
		id: event.url.searchParams.get('id')?.slice(0, LONGEST_ID) ?? '',
		address: (path) => origin + path
	};
	const [table, leftOut] = await Promise.all([openTable(question, ask), leftOutOf(question, ask)]);
	if (table === null) {
		giveBack();
		// One answer for what there is not and for what the viewer may not open: the difference would tell of it.
		return refuse(404, m.export_not_there());
	}
	const about = (extent: Extent) =>
		aboutLines(
			{
				...{ question, ask, isSandbox, timezone, leftOut },
				/** Where more rows are to be had. */
				mostElsewhere: format === 'csv' ? null : MOST_ROWS,
				viewer: event.locals.viewer,
				heads: table.heads
			},
			extent
		);
	const headers = {
		'content-type': TYPES[format],
		'content-disposition': dispositionOf(question, name, scope, format),
		'content-language': event.locals.lang,
		'cache-control': 'no-store'
	};
	if (event.request.method === 'HEAD') {
		giveBack();
		return new Response(null, { headers });
	}
	const rows = { ...table, batches: ofOneVersion(table, scope) };
	if (format === 'xlsx') {
		const isRightToLeft = getTextDirection(event.locals.lang) === 'rtl';
		const title = question.title();
		const file = await xlsxFile(rows, about, { title, timezone, isRightToLeft });
		giveBack();
		return new Response(file, { headers });
	}
	const chunks = csvFile(rows, about, timezone);
	// The first rows are there before the answer begins: a question that fails has an answer of its own.
	const header = await chunks.next();
	const firstRows = await chunks.next();
	const first = [header, firstRows].map(({ value }) => value ?? '').join('');
	return new Response(streamOf(first, chunks, giveBack), { headers });
}

function openTable(question: Question, ask: Ask): Promise<Table | null> {
	// Its page shows nothing either, but when it begins.
	const isEmpty = question.of === 'scope' && ask.scope.moment.isNotStarted;
	return question
		.open(ask)
		.then((table) => (isEmpty && table !== null ? { ...table, batches: none() } : table));
}

// oxlint-disable-next-line require-yield -- nothing is what it has
async function* none(): AsyncGenerator<never> {
	return;
}

/** Batches of two data versions do not fit together: numbers would be counted twice, or not at all. */
async function* ofOneVersion({ batches }: Table, { version }: Scope): Table['batches'] & object {
	let isFirst = true;
	for await (const batch of batches) {
		if (!isFirst && (await getRuntime().dataVersion())?.version !== version.version)
			throw new Error('The data changed while a file was written; it was given up.');
		isFirst = false;
		yield batch;
	}
}

function dispositionOf(question: Question, name: string, scope: Scope, format: Format): string {
	const day = question.of === 'data' ? scope.version.asOf : scope.moment.day;
	const place = question.of === 'scope' ? (scope.department?.name ?? '') : '';
	return attachment(fileNameOf([question.title(), place, day], format), `${name}-${day}.${format}`);
}

/** The rest is read as the visitor takes it, in the language of the request; who goes away ends the questions. */
function streamOf(
	first: string,
	chunks: AsyncGenerator<string, void>,
	giveBack: () => void
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	const inRequest = AsyncLocalStorage.snapshot();
	let timer: NodeJS.Timeout | undefined;
	const end = (): void => {
		clearTimeout(timer);
		giveBack();
	};
	return new ReadableStream({
		start(controller) {
			controller.enqueue(encoder.encode(first));
			timer = setTimeout(() => {
				end();
				controller.error(new Error(`The file was not taken within ${LONGEST / 60_000} minutes.`));
				void chunks.return(undefined);
			}, LONGEST).unref();
		},
		pull: (controller) =>
			inRequest(async () => {
				try {
					const { done, value } = await chunks.next();
					if (done !== true) return controller.enqueue(encoder.encode(value));
					controller.close();
					end();
				} catch (error) {
					end();
					if (!(error instanceof NobodyWaitsError))
						getRuntime().log.error({ error }, 'A file broke off.');
					controller.error(error);
				}
			}),
		cancel: async () => {
			end();
			await chunks.return(undefined);
		}
	});
}

export function refuse(
	status: number,
	text: string,
	headers: Record<string, string> = {}
): Response {
	return new Response(`${text}\n`, {
		status,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			...headers
		}
	});
}
