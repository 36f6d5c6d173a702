/** What Cube itself tells whom a visitor of the demo looks as, past all pages. */
import { z } from 'zod';
import { createToken } from '../../cube/token.ts';
import { parseConfig } from '../../etl/config.ts';
import { cubeApiSecret } from '../../etl/secrets.ts';
import type { App } from './app.ts';
import { exportedFile } from './exported-file.ts';

type Row = Readonly<Record<string, string | null>>;
const Answer = z.object({ data: z.array(z.record(z.string(), z.string().nullable())) });

const ADMIN = { user_id: 'admin', is_admin: true };

/** @param role of the demo's visitor */
export async function cubeRowsAs(app: App, role: string, query: object): Promise<Row[]> {
	const secret = cubeApiSecret(parseConfig({ DATA_DIR: app.dataDir }));
	const ask = async (claims: { user_id: string; is_admin: boolean }, query: object) => {
		const answer = await fetch(`${app.url}/cubejs-api/v1/load`, {
			method: 'POST',
			headers: {
				authorization: await createToken(secret, claims, '10m'),
				'content-type': 'application/json'
			},
			body: JSON.stringify({ query })
		});
		return Answer.parse(await answer.json()).data;
	};
	if (role === 'admin') return ask(ADMIN, query);
	return ask({ user_id: await viewerIdOf(app, role), is_admin: false }, query);
}

/** DingTalk's user id of whom a visitor of the demo looks as. */
export async function viewerIdOf(app: App, role: string): Promise<string> {
	const { about } = await exportedFile(app, 'overview', '', role);
	const name = /: (.*)$/.exec(about['Seen with the rights of']?.[0] ?? '')?.[1] ?? '';
	const people = await cubeRowsAs(app, 'admin', {
		dimensions: ['people.person_id'],
		filters: [{ member: 'people.person_name', operator: 'equals', values: [name] }]
	});
	if (people.length !== 1) throw new Error(`${people.length} people are called ${name}.`);
	return people[0]?.['people.person_id'] ?? '';
}

/** Ids and titles of the goals that the viewer of the role may open on those days; long enough to be told apart. */
export async function goalTextsOf(
	app: App,
	role: string,
	days: readonly string[]
): Promise<Set<string>> {
	const members = ['key_result_id', 'key_result_title', 'objective_id', 'objective_title'];
	const rows = await cubeRowsAs(app, role, {
		dimensions: ['as_of', ...members].map((name) => `key_results.${name}`),
		filters: [{ member: 'key_results.as_of', operator: 'equals', values: days }],
		limit: 50_000
	});
	const texts = rows.flatMap((row) => members.flatMap((name) => row[`key_results.${name}`] ?? []));
	return new Set(texts.filter((text) => text.length >= 8));
}
