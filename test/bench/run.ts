/**
 * `npm run bench [-- --only product,large,viewers,lighthouse,matrix,calls,promise,load,runs,marts] [-- --people 300,3000] [-- --pages /,/stalled] [-- --device desk]`: figures,
 * never a verdict. Run it on a quiet machine; quote medians.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCalls, measurePromise } from './calls.bench.ts';
import { measureCubeQueries } from './cube-queries.bench.ts';
import { measureLargeProduct } from './large-product.bench.ts';
import { isDevice, measureLighthouse, type Audited } from './lighthouse.bench.ts';
import { measureLoad } from './load.bench.ts';
import { measureMatrix } from './matrix.bench.ts';
import { measureProduct } from './product.bench.ts';
import { measureRuns } from './runs.bench.ts';
import { measureViewers } from './viewers.bench.ts';

type Rows = readonly (readonly [string, string])[];

/** Of companies of so many people, unless others are asked for; null: of one that is always the same. */
const PARTS: Readonly<
	Record<
		string,
		{
			people: readonly number[] | null;
			measure: (people: number, audited: Audited) => Promise<void>;
		}
	>
> = {
	product: {
		people: [300, 3000],
		async measure(people) {
			title(`${people} people: the product`);
			show((await measureProduct(people)).map(({ what, figure }) => [what, figure]));
			title(`${people} people: Cube against the same SQL on the engine`);
			process.stdout.write(await measureCubeQueries(people));
		}
	},
	large: {
		people: [10_000],
		async measure(people) {
			title(`${people} people: pages and reviews of data that the engine made`);
			show((await measureLargeProduct(people)).map(({ what, figure }) => [what, figure]));
		}
	},
	viewers: {
		people: [300],
		async measure(people) {
			title(`${people} people: many viewers at once`);
			show(await measureViewers(people));
		}
	},
	calls: {
		people: [30, 150, 1000, 10_000],
		async measure(people) {
			title(`${people} people: metered calls without a budget`);
			show(await measureCalls(people));
		}
	},
	promise: {
		people: null,
		async measure() {
			title('150 people, 450 objectives, weekly check-ins: metered calls of a month');
			show(await measurePromise());
		}
	},
	lighthouse: {
		people: [300],
		async measure(people, audited) {
			title(`${people} people: Lighthouse, medians of five`);
			show(await measureLighthouse(people, audited));
		}
	},
	matrix: {
		people: [10_000],
		async measure(people) {
			title(`${people} people in 200 departments below the root: the widest matrices`);
			show(await measureMatrix(people));
		}
	},
	load: {
		people: [10_000],
		async measure(people) {
			title(`${people} people with 40 check-ins each: throughput and memory of a first sync`);
			show(await measureLoad(people));
		}
	},
	marts: {
		people: [1000, 10_000],
		measure(people) {
			title(`${people} people, 8 quarters: building the marts, and every page's questions`);
			const file = resolve(import.meta.dirname, 'company-process.ts');
			spawnSync(process.execPath, [file, String(people)], { stdio: 'inherit' });
			return Promise.resolve();
		}
	},
	runs: {
		people: [150],
		async measure(people) {
			title(`${people} people: time of one run, and of all of them from the raw layer`);
			show(await measureRuns(people));
		}
	}
};

const USAGE = `npm run bench [-- --only PART,...] [-- --people NUMBER,...] [-- --pages PATH,...] [-- --device desk|phone]
Parts: ${Object.keys(PARTS).join(', ')}; all of them without --only. Each has companies of its own sizes without --people. --pages and
--device are those that lighthouse audits and asks as.
`;

const { wanted, sizes, audited } = readArguments();
process.stdout.write(
	`Node ${process.version}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB\n`
);
for (const part of wanted) {
	for (const people of part.people === null ? [0] : (sizes ?? part.people))
		await part.measure(people, audited);
}
process.exit(0);

function readArguments() {
	try {
		const { values } = parseArgs({
			options: {
				...{ people: { type: 'string' }, only: { type: 'string' }, pages: { type: 'string' } },
				device: { type: 'string' },
				help: { type: 'boolean', short: 'h' }
			}
		});
		if (values.help === true) {
			process.stdout.write(USAGE);
			process.exit(0);
		}
		const parts = (values.only?.split(',') ?? Object.keys(PARTS)).map((name) => {
			const part = PARTS[name];
			if (part === undefined) throw new Error(`Unknown part ${name}.`);
			return part;
		});
		const people = values.people?.split(',').map((text) => {
			if (!/^[1-9]\d*$/.test(text)) throw new Error(`--people: ${text} is not a number of people.`);
			return Number(text);
		});
		const { device, pages } = values;
		if (device !== undefined && !isDevice(device))
			throw new Error(`There is no device ${device}: desk or phone.`);
		return { wanted: parts, sizes: people, audited: { device, pages: pages?.split(',') } };
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
		process.exit(2);
	}
}

function title(text: string): void {
	const load = loadavg()[0]?.toFixed(1) ?? '';
	process.stdout.write(`\n== ${text} (load average ${load})\n`);
}

function show(rows: Rows): void {
	for (const [what, figure] of rows) process.stdout.write(`${what.padEnd(62)} ${figure}\n`);
}
