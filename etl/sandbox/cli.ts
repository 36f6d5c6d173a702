/** `npm run sandbox`: the bundled DingTalk alone. */

import { parseArgs } from 'node:util';
import { startOfDay } from './company/calendar.ts';
import { faults, parseFaults } from './faults.ts';
import { startSandbox, type SandboxOptions } from './server.ts';
import { products } from './wire/routes.ts';

const HELP = `npm run sandbox -- [options]

A DingTalk of its own, with a company that is a function of seed and calendar date. Both hosts on one port of 127.0.0.1.

  --port N         port, 0 for a free one (4790)
  --people N       size of the company, 10 to 100000 (300)
  --seed N         which company (7)
  --product NAME   agoal, okr (classic) or pro (classic's pro variants): where its OKRs are (agoal)
  --reports        people file weekly reports too (template "OKR weekly")
  --today DAY      fixes the clock at the end of a day, YYYY-MM-DD, from 2025-01-01 on
  --qps N          refuses calls beyond N per second
  --quota N        refuses metered calls beyond N per month
  --fault NAME     switches a fault on; repeatable
  --help           this text

Faults:
${Object.entries(faults)
	.map(([name, does]) => `  ${name.padEnd(24)} ${does}`)
	.join('\n')}
`;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function warn(text: string): void {
	process.stderr.write(`${text}\n`);
}

class UsageError extends Error {}

function parseCommandLine(args: readonly string[]): SandboxOptions | 'help' {
	const { values } = parseArgs({
		args: [...args],
		options: {
			port: { type: 'string', default: '4790' },
			people: { type: 'string', default: '300' },
			seed: { type: 'string', default: '7' },
			product: { type: 'string', default: 'agoal' },
			reports: { type: 'boolean', default: false },
			today: { type: 'string' },
			qps: { type: 'string' },
			quota: { type: 'string' },
			fault: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return 'help';
	const product = products.find((name) => name === values.product);
	if (product === undefined) {
		throw new UsageError(
			`There is no product "${values.product}"; use --product with ${products.join(', ')}.`
		);
	}
	if (values.today !== undefined && startOfDay(values.today) < startOfDay('2025-01-01')) {
		throw new UsageError(
			'--today must be 2025-01-01 or later: the company has no OKRs to show before.'
		);
	}
	parseFaults(values.fault);
	return {
		port: whole('port', values.port, 0, 65_535),
		people: whole('people', values.people, 10, 100_000),
		seed: whole('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
		product,
		faults: values.fault,
		...(values.today === undefined ? { isLive: true } : { today: values.today }),
		reports: values.reports,
		...(values.qps === undefined ? {} : { qps: whole('qps', values.qps, 1, 1_000_000) }),
		...(values.quota === undefined ? {} : { quota: whole('quota', values.quota, 0, 1e12) })
	};
}

function whole(name: string, text: string, least: number, most: number): number {
	const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
	if (number >= least && number <= most) return number;
	throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

async function main(): Promise<void> {
	let options: SandboxOptions | 'help';
	try {
		options = parseCommandLine(process.argv.slice(2));
	} catch (error) {
		warn(
			`${error instanceof Error ? error.message : String(error)}\nSee npm run sandbox -- --help`
		);
		process.exitCode = 2;
		return;
	}
	if (options === 'help') {
		say(HELP);
		return;
	}
	try {
		const sandbox = await startSandbox(options);
		// Before anybody calls: the first call is to be as quick as the second.
		const { corpId } = sandbox.company();
		say(`The sandbox DingTalk listens on ${sandbox.url}

To point the app at it (any app key and secret will do):
  DINGTALK_API_URL=${sandbox.url}
  DINGTALK_OAPI_URL=${sandbox.url}
  DINGTALK_LOGIN_URL=${sandbox.url}
  DINGTALK_APP_KEY=sandbox
  DINGTALK_APP_SECRET=sandbox
  DINGTALK_CORP_ID=${corpId}

Calls counted so far: ${sandbox.url}/__sandbox/ledger`);
		let isStopping = false;
		const stop = (): void => {
			if (isStopping) return;
			isStopping = true;
			void sandbox.close();
		};
		process.once('SIGTERM', stop);
		process.once('SIGINT', stop);
	} catch (error) {
		const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		const other = error instanceof Error ? (error.stack ?? error.message) : String(error);
		warn(
			isTaken
				? `Port ${options.port} is taken by another program; choose another one with --port, or 0 for a free one.`
				: other
		);
		process.exitCode = 1;
	}
}

await main();
