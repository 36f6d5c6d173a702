import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tokenMaker, tokenReader } from './kept-tokens.ts';
import { createToken } from './token.ts';

const SECRET = 'a secret of at least thirty-two characters';
const head = { user_id: 'manager7', is_admin: false };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('one token is handed out for a minute, and tells of nobody else', async () => {
	const make = tokenMaker(SECRET);
	const read = tokenReader(SECRET);
	const asked = [head, { ...head, is_admin: true }, { ...head, user_id: 'person1' }];
	const first = await Promise.all(asked.map(make));
	vi.advanceTimersByTime(59_000);
	expect(await Promise.all(asked.map(make))).toEqual(first);
	expect(await Promise.all(first.map(read))).toEqual(asked);
	vi.advanceTimersByTime(1000);
	const [later] = await Promise.all(asked.map(make));
	expect(later).not.toBe(first[0]);
});

it('a token that was read is refused once it has expired, and no other one is taken for it', async () => {
	const read = tokenReader(SECRET);
	const token = await createToken(SECRET, head, '10m');
	expect(await read(token)).toEqual(head);
	vi.advanceTimersByTime(599_000);
	expect(await read(token)).toEqual(head);
	await expect(read(`${token}x`)).rejects.toThrow('not one of this server');
	await expect(read(undefined)).rejects.toThrow('A bearer token is needed');
	vi.advanceTimersByTime(1000);
	await expect(read(token)).rejects.toThrow('has expired');
});
