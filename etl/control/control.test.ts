import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRunningApp, runInApp } from './client.ts';
import { APP_FILE } from './protocol.ts';
import { startControlServer, type ControlServer } from './server.ts';
import type { CommandIo } from '../commands/command.ts';

let dataDir: string;
let server: ControlServer | null = null;

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'okr-control-'));
});
afterEach(async () => {
	await server?.close();
	server = null;
	rmSync(dataDir, { recursive: true, force: true });
});

function recordedIo(signal = new AbortController().signal) {
	const written = { out: '', err: '' };
	const io: CommandIo = {
		out: (text) => void (written.out += text),
		err: (text) => void (written.err += text),
		isTty: false,
		signal
	};
	return { io, written };
}

describe('a command handed to the running product', () => {
	it('runs there with its arguments, and its output and exit code come back', async () => {
		server = await startControlServer(dataDir, async (command, args, io) => {
			io.out(`${command} ${args.join(' ')}\n`);
			io.err('half way\n');
			return 4;
		});
		const app = await findRunningApp(dataDir);
		if (app === null) throw new Error('The product was not found.');
		const { io, written } = recordedIo();
		expect(await runInApp(app, 'sync', ['--full', '--json'], io)).toBe(4);
		expect(written).toEqual({ out: 'sync --full --json\n', err: 'half way\n' });
	});

	it('is aborted there when the user interrupts it here', async () => {
		let aborted: () => void = () => {};
		const seen = new Promise<void>((resolve) => (aborted = resolve));
		server = await startControlServer(dataDir, async (_command, _args, io) => {
			io.out('started\n');
			await new Promise<void>((resolve) => io.signal.addEventListener('abort', () => resolve()));
			aborted();
			return 1;
		});
		const app = await findRunningApp(dataDir);
		if (app === null) throw new Error('The product was not found.');
		const interrupt = new AbortController();
		const { io } = recordedIo(interrupt.signal);
		const run = runInApp(app, 'sync', [], { ...io, out: () => interrupt.abort() });
		await expect(run).rejects.toThrow();
		await seen;
	});

	it('reports a failure of the job as text and exit code 1', async () => {
		server = await startControlServer(dataDir, async () => {
			throw new Error('The disk is full.');
		});
		const app = await findRunningApp(dataDir);
		if (app === null) throw new Error('The product was not found.');
		const { io, written } = recordedIo();
		expect(await runInApp(app, 'sync', [], io)).toBe(1);
		expect(written.err).toContain('The disk is full.');
	});
});

describe('the file in the data directory', () => {
	it('is readable by its owner only and gone after an orderly stop', async () => {
		server = await startControlServer(dataDir, async () => 0);
		expect(statSync(join(dataDir, APP_FILE)).mode & 0o777).toBe(0o600);
		await server.close();
		server = null;
		expect(await findRunningApp(dataDir)).toBeNull();
	});

	it('is recognised as stale when nobody answers on its port', async () => {
		const stale = { pid: 1, port: 1, secret: 'x'.repeat(64) };
		writeFileSync(join(dataDir, APP_FILE), JSON.stringify(stale));
		expect(await findRunningApp(dataDir)).toBeNull();
	});

	it('is recognised as stale when another product listens on its port', async () => {
		server = await startControlServer(dataDir, async () => 0);
		const app = await findRunningApp(dataDir);
		const other = mkdtempSync(join(tmpdir(), 'okr-control-'));
		writeFileSync(join(other, APP_FILE), JSON.stringify({ ...app, secret: 'y'.repeat(64) }));
		expect(await findRunningApp(other)).toBeNull();
		rmSync(other, { recursive: true, force: true });
	});
});
