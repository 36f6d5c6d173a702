/**
 * Tokens by which programs ask in the name of the person who made them: `okr_ID_SECRET`. Only a hash of the secret is kept, so a
 * token is shown once. It never opens what its person may open as administrator only: such tokens are made on the server
 * (`npm run token -- --admin`).
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import { currentEntries, enter } from './entries.ts';
import { EntryError } from './entry-error.ts';
import { oneLine } from './one-line.ts';
import { TOKEN_LIVES, TOKEN_SCOPES, type TokenScope } from './token-choices.ts';

const MOST_TOKENS = 20;
const LONGEST_NAME = 100;

export interface ApiToken {
	readonly id: string;
	readonly name: string;
	readonly scopes: readonly TokenScope[];
	/** Epoch ms of real time. */
	readonly createdAt: number;
	readonly expiresAt: number;
}

export type TokenProblem = 'no_name' | 'no_scope' | 'no_life' | 'too_many' | 'unknown';

export interface TokenHolder {
	readonly tokenId: string;
	readonly userId: string;
	readonly scopes: readonly TokenScope[];
}

export interface ApiTokens {
	/** Expired ones among them, until they are revoked; the newest first. */
	list(userId: string): Promise<ApiToken[]>;
	/** @returns the token itself, which nobody can read again @throws {EntryError} a TokenProblem */
	create(
		userId: string,
		wanted: { name: string; scopes: readonly string[]; days: number }
	): Promise<string>;
	/** @throws {EntryError} a TokenProblem, also for a token of somebody else */
	revoke(userId: string, id: string): Promise<void>;
	/** null: it is none of ours, has ended or was revoked. */
	holderOf(token: string): Promise<TokenHolder | null>;
}

const KIND = 'api_token';
const problem = (problem: TokenProblem) => new EntryError(KIND, problem);

const Body = z.object({
	user_id: z.string(),
	name: z.string(),
	scopes: z.array(z.enum(TOKEN_SCOPES)),
	hash: z.string(),
	created_at: z.number(),
	expires_at: z.number()
});
type Kept = ReadonlyMap<string, z.infer<typeof Body>>;

const SHAPE = /^okr_([0-9a-f]{16})_([\w-]{43})$/;
/** Every request of a program asks. Another process on the same server may have revoked one meanwhile: it holds here this much longer. */
const KEPT_FOR = 2_000;

export function createApiTokens(warehouse: Warehouse, now: () => number = Date.now): ApiTokens {
	let kept: { readonly askedAt: number; readonly tokens: Promise<Kept> } | null = null;

	async function read(where: string): Promise<Kept> {
		const entries = await currentEntries(warehouse, { kind: KIND, where, body: Body });
		return new Map(entries.map(({ id, body }) => [id, body]));
	}
	const ofPerson = (userId: string) => read(`author_id = ${sqlLiteral(userId)}`);

	function all(): Promise<Kept> {
		if (kept !== null && Math.abs(now() - kept.askedAt) < KEPT_FOR) return kept.tokens;
		const asking = { askedAt: now(), tokens: read('1') };
		kept = asking;
		asking.tokens.catch(() => {
			if (kept === asking) kept = null;
		});
		return asking.tokens;
	}

	async function change(userId: string, entryId: string, body: object | null): Promise<void> {
		await enter(warehouse, { kind: KIND, entryId, authorId: userId, body });
		kept = null;
	}

	return {
		async list(userId) {
			return [...(await ofPerson(userId))]
				.map(([id, { name, scopes, created_at, expires_at }]) => ({
					...{ id, name, scopes, createdAt: created_at, expiresAt: expires_at }
				}))
				.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
		},
		async create(userId, wanted) {
			const name = oneLine(wanted.name, LONGEST_NAME);
			const scopes = TOKEN_SCOPES.filter((scope) => wanted.scopes.includes(scope));
			const days = TOKEN_LIVES.find((life) => life === wanted.days);
			if (name === '') throw problem('no_name');
			if (scopes.length === 0) throw problem('no_scope');
			if (days === undefined) throw problem('no_life');
			if ((await ofPerson(userId)).size >= MOST_TOKENS) throw problem('too_many');
			const id = randomBytes(8).toString('hex');
			const secret = randomBytes(32).toString('base64url');
			const at = now();
			await change(userId, id, {
				...{ user_id: userId, name, scopes, hash: hashOf(secret).toString('hex') },
				...{ created_at: at, expires_at: at + days * 86_400_000 }
			});
			return `okr_${id}_${secret}`;
		},
		async revoke(userId, id) {
			if (!(await ofPerson(userId)).has(id)) throw problem('unknown');
			await change(userId, id, null);
		},
		async holderOf(token) {
			const [, id = '', secret = ''] = SHAPE.exec(token) ?? [];
			const found = (await all()).get(id);
			if (found === undefined || found.expires_at <= now()) return null;
			if (!timingSafeEqual(Buffer.from(found.hash, 'hex'), hashOf(secret))) return null;
			return { tokenId: id, userId: found.user_id, scopes: found.scopes };
		}
	};
}

/** The secret is random and long: nothing slower than this keeps it better. */
function hashOf(secret: string): Buffer {
	return createHash('sha256').update(secret).digest();
}
