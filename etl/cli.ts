/**
 * The command line of everything that needs the engine: `node etl/bootstrap.mjs etl/cli.ts COMMAND ARGUMENTS`. One process can
 * hold the embedded engine: while the product runs, it carries the command out.
 */
import { finishKilledRestore } from './backup/swap.ts';
import { createClock } from './clock.ts';
import { openWarehouse } from './clickhouse/client.ts';
import { migrate } from './clickhouse/migrate.ts';
import { parseOptions, UsageError, withAbsolutePaths } from './commands/arguments.ts';
import { commands, syntaxes } from './commands/index.ts';
import type { Command, CommandIo } from './commands/command.ts';
import { openCompany, sandboxSizeOf } from './company.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { findRunningApp, runInApp } from './control/client.ts';
import { finishKilledForgetting } from './personal-data/forget.ts';
import { claimWarehouse, heldIdentity } from './state/company-identity.ts';

const USAGE = `Usage: npm run COMMAND [-- ARGUMENTS]

Commands: ${Object.keys(commands).join(', ')}. Each explains itself with -- --help.
`;

const interrupt = new AbortController();
const io: CommandIo = {
	out: (text) => void process.stdout.write(text),
	err: (text) => void process.stderr.write(text),
	isTty: process.stderr.isTTY === true,
	signal: interrupt.signal
};
const stop = () => interrupt.abort(new Error('Interrupted.'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

process.exitCode = await main(process.argv.slice(2));
// Whatever a library left open must not keep a finished command alive.
process.disconnect?.();

/** @returns the exit code */
async function main([name, ...args]: readonly string[]): Promise<number> {
	if (name === undefined || name === '--help' || name === '-h') {
		io.out(USAGE);
		return name === undefined ? 2 : 0;
	}
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	const syntax = syntaxes[name];
	if (command === undefined || syntax === undefined) {
		io.err(`There is no command ${name}.\n\n${USAGE}`);
		return 2;
	}
	try {
		if (parseOptions(args, syntax.options)['help'] === true) {
			io.out(syntax.usage);
			return 0;
		}
		const resolved = withAbsolutePaths(args, syntax);
		const config = loadConfig();
		const app = config.warehouse.kind === 'embedded' ? await findRunningApp(config.dataDir) : null;
		if (app !== null) return await runInApp(app, name, resolved, io);
		return await runHere(name, command, resolved, config);
	} catch (error) {
		io.err(`${error instanceof Error ? error.message : String(error)}\n`);
		if (error instanceof UsageError) io.err(`\n${syntax.usage}`);
		return error instanceof ConfigError || error instanceof UsageError ? 2 : 1;
	}
}

async function runHere(
	name: string,
	command: Command,
	args: readonly string[],
	config: Config
): Promise<number> {
	const clock = createClock(config.timezone, config.today);
	const warehouse = await openWarehouse(config.warehouse);
	try {
		await finishKilledRestore(warehouse);
		// Whose data it is stands in a table, so they come first; the command itself would find nothing to do.
		const applied = await migrate(warehouse);
		await finishKilledForgetting(warehouse, config.dataDir);
		if (name === 'migrate' && applied.length > 0) io.out(`Applied: ${applied.join(', ')}.\n`);
		const company = await openCompany(config, clock, sandboxSizeOf(await heldIdentity(warehouse)));
		try {
			// A restore decides itself whose data may be where.
			if (name !== 'restore') await claimWarehouse(warehouse, placeOf(config), company.identity);
			return await command(args, io, { config, clock, warehouse, dingtalk: company.endpoints });
		} finally {
			await company.close();
		}
	} finally {
		await warehouse.close();
	}
}

function placeOf(config: Config): string {
	return config.warehouse.kind === 'embedded'
		? `The data directory ${config.dataDir}`
		: `The database ${config.warehouse.database}`;
}
