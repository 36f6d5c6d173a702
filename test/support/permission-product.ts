/** The running product of the permission story, with a review that was published when everybody could open everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { startApp, type App } from './app.ts';
import { PERIOD, SETTINGS, tellPermissionStory, TODAY } from './permission-story.ts';
import { signedIn } from './session.ts';
import { storyVisitors, type Visitor } from './story-visitors.ts';

export interface PermissionProduct {
	readonly app: App;
	readonly visitors: readonly Visitor[];
	/** @throws {Error} there is nobody of that name */
	visitorCalled(name: string): Visitor;
	/** Path of the published review. */
	readonly published: string;
	close(): Promise<void>;
}

export async function openPermissionProduct(): Promise<PermissionProduct> {
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-permissions-'));
	// Nothing is synced: it is there for sign-in alone.
	const sandbox = await startSandbox({ port: 0, people: 10, seed: 7, today: TODAY });
	const options = {
		...{ dataDir, today: TODAY },
		env: {
			...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url },
			...{ DINGTALK_APP_KEY: 'any', DINGTALK_APP_SECRET: 'any', DINGTALK_CORP_ID: 'ding7' },
			...{ DINGTALK_LOGIN_URL: sandbox.url, ...SETTINGS }
		}
	};
	await tellPermissionStory(dataDir, false);
	const before = await startApp(options);
	let published: string;
	try {
		published = await publish(before);
	} finally {
		await before.stop();
	}
	const tokens = await tellPermissionStory(dataDir, true);
	const app = await startApp(options);
	const visitors = await storyVisitors(app, tokens);
	return {
		...{ app, visitors, published },
		visitorCalled(name) {
			const found = visitors.find((visitor) => visitor.name === name);
			if (found === undefined) throw new Error(`There is no visitor ${name}.`);
			return found;
		},
		async close() {
			await app.close();
			await sandbox.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

async function publish(app: App): Promise<string> {
	const answer = await fetch(`${app.url}/review/${PERIOD}?/publish`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			...{ cookie: await signedIn(app, 'administrator'), origin: app.url },
			accept: 'text/html'
		},
		body: new URLSearchParams()
	});
	const path = answer.headers.get('location') ?? '';
	if (!path.includes('published=')) throw new Error(`Nothing was published: ${answer.status}.`);
	return path;
}
