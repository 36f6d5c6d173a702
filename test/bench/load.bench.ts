/** How fast and in how much memory a first sync loads a company, when DingTalk answers at once: read phase to core tables. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { SteadyCompany } from '../support/steady-company.ts';

/** Two objectives of three key results each, with a check-in a week for twenty weeks: 40 check-ins for each person. */
const DAY = '2026-11-29';
const COMPANY = {
	...{ objectivesPerPerson: 2, keyResultsPerObjective: 3, weeks: 20 },
	...{ firstDay: '2026-07-06', seed: 7 }
};

const Figures = z.object({
	...{ status: z.string(), message: z.string(), calls: z.number(), records: z.number() },
	...{ seconds: z.number(), cpuSeconds: z.number(), martSeconds: z.number().nullable() },
	...{ idleRss: z.number(), peakRss: z.number(), peakHeap: z.number() },
	...{ engineIdle: z.number(), peakEngine: z.number() }
});

/** @returns rows to print: what, and its figure */
export async function measureLoad(people: number): Promise<[string, string][]> {
	const size: SteadyCompany = { people, ...COMPANY };
	const server = start(
		'steady-server.ts',
		['--max-old-space-size=4096'],
		[JSON.stringify(size), DAY]
	);
	try {
		const url = await firstLine(server);
		// As the bootstrap starts the product.
		const options = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
		const loader = start('load-process.ts', options, [url, DAY, 'marts']);
		const found = Figures.parse(JSON.parse(await firstLine(loader)));
		if (found.status !== 'succeeded') throw new Error(found.message);
		return [
			[
				'source records (persons, objectives, key results, check-ins)',
				`${found.records} in ${found.calls} calls`
			],
			[
				'calls to core tables',
				`${found.seconds.toFixed(1)} s, ${found.cpuSeconds.toFixed(1)} s of CPU`
			],
			['records per second', (found.records / found.seconds).toFixed(0)],
			['records per second of CPU', (found.records / found.cpuSeconds).toFixed(0)],
			[
				'peak memory of the process beyond the idle engine',
				`${found.peakRss - found.idleRss} MB (${found.peakRss} - ${found.idleRss})`
			],
			['of which JavaScript: heap and buffers', `${found.peakHeap} MB`],
			['of which the engine itself counts', `${found.peakEngine - found.engineIdle} MB`],
			['marts afterwards', `${(found.martSeconds ?? 0).toFixed(1)} s`]
		];
	} finally {
		server.kill('SIGTERM');
	}
}

function start(file: string, options: readonly string[], args: readonly string[]): ChildProcess {
	return spawn(process.execPath, [...options, resolve(import.meta.dirname, file), ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, TZ: 'UTC', UV_THREADPOOL_SIZE: '16' }
	});
}

/** @throws {Error} the process ended without one */
async function firstLine(child: ChildProcess): Promise<string> {
	if (child.stdout === null) throw new Error('No output');
	const lines = createInterface({ input: child.stdout });
	const ended = once(child, 'exit').then(() => null);
	const line = await Promise.race([once(lines, 'line'), ended]);
	if (line === null) throw new Error('A process of the bench ended before it had a result.');
	return z.tuple([z.string()]).parse(line)[0];
}
