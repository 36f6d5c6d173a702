import { closeSync, openSync } from 'node:fs';

let isEmpty = false;

/**
 * Gives this process an empty standard input.
 *
 * The engine takes after `clickhouse-local`: to the rows of an INSERT it adds what it finds on standard input, and where that is a pipe or
 * socket that nobody closes, the statement waits for ever (ClickHouse pull request 96494, "Fix hang in -q when stdin is a pipe with no
 * data"). The stacks of a process that hung, once in many thousand statements, showed exactly that. Nothing of ours reads it.
 */
export function emptyStandardInput(): void {
	// Once, before the engine runs: its threads open files too, and one of them would become standard input.
	if (isEmpty) return;
	isEmpty = true;
	try {
		closeSync(0);
	} catch {
		// It was closed already; what is opened next becomes standard input, so that must not be a file of the engine.
	}
	// The lowest free descriptor, which is 0.
	openSync('/dev/null', 'r');
}
