/** A downloaded table, read back. */
import type { App } from './app.ts';
import { parseCsv } from './csv.ts';
import { patientFetch } from './patient-fetch.ts';

export interface ExportedFile {
	readonly status: number;
	readonly body: string;
	/** By the titles of the columns, in English. */
	readonly rows: readonly Readonly<Record<string, string>>[];
	/** What the file says of itself, by name; of several lines with one name all. */
	readonly about: Readonly<Record<string, readonly string[]>>;
}

/** @param query with its `?`, or '' @param role of the demo's visitor */
export async function exportedFile(
	app: App,
	question: string,
	query: string,
	role: string
): Promise<ExportedFile> {
	const answer = await patientFetch(`${app.url}/export/${question}.csv${query}`, {
		headers: { cookie: `view_as=${role}`, 'accept-language': 'en' }
	});
	// As text a byte order mark would be gone.
	const body = Buffer.from(await answer.arrayBuffer()).toString('utf8');
	if (answer.status !== 200) return { status: answer.status, body, rows: [], about: {} };
	const [head = [], ...lines] = parseCsv(body);
	const gap = lines.findIndex((line) => line.every((cell) => cell === ''));
	const about: Record<string, string[]> = {};
	for (const [name = '', value = ''] of lines.slice(gap + 1)) (about[name] ??= []).push(value);
	return {
		status: 200,
		body,
		rows: lines
			.slice(0, gap)
			.map((line) => Object.fromEntries(head.map((title, index) => [title, line[index] ?? '']))),
		about
	};
}
