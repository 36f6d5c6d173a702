/** What the tables showed at the end of a day, against what was so on one of the days before. */
import type { HistoryLines } from './expected-history.ts';
import { endOfDay } from './oracle/days.ts';

/** Days (contract.md, `npm run sync`): everybody is answered for at least so often. */
const TURN = 4;

/**
 * States of the core tables, as lines `day | key | facts`, that were the truth on none of the last `TURN` days, that day
 * included. Departments and people are read by every run, so they have none that is old at all.
 */
export function lateStates(
	core: HistoryLines,
	truth: HistoryLines,
	days: readonly string[]
): Readonly<Record<string, string[]>> {
	const late: Record<string, string[]> = {};
	for (const [table, lines] of Object.entries(truth)) {
		const isDirectory = table === 'departments' || table === 'people';
		const [was, is] = [byKey(lines), byKey(core[table] ?? [])];
		late[table] = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
			days.flatMap((day, index) => {
				const shown = inForce(is.get(key) ?? [], day);
				const recent = days.slice(Math.max(0, index - (isDirectory ? 0 : TURN)), index + 1);
				const isTrue = recent.some((then) => inForce(was.get(key) ?? [], then) === shown);
				return isTrue ? [] : [`${day} | ${key} | ${shown ?? 'nothing'}`];
			})
		);
	}
	return late;
}

interface Version {
	readonly from: number;
	readonly to: number;
	readonly facts: string;
}

function byKey(lines: readonly string[]): Map<string, Version[]> {
	const versions = new Map<string, Version[]>();
	for (const line of lines) {
		const [key = '', span = '', ...facts] = line.split(' | ');
		const [from = '', to = ''] = span.split(' .. ');
		const version = { from: instantOf(from), to: instantOf(to), facts: facts.join(' | ') };
		versions.set(key, [...(versions.get(key) ?? []), version]);
	}
	return versions;
}

function inForce(versions: readonly Version[], day: string): string | null {
	const instant = endOfDay(day, 'Asia/Shanghai');
	return versions.find(({ from, to }) => from <= instant && instant < to)?.facts ?? null;
}

function instantOf(text: string): number {
	if (text === 'ever') return -Infinity;
	return text === 'now' ? Infinity : Date.parse(text);
}
