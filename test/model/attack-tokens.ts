/** Tokens that claim too much, too little or nothing. */
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { AttackStory } from '../support/attack-story.ts';
import { TEST_SECRET, type CubeUnderTest } from '../support/cube-over.ts';

export function tokenTests({ admin, eve }: AttackStory): void {
	describe('tokens', () => {
		const sign = (claims: Record<string, unknown>, secret = TEST_SECRET): Promise<string> =>
			new SignJWT(claims)
				.setProtectedHeader({ alg: 'HS256' })
				.setExpirationTime('1h')
				.sign(new TextEncoder().encode(secret));
		const titles = { dimensions: ['objectives.objective_id'] };
		const seen = async (cube: CubeUnderTest): Promise<number> => (await cube.load(titles)).length;

		it('claims that are not asked for change nothing', async () => {
			const forged = {
				user_id: 'eve',
				is_admin: false,
				reader: 'admin',
				may_administer: 'yes',
				groups: ['admin']
			};
			expect(await seen(eve().withToken(await sign(forged)))).toBe(4);
		});

		it.each([
			'admin',
			'user:shy-a1',
			'nobody',
			"x' OR reader != '",
			"eve'), reader = ('admin",
			'SHY-A1',
			'shy-a1 ',
			'%',
			'admin-like'
		])('nobody is called %s', async (userId) => {
			expect(await seen(admin().as(userId))).toBe(4);
		});

		it('a name with a quote and a backslash is a name like others', async () => {
			expect(await seen(admin().as("o'brien\\"))).toBe(5);
			expect(await seen(admin().as('confidant'))).toBe(5);
			expect(await seen(admin().as('shy-head2'))).toBe(4 + 6);
			expect(await seen(admin().as('shy-head1'))).toBe(4 + 9);
			expect(await seen(admin())).toBe(4 + 9);
		});

		it.each<[string, Record<string, unknown>]>([
			['without a user', { is_admin: true }],
			['without a role', { user_id: 'eve' }],
			['with a role in words', { user_id: 'eve', is_admin: 'true' }],
			['with a user that is a list', { user_id: ['eve', 'admin'], is_admin: false }]
		])('%s, a token is refused', async (_, claims) => {
			expect(
				(
					await eve()
						.withToken(await sign(claims))
						.answer('load', { query: titles })
				).status
			).toBe(403);
		});

		it('signed by somebody else, unsigned or missing, a token is refused', async () => {
			const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"user_id":"eve","is_admin":true,"exp":9999999999}')}.`;
			const tokens = [await sign({ user_id: 'eve', is_admin: true }, 'x'.repeat(40)), unsigned, ''];
			for (const token of tokens)
				expect((await eve().withToken(token).answer('load', { query: titles })).status).toBe(403);
		});

		it('what an administrator has just asked is not what the next one gets', async () => {
			const query = { ...titles, order: { 'objectives.objective_id': 'desc' } };
			expect(await admin().load(query)).toHaveLength(13);
			expect(await eve().load(query)).toHaveLength(4);
			expect(await admin().load(query)).toHaveLength(13);
		});
	});
}
