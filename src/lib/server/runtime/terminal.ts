/** What a person at the terminal reads: sentences, and one progress line that is redrawn. */
import type { SyncProgress } from './current.ts';

export interface Terminal {
	say(text: string): void;
	/** null ends the line. */
	progress(progress: SyncProgress | null): void;
}

const WIDTH = 24;
/** Without a terminal, a line now and then: logs are read too. */
const QUIET_INTERVAL = 5_000;

const PHASES: Readonly<Record<string, string>> = {
	departments: 'departments',
	people: 'people',
	periods: 'periods',
	objectives: 'objectives',
	check_ins: 'check-ins',
	marts: 'building the figures'
};

export function createTerminal(out: NodeJS.WriteStream): Terminal {
	let isLineOpen = false;
	let lastQuietAt = 0;
	const closeLine = (): void => {
		if (isLineOpen) out.write('\n');
		isLineOpen = false;
	};
	return {
		say(text) {
			closeLine();
			out.write(`${text}\n`);
		},
		progress(progress) {
			if (progress === null) return closeLine();
			if (out.isTTY) {
				out.write(`\r\x1b[2K  ${progressLine(progress)}`);
				isLineOpen = true;
			} else if (Date.now() - lastQuietAt >= QUIET_INTERVAL) {
				lastQuietAt = Date.now();
				out.write(`  ${progressLine(progress)}\n`);
			}
		}
	};
}

/** For a person: a bar, what is done, and how much of how much. */
export function progressLine({ phase, done, total }: SyncProgress): string {
	const name = PHASES[phase] ?? phase;
	if (total === null || total === 0) return `${name}: ${done}`;
	const filled = Math.round((WIDTH * Math.min(done, total)) / total);
	return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${name} ${done}/${total}`;
}
