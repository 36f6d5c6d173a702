/**
 * Cube turns the YAML model into JavaScript in a thread of its own, in four rounds: half of the time in which it starts. What came
 * out is a function of what went in (schema-compiler 1.7, DataSchemaCompiler.doCompile), so the next start finds it in a file.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** What Cube hands to its thread, but for what is the same for all files of a round. */
interface Work {
	readonly cubeNames: object;
	readonly cubeSymbols: object;
	readonly [part: string]: unknown;
}

const Result = z.object({
	content: z.string(),
	errors: z.array(z.unknown()),
	warnings: z.array(z.unknown())
});

interface Pool {
	exec(method: string, parameters: [Work]): PromiseLike<unknown>;
	terminate(): PromiseLike<unknown>;
}

interface Pools {
	pool: (...parameters: unknown[]) => Pool;
}

/** By a hash of the work. */
const Kept = z.record(z.string(), z.string());

const require = createRequire(import.meta.url);
const COMPILER = '@cubejs-backend/schema-compiler';

/** Emptied by an installation, as all that depends on the packages should be. */
export const TRANSPILED_MODEL = join(
	import.meta.dirname,
	'../node_modules/.cache/okr-observatory/cube-model.json'
);

/**
 * Compiles a model with what an earlier start left in `file`, and leaves there what this one needed. Results with errors or warnings
 * are never kept.
 */
export async function withTranspiledModel<T>(file: string, compile: () => Promise<T>): Promise<T> {
	const kept = await read(file);
	const used = new Map<string, string>();
	const hashOf = await hasher();
	// Cube's own copy of the package, of which it takes this one function.
	const pools: Pools = createRequire(require.resolve(COMPILER))('workerpool') as Pools;
	const { pool: start } = pools;
	pools.pool = (...parameters) => {
		let started: Pool | null = null;
		return {
			exec: async (method, [work]) => {
				const hash = hashOf(method, work);
				const content = kept[hash];
				if (content !== undefined) {
					used.set(hash, content);
					return { content, errors: [], warnings: [] };
				}
				started ??= start(...parameters);
				const result = await started.exec(method, [work]);
				const made = Result.safeParse(result);
				if (made.success && made.data.errors.length + made.data.warnings.length === 0)
					used.set(hash, made.data.content);
				return result;
			},
			terminate: async () => started?.terminate()
		};
	};
	try {
		const compiled = await compile();
		if ([...used.keys()].some((hash) => kept[hash] === undefined)) await keep(file, used);
		return compiled;
	} finally {
		pools.pool = start;
	}
}

/** Hashes work together with the code that does it. */
async function hasher(): Promise<(method: string, work: Work) => string> {
	const { version } = z.object({ version: z.string() }).parse(require(`${COMPILER}/package.json`));
	const plainTexts = await readFile(join(import.meta.dirname, 'native/plain-texts.js'));
	const code = createHash('sha256').update(version).update(plainTexts).digest('hex');
	// One object serves all files of a round, and is larger than most of them.
	const known = new WeakMap<object, string>();
	const sha = (value: object): string => {
		const hash =
			known.get(value) ?? createHash('sha256').update(JSON.stringify(value)).digest('hex');
		known.set(value, hash);
		return hash;
	};
	return (method, { cubeNames, cubeSymbols, ...rest }) =>
		createHash('sha256')
			.update(JSON.stringify([code, method, sha(cubeNames), sha(cubeSymbols), rest]))
			.digest('hex');
}

async function read(file: string): Promise<z.infer<typeof Kept>> {
	try {
		return Kept.parse(JSON.parse(await readFile(file, 'utf8')));
	} catch {
		// Not there yet, or cut short: it is made anew.
		return {};
	}
}

async function keep(file: string, used: ReadonlyMap<string, string>): Promise<void> {
	const written = `${file}.${process.pid}`;
	try {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(written, JSON.stringify(Object.fromEntries(used)));
		await rename(written, file);
	} catch {
		// Where packages cannot be written to, each start does the work.
	}
}
