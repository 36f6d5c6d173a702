/** A review that was published, opened in the product after RETENTION_MONTHS has removed the goals of its period. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import { publishNewest, type PublishedAddress } from './closed-reviews.ts';

describe('a published review of a period that is not kept any more', () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-retention-app-'));
	const company = { people: 20, seed: 7, dataDir };
	let app: App;
	let published: PublishedAddress;
	let before: string;
	beforeAll(async () => {
		app = await startApp({ ...company, today: '2026-05-15' });
		published = await publishNewest(app);
		before = await pageOf(published.path);
		await app.stop();
		const env = { RETENTION_MONTHS: '4', SYNC_SCHEDULE: '10 6 * * *' };
		app = await startApp({ ...company, today: '2026-08-01', env });
		// A start syncs; pages show the day of its marts once they are there.
		while (!(await pageOf('/')).includes('1 Aug'))
			await new Promise((done) => setTimeout(done, 500));
	});
	afterAll(async () => {
		await app?.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	async function pageOf(path: string): Promise<string> {
		const answer = await patientFetch(app.url + path, {
			headers: { cookie: 'view_as=admin', 'accept-language': 'en' }
		});
		expect(answer.status, path).toBe(200);
		return answer.text();
	}

	const goalsIn = (page: string) => page.match(/href="\/(objectives|key-results)\/[^"]+/g) ?? [];

	it('has its figures and its fingerprint, names no goal, and says why', async () => {
		expect(goalsIn(before).length).toBeGreaterThan(10);
		const page = await pageOf(published.path);
		expect(page).toContain('The period is not kept any more');
		expect(page).toContain(`data-hash="${published.hash}"`);
		expect(page).toContain('data-intact="true"');
		for (const figure of published.figures) {
			const [measure = '', value = ''] = figure.split(' ');
			expect(page).toContain(`data-measure="${measure}" data-value="${value}"`);
		}
		expect(goalsIn(page)).toEqual([]);
		expect(page).not.toContain('Today:');
	});

	it('has them as a file too', async () => {
		const { pathname, searchParams } = new URL(published.path, app.url);
		searchParams.set('period', pathname.split('/')[2] ?? '');
		const answer = await patientFetch(`${app.url}/export/review.md?${searchParams}&lang=en`);
		expect(answer.status).toBe(200);
		const text = await answer.text();
		expect(text).toContain('The period is not kept any more');
		expect(text).toContain(published.hash);
	});
});
