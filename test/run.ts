/**
 * `npm test` and `npm run test:long`: every check in one command, one line of counts at the end.
 *
 *   --only types,lint,unit,browser,components,long   some parts
 *   --long                                           components and long only
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

interface Checked extends Counts {
	/** What is not on the terminal yet. */
	readonly output?: string;
}

const root = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(scratchRoot(), 'okr-test-'));
/** Each process reads what the others compiled. */
const inScratch = {
	...process.env,
	NODE_COMPILE_CACHE: join(scratch, 'compiled'),
	/** Whatever the tests' processes leave behind. */
	TMPDIR: scratch
};

/** Each part ends by itself; a hanging one is ended, so that the whole always says something. */
const LIMITS = {
	timeout: (process.argv.includes('--long') ? 240 : 40) * 60_000,
	killSignal: 'SIGKILL'
} as const;

const PARTS: Readonly<Record<string, () => Promise<Checked>>> = {
	types: async () => {
		await built;
		return check(bin('svelte-check'), [
			'--tsconfig',
			'./tsconfig.json',
			'--fail-on-warnings',
			'--output',
			'human'
		]);
	},
	lint: async () => {
		const sources = await Promise.all([
			check(bin('eslint'), ['.', '--max-warnings=0']),
			check(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
			check(process.execPath, ['.ci/complete-lock.mjs', '--check'])
		]);
		// Reads the types of generated files.
		await built;
		const all = [...sources, await check(bin('oxlint'), [])];
		return { ...sum(all), output: all.map(({ output }) => output).join('') };
	},
	components: async () => {
		await built;
		return check(bin('eslint'), [
			'src',
			'--max-warnings=0',
			'--config',
			'test/typed-components.eslint.js'
		]);
	},
	unit: () => vitest(['dashboard', 'unit'], inScratch),
	browser: () => vitest(['e2e'], inScratch),
	// In one run: while the last long file of one ends, files of the other keep the cores busy.
	'unit and browser': () => vitest(['dashboard', 'unit', 'e2e'], inScratch),
	long: () => vitest(['long'], inScratch)
};

const { values } = parseArgs({
	options: { only: { type: 'string' }, long: { type: 'boolean', default: false } }
});
const wanted =
	values.only?.split(',') ??
	(values.long ? ['components', 'long'] : ['lint', 'types', 'unit and browser']);
const unknown = wanted.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
	process.stderr.write(
		`Unknown part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.\n`
	);
	process.exit(2);
}

const totals: Counts[] = [];
// Each of these keeps one core busy. Tests often wait, for a process or for time to pass, and leave room for one of them.
const isOnOneCore = (name: string): boolean => ['types', 'lint', 'components'].includes(name);
const [checks, tests] = [wanted.filter(isOnOneCore), wanted.filter((name) => !isOnOneCore(name))];
if (checks.length > 0) {
	// What both read.
	await ran(bin('svelte-kit'), ['sync']);
	await ran(process.execPath, ['src/messages/compile.ts']);
}
/** The dashboard, for tests of the product. Checks that read sources alone go on beside it, and others wait: it writes generated files. */
const built =
	tests.length > 0
		? ran(process.execPath, ['etl/bootstrap.mjs', '--build'])
		: Promise.resolve(true);
await Promise.all([
	tests.length > 0 ? oneByOne(checks) : Promise.all(checks.map(carryOut)),
	built.then(async (hasSucceeded) => {
		if (hasSucceeded) await oneByOne(tests);
		else totals.push(one('failed'));
	})
]);
rmSync(scratch, { recursive: true, force: true });
const total = sum(totals);
process.stdout.write(
	`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

async function oneByOne(names: readonly string[]): Promise<void> {
	for (const name of names) await carryOut(name);
}

async function carryOut(name: string): Promise<void> {
	const started = Date.now();
	if (!isOnOneCore(name)) process.stdout.write(`\n== ${name}\n`);
	const result = await PARTS[name]?.();
	if (result === undefined) return;
	const { output = '', ...counts } = result;
	totals.push(counts);
	const seconds = ((Date.now() - started) / 1000).toFixed(0);
	process.stdout.write(
		`${isOnOneCore(name) ? `\n== ${name}\n${output}` : ''}-- ${name}: ${counts.passed} passed, ${counts.failed} failed, in ${seconds} s\n`
	);
}

/** A program that is one check: its exit code is the result, and its output is shown whole, beside that of tests. */
async function check(program: string, args: string[]): Promise<Checked> {
	let output = '';
	const child = spawn(program, args, { ...LIMITS, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
	const hasPassed = await new Promise<boolean>((done) => {
		child.on('error', (error) => {
			output += `${error.message}\n`;
			done(false);
		});
		child.on('close', (code) => done(code === 0));
	});
	return { ...one(hasPassed ? 'passed' : 'failed'), output };
}

async function vitest(projects: string[], env: NodeJS.ProcessEnv): Promise<Counts> {
	const report = join(scratch, `${projects.join('-')}.json`);
	const succeeded = await ran(
		bin('vitest'),
		[
			'run',
			...projects.flatMap((project) => ['--project', project]),
			'--reporter=dot',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		env
	);
	const Report = z.object({
		numPassedTests: z.number(),
		numFailedTests: z.number(),
		numPendingTests: z.number(),
		numTodoTests: z.number(),
		numFailedTestSuites: z.number()
	});
	let counts: Counts;
	try {
		const found = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
		counts = {
			passed: found.numPassedTests,
			// A file that cannot even be loaded has no failed test, but a failed suite.
			failed: Math.max(found.numFailedTests, Math.min(found.numFailedTestSuites, 1)),
			skipped: found.numPendingTests + found.numTodoTests
		};
	} catch (error) {
		process.stderr.write(
			`Vitest left no report: ${error instanceof Error ? error.message : String(error)}\n`
		);
		return one('failed');
	}
	// Also red without a failed test: an error outside of every test.
	if (!succeeded && counts.failed === 0) counts.failed = 1;
	return counts;
}

function ran(program: string, args: string[], env = process.env): Promise<boolean> {
	return new Promise((done) => {
		const child = spawn(program, args, {
			cwd: root,
			env,
			stdio: ['ignore', 'inherit', 'inherit'],
			...LIMITS
		});
		child.on('error', (error) => {
			process.stderr.write(`${error.message}\n`);
			done(false);
		});
		child.on('exit', (code) => done(code === 0));
	});
}

/**
 * Data directories of tests are many, small, and gone after seconds. In memory, where there is enough, they cost a tenth less time
 * than on a disk, and nobody waits for it.
 */
function scratchRoot(): string {
	const memory = '/dev/shm';
	if (!existsSync(memory)) return tmpdir();
	const { bavail, bsize } = statfsSync(memory);
	return bavail * bsize >= 4 * 2 ** 30 ? memory : tmpdir();
}

function one(result: 'passed' | 'failed'): Counts {
	return { passed: 0, failed: 0, skipped: 0, [result]: 1 };
}

function sum(all: Counts[]): Counts {
	const add = (pick: (counts: Counts) => number): number =>
		all.reduce((total, counts) => total + pick(counts), 0);
	return {
		passed: add((c) => c.passed),
		failed: add((c) => c.failed),
		skipped: add((c) => c.skipped)
	};
}
