/** Arguments of a command -> typed values, or a complaint that people understand. */
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { CommandIo } from './command.ts';

export const BAD_USAGE = 2;

/** Bad arguments. The message says which; the usage is printed below it. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** @throws {UsageError} */
export function parseOptions<T extends ParseArgsOptionsConfig>(
	args: readonly string[],
	options: T
) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: false }).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

/** YYYY-MM-DD, a day that exists. @throws {UsageError} */
export function parseDay(name: string, text: string): string {
	const instant = new Date(`${text}T00:00:00Z`);
	const exists =
		/^\d{4}-\d{2}-\d{2}$/.test(text) &&
		!Number.isNaN(instant.getTime()) &&
		instant.toISOString().startsWith(text);
	if (!exists) throw new UsageError(`${name} must be a day written YYYY-MM-DD, not ${text}.`);
	return text;
}

/** What a command understands; everyone understands `--help`. */
export interface Syntax {
	readonly usage: string;
	readonly options: ParseArgsOptionsConfig;
	/** Options that name files: relative to where the command is typed, wherever it is carried out. */
	readonly paths?: readonly string[];
}

/** The same arguments with absolute paths. @throws {UsageError} */
export function withAbsolutePaths(args: readonly string[], syntax: Syntax): readonly string[] {
	const { options, paths } = syntax;
	if (paths === undefined) return args;
	return Object.entries(parseOptions(args, options)).flatMap(([name, value]) => {
		if (typeof value === 'string')
			return `--${name}=${paths.includes(name) ? resolve(value) : value}`;
		return value === true ? `--${name}` : [];
	});
}

export const HELP = { help: { type: 'boolean', short: 'h', default: false } } as const;

/** Runs `work`; bad arguments become the complaint, the usage and exit code 2. */
export async function withUsage(
	io: CommandIo,
	usage: string,
	work: () => Promise<number>
): Promise<number> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		io.err(`${error.message}\n\n${usage}`);
		return BAD_USAGE;
	}
}
