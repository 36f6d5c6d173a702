import { describe, expect, it } from 'vitest';
import { parseDay, parseOptions, UsageError } from './arguments.ts';
import { createProgressLine } from './progress-line.ts';
import { exitCode, syncSyntax } from './sync.ts';
import { table } from './table.ts';

describe('the exit code of a sync', () => {
	it.each([
		['succeeded', null, 0],
		['failed', null, 1],
		['partial', null, 4],
		['stopped', 'budget', 3],
		['stopped', 'quota', 3],
		['stopped', 'banned', 3],
		['stopped', 'interrupt', 1]
	] as const)('that %s (on %s) is %i', (status, stoppedOn, code) => {
		expect(exitCode({ status, stoppedOn })).toBe(code);
	});
});

describe('arguments', () => {
	it('that nobody knows are refused by name', () => {
		expect(() => parseOptions(['--fool'], syncSyntax.options)).toThrow(/--fool/);
		expect(() => parseOptions(['extra'], syncSyntax.options)).toThrow(UsageError);
	});
	it('that are days have to exist', () => {
		expect(parseDay('--since', '2028-02-29')).toBe('2028-02-29');
		for (const wrong of ['2026-02-29', '2026-13-01', 'yesterday', '2026-1-1', ''])
			expect(() => parseDay('--since', wrong)).toThrow(/--since must be a day/);
	});
});

describe('progress', () => {
	const shown = (isTty: boolean, millisecondsBetween: number) => {
		const written: string[] = [];
		let now = 0;
		const line = createProgressLine({ err: (text) => void written.push(text), isTty }, () => now);
		for (let done = 0; done <= 100; done += 1) {
			line.show({ phase: 'check_ins', done, total: 100 });
			now += millisecondsBetween;
		}
		line.show({ phase: 'marts', done: 0, total: null });
		line.clear();
		return written;
	};
	it('on a terminal is one line, redrawn a few times a second, and cleared at the end', () => {
		const written = shown(true, 10);
		expect(written.length).toBeLessThan(20);
		expect(written.every((text) => text.startsWith('\r'))).toBe(true);
		expect(written.join('')).not.toContain('\n');
		expect(written.join('')).toContain('100/100');
		expect(written.at(-1)).toBe('\r\u001b[2K');
	});
	it('elsewhere is a line per phase, and one every ten seconds', () => {
		expect(shown(false, 10)).toEqual(['check-ins 0/100\n', 'marts\n']);
		expect(shown(false, 300)).toHaveLength(1 + 2 + 1);
	});
});

describe('a table', () => {
	it('aligns numbers to the right and leaves the last column as it is', () => {
		expect(
			table(
				['stream', 'pages', 'remarks'],
				[
					['a', 1, 'x'],
					['longer', 100, '']
				]
			)
		).toBe('stream  pages  remarks\na           1  x\nlonger    100\n');
	});
});
