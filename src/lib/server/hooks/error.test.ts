import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { CubeError } from '../cube/errors.ts';
import { NobodyWaitsError } from '../cube/wanted.ts';
import { setRuntime, type Runtime } from '../runtime/current.ts';
import { reportError } from './error.ts';

const logged: Record<string, unknown>[] = [];
const note = (fields: Record<string, unknown>) => void logged.push(fields);
// Of the runtime nothing but the log is used.
setRuntime({ log: { info: note, warn: note, error: note } } as unknown as Runtime);

const event = {
	request: new Request('http://localhost/stalled?token=x'),
	url: new URL('http://localhost/stalled?token=x'),
	locals: { lang: 'vi' }
} as RequestEvent;

/** As etl/clickhouse has it. */
class DiskFullError extends Error {}

/** As `@clickhouse/client` has it, by whose class it is known. */
class ClickHouseError extends Error {}

function networkError(): Error {
	return Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8123'), {
		...{ code: 'ECONNREFUSED', syscall: 'connect' }
	});
}

describe('a request that failed', () => {
	it.each([
		['inside', new Error('SELECT secret FROM mart_x at /srv/okr/file.ts'), 'unexpected'],
		['in Cube', new CubeError('unavailable', 'people', 'SELECT 1'), 'data_unavailable'],
		['in the engine', new ClickHouseError('SELECT 1'), 'data_unavailable'],
		['on the way there', networkError(), 'data_unavailable'],
		['for want of room', new DiskFullError('SELECT 1'), 'disk_full'],
		['with no error at all', 'SELECT 1', 'unexpected']
	])('tells its visitor an id, under which the log has the cause: %s', async (_, error, code) => {
		logged.length = 0;
		const told = await reportError({ error, event, status: 500, message: 'Internal Error' });
		expect(told).toEqual({
			message: expect.stringMatching(
				/^(Đã xảy ra lỗi|Hiện chưa lấy được dữ liệu|Không còn dung lượng để lưu) .* Mã: [0-9a-f]{8}$/
			) as unknown,
			code,
			errorId: expect.any(String) as unknown
		});
		expect(logged).toMatchObject([{ errorId: told?.errorId, error, path: '/stalled' }]);
		expect(JSON.stringify(logged)).not.toContain('token=x');
	});

	it('gives back to its visitor what was typed, and to nobody else', async () => {
		logged.length = 0;
		const typed = ['Ship it on Friday'];
		const error = new DiskFullError('SELECT 1');
		const told = await reportError({
			...{ error, status: 500, message: 'Internal Error' },
			event: { ...event, locals: { ...event.locals, typed } }
		});
		expect(told?.typed).toEqual(typed);
		expect(JSON.stringify(logged)).not.toContain('Friday');
	});

	it('because its visitor went away, is not in the log', async () => {
		logged.length = 0;
		const error = new NobodyWaitsError();
		await reportError({ error, event, status: 500, message: 'Internal Error' });
		expect(logged).toEqual([]);
	});

	it('by its own fault is not in the log', async () => {
		logged.length = 0;
		for (const status of [404, 405, 413])
			expect(
				await reportError({ error: new Error('x'), event, status, message: 'No' })
			).toMatchObject({ message: 'No' });
		expect(logged).toEqual([]);
	});
});
