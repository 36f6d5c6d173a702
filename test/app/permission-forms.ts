/** Who may change what: forms are sent by everybody, also by those who are not shown them. */
import { describe, expect, it } from 'vitest';
import { ask } from '../support/permission-asks.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { PERIOD, REVIEWERS } from '../support/permission-story.ts';
import type { Visitor } from '../support/story-visitors.ts';

/** @param running the product of the permission story */
export function permissionFormTests(running: () => PermissionProduct): void {
	describe('forms', () => {
		async function send(path: string, visitor: Visitor, fields: Record<string, string>) {
			const answer = await fetch(running().app.url + path, {
				method: 'POST',
				redirect: 'manual',
				headers: { ...visitor.headers(), origin: running().app.url, accept: 'text/html' },
				body: new URLSearchParams(fields)
			});
			await answer.arrayBuffer();
			return answer.status;
		}

		it('of reviews take entries of those who lead, and of nobody else', async () => {
			for (const [department, reviewers] of Object.entries(REVIEWERS))
				for (const visitor of running().visitors) {
					const path = `/review/${PERIOD}${department === '' ? '' : `/${department}`}`;
					const mayEnter = reviewers.includes(visitor.name);
					const refused = visitor.kind === 'person' ? 403 : 303;
					// An entry that says nothing is not taken from anybody.
					expect(
						await send(`${path}?/decide`, visitor, { text: '' }),
						`${visitor.name} ${path}`
					).toBe(mayEnter ? 400 : refused);
					// Nor is there an answer to what is no missed key result of this review.
					const entered = { id: 'none', answer: 'cannot_tell', note: 'x' };
					expect(await send(`${path}?/answer`, visitor, entered)).toBe(mayEnter ? 400 : refused);
					if (mayEnter || department !== '21') continue;
					for (const action of ['change', 'remove', 'withdraw', 'publish'])
						expect(await send(`${path}?/${action}`, visitor, { id: 'x' })).toBe(refused);
				}
		});

		it('start and stop syncs for administrators only', async () => {
			for (const visitor of running().visitors) {
				const isLetIn = visitor.kind === 'person';
				const mayStop = visitor.name === 'administrator';
				expect(await send('/data?/cancel', visitor, {}), visitor.name).toBe(
					isLetIn && !mayStop ? 403 : 303
				);
				if (!mayStop) expect(await send('/data?/sync', visitor, {})).toBe(isLetIn ? 403 : 303);
			}
		});

		it('of settings touch only what is one’s own', async () => {
			const [id = ''] = (await ownTokenIds('listed reader')).slice(0, 1);
			expect(id).toMatch(/^[0-9a-f]{16}$/);
			for (const visitor of running().visitors) {
				if (visitor.name === 'listed reader') continue;
				const expected = visitor.kind === 'person' ? 400 : 303;
				for (const action of ['revoke', 'rename', 'remove'])
					expect(await send(`/settings?/${action}`, visitor, { id, name: 'mine' })).toBe(expected);
			}
			expect(await ownTokenIds('listed reader')).toContain(id);
		});

		async function ownTokenIds(name: string): Promise<string[]> {
			const { body } = await ask(running(), '/settings', running().visitorCalled(name));
			return [...body.matchAll(/name="id" value="([0-9a-f]{16})"/g)].map(([, id]) => id ?? '');
		}
	});
}
