/** A disk that is full before or in the middle of a sync: the sync fails and says so, the figures stay, and the next one is whole. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { smallDisk } from '../support/small-disk.ts';

const disk = smallDisk();
let app: App;
beforeAll(async () => {
	const company = { people: 14, seed: 3, today: '2026-11-20' };
	app = await startApp({ ...company, dataDir: join(disk.path, 'data') });
});
afterEach(() => disk.empty());
afterAll(async () => {
	await app?.close();
	disk.remove();
});

describe.runIf(disk.isMounted)('a disk that is full', () => {
	// From the first call to the swap of the figures: this sync takes about three seconds.
	it.each([0, 300, 700, 1_000, 1_500, 2_000])('%s ms into a sync', async (delay) => {
		const before = await figures();
		if (delay === 0) disk.fill();
		await startSync();
		await new Promise((done) => setTimeout(done, delay));
		if (delay > 0) disk.fill();
		const filledAt = performance.now();
		await becomes('failed');
		expect(performance.now() - filledAt).toBeLessThan(20_000);
		expect(await (await fetch(`${app.url}/data`)).text()).toContain('The disk of DATA_DIR is full');
		expect(await figures()).toEqual(before);
	});

	it('is forgotten with the next sync that has space', async () => {
		const before = await figures();
		await startSync();
		await becomes('complete');
		expect(await figures()).toEqual(before);
	});
});

async function becomes(wanted: string): Promise<void> {
	const deadline = Date.now() + 90_000;
	for (;;) {
		const body = await (await fetch(`${app.url}/data`)).text();
		const state = /data-sync-state="(\w+)"/.exec(body)?.[1] ?? '';
		if (state === wanted) return;
		if (Date.now() > deadline)
			throw new Error(`The sync is ${state}, not ${wanted}. ${app.output().slice(-3000)}`);
		await new Promise((done) => setTimeout(done, 100));
	}
}

async function figures(): Promise<string[]> {
	const body = await (await fetch(app.url)).text();
	return [...body.matchAll(/data-value="([^"]*)"/g)].map(([, value]) => value ?? '');
}

function startSync(): Promise<Response> {
	return fetch(`${app.url}/data?/sync`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: app.url, accept: 'text/html' },
		body: new URLSearchParams()
	});
}
