/** Everybody who may come to the product of the permission story: people with sessions, programs with tokens, and nobody. */
import { createToken } from '../../cube/token.ts';
import { parseConfig } from '../../etl/config.ts';
import { cubeApiSecret } from '../../etl/secrets.ts';
import type { App } from './app.ts';
import { GOALS, OPENS, type Goal, type StoryTokens } from './permission-story.ts';
import { signedIn } from './session.ts';

/**
 * `nobody`: without a session, or with one that is over · `figures`, `files`, `both`: a program with a token for them · `ended`: one
 * whose token is over.
 */
export type Kind = 'nobody' | 'person' | 'figures' | 'files' | 'both' | 'ended';

export interface Visitor {
	readonly name: string;
	readonly kind: Kind;
	readonly opens: ReadonlySet<Goal>;
	/** Of one request: several tokens take turns. */
	headers(): Record<string, string>;
}

/** @param app whose data directory holds the story */
export async function storyVisitors(app: App, tokens: StoryTokens): Promise<Visitor[]> {
	const person = async (userId: string, kind: Kind, opens: readonly Goal[]): Promise<Visitor> => {
		const cookie = await signedIn(app, userId);
		return { name: userId, kind, opens: new Set(opens), headers: () => ({ cookie }) };
	};
	const people = Object.entries(OPENS).map(([name, opens]) => person(name, 'person', opens));
	const reads = OPENS['listed reader'] ?? [];
	return [
		{ name: 'nobody', kind: 'nobody', opens: new Set(), headers: () => ({}) },
		await person('leaver', 'nobody', []),
		...(await Promise.all(people)),
		program('figures token', 'figures', reads, tokens.figures),
		program('files token', 'files', reads, tokens.files),
		program('token of the leaver', 'ended', [], tokens.ofLeaver),
		program('administrator’s token', 'both', GOALS, await tokensOf(app, 'robot', true, 6))
	];
}

function program(
	name: string,
	kind: Kind,
	opens: readonly Goal[],
	tokens: readonly string[]
): Visitor {
	let asked = 0;
	const headers = () => ({ authorization: `Bearer ${tokens[asked++ % tokens.length]}` });
	return { name, kind, opens: new Set(opens), headers };
}

/** As `npm run token` makes them; several, because one may ask only so often. */
export function tokensOf(
	app: Pick<App, 'dataDir'>,
	userId: string,
	isAdmin: boolean,
	count: number
): Promise<string[]> {
	const secret = cubeApiSecret(parseConfig({ DATA_DIR: app.dataDir }));
	const claims = { user_id: userId, is_admin: isAdmin };
	return Promise.all(
		Array.from({ length: count }, (_, index) => createToken(secret, claims, `${index + 1}h`))
	);
}

/** The goals of which a text says something. */
export function goalsIn(text: string): Goal[] {
	return GOALS.filter((goal) => text.toLowerCase().includes(goal));
}
