/** What the product of the permission story answers, and what that tells of its goals. */
import { concurrently } from '../../etl/streams/concurrently.ts';
import { readOffice } from './office-file.ts';
import { patientFetch } from './patient-fetch.ts';
import { readPdf } from './pdf-text.ts';
import type { PermissionProduct } from './permission-product.ts';
import { GOALS, keyResultOf, objectiveOf, type Goal } from './permission-story.ts';
import { goalsIn, type Visitor } from './story-visitors.ts';

export interface Answer {
	readonly status: number;
	readonly body: string;
	readonly location: string;
}

export async function ask(
	{ app }: PermissionProduct,
	path: string,
	visitor: Visitor
): Promise<Answer> {
	const answer = await patientFetch(app.url + path, {
		redirect: 'manual',
		signal: AbortSignal.timeout(60_000),
		headers: { ...visitor.headers(), accept: 'text/html', 'accept-language': 'en' }
	});
	return {
		status: answer.status,
		body: textOf(new Uint8Array(await answer.arrayBuffer())),
		location: answer.headers.get('location') ?? ''
	};
}

/** What a file says, packed or not. */
function textOf(bytes: Uint8Array): string {
	const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
	if (head === '%PDF') return readPdf(bytes).text;
	if (!head.startsWith('PK')) return Buffer.from(bytes).toString('utf8');
	const { paths, xml } = readOffice(bytes);
	const texts = paths.filter((path) => /\.(xml|rels)$/.test(path)).map(xml);
	return texts.join('\n');
}

/** Without the goals that the address itself names, which answers repeat. */
function toldBy(path: string, { body, location }: Answer): Goal[] {
	const named = GOALS.flatMap((goal) => [objectiveOf(goal), keyResultOf(goal)]).filter((id) =>
		path.includes(id)
	);
	return goalsIn(named.reduce((text, id) => text.replaceAll(id, ''), body + location));
}

export interface Case {
	readonly path: string;
	readonly visitor: Visitor;
	readonly status: number;
}

/**
 * What is wrong with the answers: a status, or a goal that is told of to somebody who may not open it.
 * @param atOnce few files are written at a time, and whoever comes then is sent away
 */
export async function faultsOf(
	product: PermissionProduct,
	cases: readonly Case[],
	atOnce = 2
): Promise<{ faults: string[]; told: Told }> {
	const faults: string[] = [];
	const told: Told = new Map();
	await concurrently(cases, atOnce, undefined, async ({ path, visitor, status }) => {
		const answer = await ask(product, path, visitor);
		const say = (what: string) => faults.push(`${visitor.name} at ${path}: ${what}`);
		if (answer.status !== status) say(`${answer.status} and not ${status}`);
		const goals = toldBy(path, answer);
		for (const goal of goals) if (!visitor.opens.has(goal)) say(`tells of ${goal}`);
		told.set(keyOf(path, visitor.name), goals);
	});
	return { faults, told };
}

/** Goals by path and visitor (`keyOf`). */
export type Told = Map<string, readonly Goal[]>;

export const keyOf = (path: string, visitor: string): string => JSON.stringify([path, visitor]);
