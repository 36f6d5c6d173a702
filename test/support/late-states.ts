/** What the tables showed at the end of a day, against what was so on one of the days before. */
import type { HistoryLines } from './expected-history.ts';
import { endOfDay } from './oracle/days.ts';

/** Days (contract.md, `npm run sync`): everybody is answered for at least so often. */
const TURN = 4;

/**
 * States of the core tables, as lines `day | key | facts`, that were the truth on none of the last `TURN` days, that day
 * included. Departments and people are read by every run, so they have none that is old at all. Where not everybody is asked
 * every day, two things look different although they are seen in time: the first version of something goes back to its
 * beginning with what its first read showed, and what changes hands between two people is nobody's until the second is asked.
 */
export function lateStates(
	core: HistoryLines,
	truth: HistoryLines,
	days: readonly string[]
): Readonly<Record<string, string[]>> {
	const late: Record<string, string[]> = {};
	for (const [table, lines] of Object.entries(truth)) {
		const turn = table === 'departments' || table === 'people' ? 0 : TURN;
		const [was, is] = [byKey(lines), byKey(core[table] ?? [])];
		late[table] = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
			const shown = days.map((day) => inForce(is.get(key) ?? [], day));
			const truly = days.map((day) => inForce(was.get(key) ?? [], day));
			return days.flatMap((day, index) => {
				const state = shown[index] ?? null;
				const recent = truly.slice(Math.max(0, index - turn), index + 1);
				const isFirst = shown.slice(0, index).every((one) => one === null || one === state);
				const soon = turn > 0 && isFirst ? truly.slice(index, index + turn + 1) : [];
				const isChanging = turn > 0 && (index < turn || new Set(recent).size > 1);
				const isTrue =
					state === null
						? recent.includes(null) || isChanging
						: [...recent, ...soon].includes(state);
				return isTrue ? [] : [`${day} | ${key} | ${state ?? 'nothing'}`];
			});
		});
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
