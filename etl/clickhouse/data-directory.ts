import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { WarehouseError } from './errors.ts';

/**
 * The directory of the embedded engine. ClickHouse itself locks it (a lock of the operating system,
 * gone with the process, however it ends), so what is written here never decides anything: it lets
 * a second process say who holds the directory.
 */
export interface DataDirectory {
	/** Absolute path, as people know it. */
	readonly path: string;
	/** Where ClickHouse keeps its files. */
	readonly enginePath: string;
}

const Holder = z.object({ pid: z.int().positive(), startedAt: z.string(), command: z.string() });
type Holder = z.infer<typeof Holder>;

/** Another process has the directory open. */
export class DataDirectoryInUseError extends WarehouseError {
	readonly holder: Holder;

	constructor(path: string, holder: Holder, cause: unknown) {
		super(
			'data_directory_in_use',
			`The data directory ${path} is in use by process ${holder.pid} (${holder.command}, since ` +
				`${holder.startedAt}). Stop that process, or set DATA_DIR to another directory.`,
			{ isRetryable: true, cause }
		);
		this.holder = holder;
	}
}

/** The directory cannot be created, written or opened by the engine. */
export class DataDirectoryUnusableError extends WarehouseError {
	constructor(path: string, why: string, cause: unknown) {
		super('data_directory_unusable', `The data directory ${path} cannot be used: ${why}`, {
			cause
		});
	}
}

/** Creates the directory if it is missing. @throws {DataDirectoryUnusableError} */
export function prepareDataDirectory(dataDir: string): DataDirectory {
	const path = resolve(dataDir);
	const enginePath = join(path, 'clickhouse');
	try {
		mkdirSync(enginePath, { recursive: true });
		for (const part of [path, enginePath]) {
			accessSync(part, constants.R_OK | constants.W_OK | constants.X_OK);
		}
	} catch (cause) {
		const why = `it cannot be written (${codeOf(cause)}). Give this user the right to write there, or set DATA_DIR to another directory.`;
		throw new DataDirectoryUnusableError(path, why, cause);
	}
	return { path, enginePath };
}

/** Leaves a note of who holds the directory. To be called once the engine has it. */
export function noteHolder({ path }: DataDirectory): void {
	const holder: Holder = {
		pid: process.pid,
		startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString().slice(0, 19) + 'Z',
		command: ['node', ...process.argv.slice(1)].join(' ')
	};
	writeFileSync(noteIn(path), JSON.stringify(holder) + '\n');
}

export function removeHolderNote({ path }: DataDirectory): void {
	rmSync(noteIn(path), { force: true });
}

/**
 * The sentence behind chDB's "Failed to create connection", which is all it says. A note or lock
 * file left by a killed process is recognised by its process being gone.
 */
export function explainRefusal(directory: DataDirectory, cause: unknown): WarehouseError {
	const holder = readNote(directory) ?? readEngineStatus(directory);
	if (holder !== null && holder.pid !== process.pid && isAlive(holder.pid)) {
		return new DataDirectoryInUseError(directory.path, holder, cause);
	}
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new DataDirectoryUnusableError(
		directory.path,
		`ClickHouse could not open it (${reason}). No process of this machine is known to hold it; ` +
			`look at what ClickHouse wrote to stderr, and whether a container or another machine has it.`,
		cause
	);
}

function readNote({ path }: DataDirectory): Holder | null {
	try {
		return Holder.parse(JSON.parse(readFileSync(noteIn(path), 'utf8')));
	} catch {
		return null; // no note, or one cut short by a crash: the engine's own status file is next
	}
}

/** ClickHouse's `status` file: `PID: 123`, `Started at: …`. */
function readEngineStatus({ enginePath }: DataDirectory): Holder | null {
	try {
		const status = readFileSync(join(enginePath, 'status'), 'utf8');
		const pid = Number(/^PID: (\d+)$/m.exec(status)?.[1]);
		const startedAt = /^Started at: (.+)$/m.exec(status)?.[1] ?? 'an unknown time';
		return Holder.parse({ pid, startedAt, command: 'unknown command' });
	} catch {
		return null; // not there: nobody ever opened the directory, or it was closed in order
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM'; // it runs, as another user
	}
}

function noteIn(path: string): string {
	return join(path, 'holder.json');
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
