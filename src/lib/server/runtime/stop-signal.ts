/**
 * Ordered end of a process: exit code 0 on SIGTERM, SIGINT and SIGHUP, within five seconds. Repeated signals count once,
 * because a terminal or a service manager signals this process and the one that started it, which passes it on.
 */

/** Ending orderly must not take longer; what hangs then is left to the next start, which repairs it. */
const DEADLINE = 4_500;

export function onStopSignal(close: () => Promise<unknown>): void {
	let isStopping = false;
	const stop = (): void => {
		if (isStopping) return;
		isStopping = true;
		setTimeout(() => {
			process.stderr.write('Stopping took too long and was cut short.\n');
			// An exit waits for the engine's native code, which may be what hangs.
			process.kill(process.pid, 'SIGKILL');
		}, DEADLINE).unref();
		close().then(
			() => process.exit(0),
			(error: unknown) => {
				process.stderr.write(
					`Stopping failed: ${error instanceof Error ? error.message : String(error)}\n`
				);
				process.exit(1);
			}
		);
	};
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
	// The process that started this one is gone (kill -9 of npm): nobody could stop this one in an orderly way any more.
	process.on('disconnect', stop);
}
