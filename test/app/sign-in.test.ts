/** Attempts and sessions, over the real tables: what a copied, forged, old or repeated one is worth, and what ends a session. */
import { randomBytes } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createMembers } from '../../src/lib/server/app-state/members.ts';
import { createSessionEnds } from '../../src/lib/server/app-state/session-ends.ts';
import { Attempts } from '../../src/lib/server/sign-in/attempts.ts';
import { signInCookies } from '../../src/lib/server/sign-in/cookies.ts';
import { Sessions } from '../../src/lib/server/sign-in/sessions.ts';
import { SignIn, type Identified } from '../../src/lib/server/sign-in/sign-in.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const SECRET = randomBytes(32).toString('hex');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let warehouse: Warehouse;
let clock = Date.parse('2026-11-22T08:00:00Z');
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
// Far enough apart that nothing of one test is left in the next.
beforeEach(() => {
	clock += 30 * DAY;
});
afterAll(() => closeTestWarehouse(warehouse));

/** A process of the product, with nothing kept from before: what the tables say holds at once. */
function sessionsOf(secret = SECRET): Sessions {
	let asked = 0;
	const later = (): number => (asked += 10_000);
	const ends = createSessionEnds(warehouse, 14, later);
	return new Sessions(secret, ends, createMembers(warehouse, later), () => clock);
}

/** A sync that read all people, and found these. */
async function sync(...present: string[]): Promise<void> {
	const run_id = randomBytes(4).toString('hex');
	const at = new Date(clock);
	const versions = (['lan', 'minh'] as const).map((person_id) => ({
		...{ person_id, name: `${person_id} of the company`, title: '', department_ids: ['1'] },
		...{ is_active: 1, is_boss: 0, is_present: present.includes(person_id) ? 1 : 0 },
		...{ valid_from: at, is_assumed: 0, observed_at: at, attributes_hash: '1', run_id }
	}));
	await insertRows(warehouse, 'core_person_versions', versions);
	const counts = { read_count: 1, item_count: 2, row_count: 2 };
	await insertRows(warehouse, 'ops_streams', [
		{ ...counts, run_id, stream: 'people', status: 'complete', reason: '', read_at: at }
	]);
}

describe('an attempt to sign in', () => {
	const attempts = () => new Attempts(SECRET, () => clock);

	it('comes back once, to the browser that began it, and leads where it was to lead', async () => {
		const one = attempts();
		const { state, cookie } = await one.begin('browser', '/stalled?period=q4');
		expect(await one.finish('browser', state, cookie)).toBe('/stalled?period=q4');
		expect(await one.finish('browser', state, cookie)).toBeNull();
	});

	it('is worth nothing elsewhere: without its cookie, with another’s, another way, or late', async () => {
		const one = attempts();
		const mine = await one.begin('browser', '/');
		const other = await one.begin('browser', '/');
		expect(await one.finish('browser', mine.state, undefined)).toBeNull();
		expect(await one.finish('browser', mine.state, other.cookie)).toBeNull();
		expect(await one.finish('browser', '', mine.cookie)).toBeNull();
		expect(await one.finish('app', mine.state, mine.cookie)).toBeNull();
		const foreign = await new Attempts(`${SECRET}!`, () => clock).begin('browser', '/');
		expect(await one.finish('browser', foreign.state, foreign.cookie)).toBeNull();
		clock += 601_000;
		expect(await one.finish('browser', mine.state, mine.cookie)).toBeNull();
	});

	it('is not a session, nor is a session an attempt', async () => {
		const one = attempts();
		const { state, cookie } = await one.begin('browser', '/');
		expect(await sessionsOf().read(cookie)).toBeNull();
		const session = await sessionsOf().begin('lan', 'Lan');
		expect(await one.finish('browser', state, session.value)).toBeNull();
	});
});

describe('a session', () => {
	it('is of one person, by the name that the company has for them', async () => {
		await sync('lan', 'minh');
		const { value, maxAge } = await sessionsOf().begin('lan', 'Lanny');
		expect(maxAge).toBe(3 * 86_400);
		expect(await sessionsOf().read(value)).toMatchObject({
			...{ userId: 'lan', name: 'lan of the company', renewed: null }
		});
	});

	it('goes on while it is used, with a new cookie now and then, but not for ever', async () => {
		await sync('lan');
		let { value } = await sessionsOf().begin('lan', 'Lan');
		const { id } = (await sessionsOf().read(value)) ?? { id: '' };
		const began = clock;
		for (let day = 2; day <= 12; day += 2) {
			clock = began + day * DAY;
			const session = await sessionsOf().read(value);
			expect(session?.id).toBe(id);
			expect(session?.renewed?.value).not.toBe(value);
			expect(session?.renewed?.maxAge).toBe(Math.min(3, 14 - day) * 86_400);
			value = session?.renewed?.value ?? '';
		}
		clock = began + 14 * DAY - 1000;
		expect(await sessionsOf().read(value)).not.toBeNull();
		clock = began + 14 * DAY + 1000;
		expect(await sessionsOf().read(value)).toBeNull();
	});

	it('is over after three days without a visit', async () => {
		const { value } = await sessionsOf().begin('lan', 'Lan');
		clock += 3 * DAY - 1000;
		expect(await sessionsOf().read(value)).not.toBeNull();
		clock += 2000;
		expect(await sessionsOf().read(value)).toBeNull();
	});

	it('ends with its sign-out, also for a copy of its cookie and after a restart', async () => {
		const first = await sessionsOf().begin('lan', 'Lan');
		const second = await sessionsOf().begin('lan', 'Lan');
		clock += HOUR;
		const session = await sessionsOf().read(first.value);
		if (session === null) throw new Error('No session.');
		await sessionsOf().end(session);
		expect(await sessionsOf().read(first.value)).toBeNull();
		expect(await sessionsOf().read(session.renewed?.value)).toBeNull();
		expect(await sessionsOf().read(second.value)).not.toBeNull();
	});

	it('ends with the sign-out on all devices, and only the same person’s', async () => {
		const [one, other, minh] = [
			await sessionsOf().begin('lan', 'Lan'),
			await sessionsOf().begin('lan', 'Lan'),
			await sessionsOf().begin('minh', 'Minh')
		];
		const sessions = sessionsOf();
		await sessions.endAll({ userId: 'lan' });
		expect(await sessions.read(one.value)).toBeNull();
		expect(await sessionsOf().read(other.value)).toBeNull();
		expect(await sessionsOf().read(minh.value)).not.toBeNull();
		const again = await sessionsOf().begin('lan', 'Lan');
		expect(await sessionsOf().read(again.value)).not.toBeNull();
	});

	it('of somebody who has left ends with the sync that finds it', async () => {
		await sync('lan', 'minh');
		const lan = await sessionsOf().begin('lan', 'Lan');
		const minh = await sessionsOf().begin('minh', 'Minh');
		clock += HOUR;
		await sync('minh');
		expect(await sessionsOf().read(lan.value)).toBeNull();
		expect(await sessionsOf().read(minh.value)).not.toBeNull();
	});

	it('of somebody who joined since the last sync goes on, until a sync does not find them', async () => {
		await sync('lan');
		const { value } = await sessionsOf().begin('newcomer', 'New');
		expect(await sessionsOf().read(value)).toMatchObject({ name: 'New' });
		await sync('lan');
		expect(await sessionsOf().read(value)).toBeNull();
	});

	it.each<[string, () => Promise<string | undefined>]>([
		['none', async () => undefined],
		['garbage', async () => 'a.b.c'],
		['of another key', async () => (await sessionsOf(`${SECRET}!`).begin('lan', 'Lan')).value],
		[
			'unsigned',
			async () =>
				new UnsecuredJWT({ sub: 'lan', sid: 's', name: '', generation: 0, reads: 0, began: 1 })
					.setAudience('okr-observatory:session')
					.setIssuedAt()
					.setExpirationTime('1h')
					.encode()
		],
		[
			'signed for something else',
			() =>
				new SignJWT({ user_id: 'lan', is_admin: true })
					.setProtectedHeader({ alg: 'HS256' })
					.setIssuedAt(Math.floor(clock / 1000))
					.setExpirationTime(Math.floor(clock / 1000) + 3600)
					.sign(new TextEncoder().encode(SECRET))
		]
	])('is not read from what is no session: %s', async (_name, make) => {
		expect(await sessionsOf().read(await make())).toBeNull();
	});
});

describe('signing in', () => {
	function signInWith(answer: Identified) {
		const asked: string[] = [];
		const signIn = new SignIn({
			...{ origin: 'https://okr.example.com', loginUrl: 'https://login.dingtalk.com' },
			...{ clientId: 'key', corpId: 'ding7', adminUserIds: ['minh'] },
			attempts: new Attempts(SECRET, () => clock),
			sessions: sessionsOf(),
			identify: async (way, code) => {
				asked.push(`${way} ${code}`);
				return answer;
			}
		});
		return { signIn, asked };
	}

	it('goes to DingTalk’s page with everything that it wants to know', async () => {
		const { signIn } = signInWith({ refused: 'expired' });
		const attempt = await signIn.begin('browser', '/');
		const page = new URL(signIn.pageOf(attempt));
		expect(page.origin + page.pathname).toBe('https://login.dingtalk.com/oauth2/auth');
		expect(Object.fromEntries(page.searchParams)).toEqual({
			redirect_uri: 'https://okr.example.com/login/callback',
			...{ response_type: 'code', client_id: 'key', scope: 'openid corpid' },
			...{ state: attempt.state, prompt: 'consent', corpId: 'ding7' }
		});
	});

	it('asks DingTalk about a code only if the attempt is one of this browser', async () => {
		const { signIn, asked } = signInWith({ userId: 'lan', name: 'Lan' });
		const { state, cookie } = await signIn.begin('browser', '/stalled');
		expect(await signIn.finish('browser', state, undefined, 'c1')).toMatchObject({
			refused: 'expired'
		});
		expect(await signIn.finish('browser', 'guessed', cookie, 'c1')).toMatchObject({
			refused: 'expired'
		});
		expect(asked).toEqual([]);
		const outcome = await signIn.finish('browser', state, cookie, 'c1');
		expect(outcome).toMatchObject({ back: '/stalled' });
		expect(asked).toEqual(['browser c1']);
		const value = 'session' in outcome ? outcome.session.value : undefined;
		expect(await sessionsOf().read(value)).toMatchObject({ userId: 'lan' });
		expect(await signIn.finish('browser', state, cookie, 'c1')).toMatchObject({
			refused: 'expired'
		});
		expect(asked).toHaveLength(1);
	});

	it('tells a no of the person from one of the company', async () => {
		const { signIn, asked } = signInWith({ refused: 'external' });
		const one = await signIn.begin('browser', '/data');
		expect(await signIn.finish('browser', one.state, one.cookie, null)).toEqual({
			...{ refused: 'cancelled', back: '/data' }
		});
		expect(asked).toEqual([]);
		const other = await signIn.begin('app', '/data');
		expect(await signIn.finish('app', other.state, other.cookie, 'c')).toEqual({
			...{ refused: 'external', back: '/data' }
		});
	});

	it('keeps its cookies for this host alone behind TLS', () => {
		const { session, attempt, options } = signInCookies('https://okr.example.com');
		expect(session).toBe('__Host-okr_session');
		expect(attempt('abcdefghij;=')).toBe('__Host-okr_sign_in_abcdefgh');
		expect(options).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: true });
		expect(signInCookies('http://localhost:3000')).toMatchObject({
			...{ session: 'okr_session', options: { secure: false } }
		});
	});
});
