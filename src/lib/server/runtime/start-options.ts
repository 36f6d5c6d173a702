/** The command line of `npm start` and `npm run dev`: only the size of the bundled sandbox company. */
import { parseArgs } from 'node:util';
import type { SandboxSize } from '../../../../etl/company.ts';

export const USAGE = `Usage: npm start [-- --people 300 --seed 7]

  --people N   size of the bundled sandbox company, 10 to 100000 (only without DingTalk credentials)
  --seed N     which company of that size

Everything else is set by environment variables; .env.example lists them.
`;

/** Bad arguments; the message says which. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** @returns null when help was asked for. @throws {UsageError} */
export function parseStartOptions(args: readonly string[]): SandboxSize | null {
	let values: { people: string; seed: string; help: boolean };
	try {
		values = parseArgs({
			args: [...args],
			options: {
				people: { type: 'string', default: '300' },
				seed: { type: 'string', default: '7' },
				help: { type: 'boolean', default: false }
			}
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
	if (values.help) return null;
	return {
		people: wholeNumber('--people', values.people, 10, 100_000),
		seed: wholeNumber('--seed', values.seed, 0, 2 ** 31)
	};
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
	const value = Number(text);
	if (!/^\d+$/.test(text) || value < low || value > high)
		throw new UsageError(`${name} must be a whole number from ${low} to ${high}, not ${text}.`);
	return value;
}
