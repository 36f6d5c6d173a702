/** Progress of a sync on standard error: one redrawn line on a terminal, a line now and then elsewhere. */
import type { SyncProgress } from '../sync.ts';
import type { CommandIo } from './command.ts';

const WIDTH = 24;
/** Milliseconds between redraws of a terminal, and between lines elsewhere. */
const REDRAW = 80;
const NOW_AND_THEN = 10_000;

export interface ProgressLine {
	show(progress: SyncProgress): void;
	/** Clears the line, so that what is printed next stands alone. */
	clear(): void;
}

export function createProgressLine(
	io: Pick<CommandIo, 'err' | 'isTty'>,
	now: () => number
): ProgressLine {
	let phase = '';
	let shownAt = -Infinity;
	let isDrawn = false;
	return {
		show(progress) {
			const isNew = progress.phase !== phase;
			const isDue = now() - shownAt >= (io.isTty ? REDRAW : NOW_AND_THEN);
			const isAtEnd = progress.done === progress.total && progress.total !== null;
			if (!isNew && !isDue && !(io.isTty && isAtEnd)) return;
			phase = progress.phase;
			shownAt = now();
			io.err(io.isTty ? `\r\u001b[2K${bar(progress)}` : `${words(progress)}\n`);
			isDrawn = io.isTty;
		},
		clear() {
			if (isDrawn) io.err('\r\u001b[2K');
			isDrawn = false;
		}
	};
}

function bar({ phase, done, total }: SyncProgress): string {
	const share = total === null || total === 0 ? 0 : Math.min(done / total, 1);
	const filled = Math.round(share * WIDTH);
	const drawn = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
	return `${nameOf(phase).padEnd(13)} ${drawn} ${count(done, total)}`;
}

function words({ phase, done, total }: SyncProgress): string {
	return `${nameOf(phase)} ${count(done, total)}`.trimEnd();
}

function count(done: number, total: number | null): string {
	if (total === null) return done === 0 ? '' : String(done);
	return `${done}/${total}`;
}

function nameOf(phase: string): string {
	return phase.replace('_', '-');
}
