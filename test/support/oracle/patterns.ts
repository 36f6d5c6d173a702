/**
 * Patterns worth asking about (metrics.md 12): "values are weekly values on consecutive closed due weeks", in the states of the
 * last sync. Where the definition leaves room: etl/marts/README.md.
 */
import { checkInsOf } from './check-ins.ts';
import type { SpokenCheckIn } from './check-ins.ts';
import { addDays, daysBetween, mondayOf, sundayOf } from './days.ts';
import type { KnownKeyResult, World } from './known.ts';
import { oncePerDay } from './once.ts';
import { expectedAt, paceOf } from './progress.ts';
import { keyResultRow } from './rows.ts';
import type { KeyResultRow } from './rows.ts';
import { linesOf, normalisedText } from './text.ts';
import { isClosed, weeksOf } from './weeks.ts';

export type PatternName = 'watermelon' | 'sandbag' | 'frozen_dial' | 'late_rush' | 'copy_paste';

interface Value {
	/** The day whose values these are. */
	readonly on: string;
	readonly confidence: number | null;
	readonly progress: number | null;
	readonly expected: number;
	/** The last check-in of the week. */
	readonly said: SpokenCheckIn | null;
}

interface Pattern {
	readonly pattern: PatternName;
	readonly since: string;
	readonly evidence: readonly Value[];
}

/** Sums and differences of decimals, as people see them. */
function exact(value: number): number {
	return Math.round(value * 1e6) / 1e6;
}

/** The closed due weeks at the end of `day`, the first one first. */
function valuesUntil(world: World, keyResult: KnownKeyResult, day: string): Value[] {
	const due = weeksOf(world, keyResult, world.lastDay).filter(
		({ week, state }) => ['on_time', 'late', 'missed'].includes(state) && isClosed(week, day)
	);
	return due.map(({ week, lastLiveDay, confidence, progress }) => ({
		on: lastLiveDay,
		confidence,
		progress,
		expected: expectedAt(world, keyResult, lastLiveDay),
		said:
			checkInsOf(world, keyResult, world.lastDay).findLast(
				(said) => week <= said.day && said.day <= sundayOf(week)
			) ?? null
	}));
}

/** "Pace on_track while confidence fell by >= 2 points within 3 weeks." */
function watermelon(values: readonly Value[]): Pattern[] {
	const last = values.at(-1);
	if (last === undefined || last.confidence === null) return [];
	if (paceOf(last.progress, last.expected) !== 'on_track') return [];
	const now = last.confidence;
	const three = values.slice(-3);
	const first = three.findIndex(
		({ confidence }) => confidence !== null && exact(confidence - now) >= 2
	);
	return first === -1 ? [] : [found('watermelon', three.slice(first))];
}

/** "Confidence >= 9 in the first 3 weeks and progress ahead of expected by > 20 points for 4 weeks." */
function sandbag(values: readonly Value[]): Pattern[] {
	const first = values.slice(0, 3);
	if (first.length < 3 || first.some(({ confidence }) => (confidence ?? 0) < 9)) return [];
	const isAhead = ({ progress, expected }: Value): boolean =>
		progress !== null && exact(progress - expected) > 20;
	for (let start = 0; start + 4 <= values.length; start += 1) {
		const stretch: Value[] = [];
		for (const value of values.slice(start)) {
			if (!isAhead(value)) break;
			stretch.push(value);
		}
		const [begin] = stretch;
		if (stretch.length < 4 || begin === undefined) continue;
		const shown = values.filter((value) => first.includes(value) || stretch.includes(value));
		return [{ pattern: 'sandbag', since: mondayOf(begin.on), evidence: shown }];
	}
	return [];
}

/** The longest end of the list whose values all are what the last one is. */
function sameAsLast(
	values: readonly Value[],
	isSame: (value: Value, last: Value) => boolean
): readonly Value[] {
	const last = values.at(-1);
	if (last === undefined) return [];
	const other = values.findLastIndex((value) => !isSame(value, last));
	return values.slice(other + 1);
}

/** "The same stated confidence for >= 5 weeks while progress moved." */
function frozenDial(values: readonly Value[]): Pattern[] {
	const same = sameAsLast(
		values,
		(value, last) => value.confidence !== null && value.confidence === last.confidence
	);
	const progress = same.flatMap((value) => (value.progress === null ? [] : [value.progress]));
	const moved = exact(Math.max(...progress) - Math.min(...progress));
	return same.length >= 5 && moved >= 1 ? [found('frozen_dial', same)] : [];
}

/** "The same normalised text of the same author for >= 3 weeks." No text is not a text. */
function copyPaste(values: readonly Value[]): Pattern[] {
	const textOf = ({ said }: Value): string =>
		said === null ? '' : normalisedText(said.revision.html);
	const same = sameAsLast(
		values,
		(value, last) =>
			textOf(value) !== '' &&
			textOf(value) === textOf(last) &&
			value.said?.checkIn.source.authorId === last.said?.checkIn.source.authorId
	);
	return same.length >= 3 ? [found('copy_paste', same)] : [];
}

/** "1 - p(85 % of the period) / p(end) > 0.4": on the last day of the period. */
function lateRush(world: World, keyResult: KnownKeyResult, day: string): Pattern[] {
	const { startsOn, endsBefore } = keyResult.objective.period;
	if (addDays(day, 1) !== endsBefore) return [];
	const length = daysBetween(startsOn, endsBefore);
	let rushDay = startsOn;
	while (100 * (daysBetween(startsOn, rushDay) + 1) < 85 * length) rushDay = addDays(rushDay, 1);
	const evidence = [rushDay, day].flatMap((on) => {
		const row = keyResultRow(world, keyResult, on);
		return row === null ? [] : [valueOf(row)];
	});
	const [early, late] = evidence;
	if (early === undefined || late === undefined) return [];
	if (early.progress === null || late.progress === null || late.progress === 0) return [];
	return exact(1 - early.progress / late.progress) > 0.4 ? [found('late_rush', evidence)] : [];
}

function valueOf(row: KeyResultRow): Value {
	const { as_of: on, confidence, progress, expected } = row;
	return { on, confidence, progress, expected, said: null };
}

function found(pattern: PatternName, evidence: readonly Value[]): Pattern {
	const [first] = evidence;
	if (first === undefined) throw new RangeError(`${pattern} without evidence`);
	return { pattern, since: mondayOf(first.on), evidence };
}

function patternsOf(world: World, keyResult: KnownKeyResult, row: KeyResultRow): Pattern[] {
	const day = row.as_of;
	const values = valuesUntil(world, keyResult, day);
	return [
		// What is done is not on track any more.
		...(row.isOpen ? watermelon(values) : []),
		...sandbag(values),
		...frozenDial(values),
		...lateRush(world, keyResult, day),
		...copyPaste(values)
	];
}

/** What rows of all four views of metrics.md 12 share with the key result's own row. */
export function placedLike(row: KeyResultRow) {
	return {
		key_result_id: row.key_result_id,
		key_result_title: row.key_result_title,
		objective_id: row.objective_id,
		objective_title: row.objective_title,
		level: row.level,
		period_id: row.period_id,
		period_name: row.period_name,
		owner_id: row.owner_id,
		owner_name: row.owner_name,
		department_id: row.department_id,
		department_name: row.department_name,
		department_path: row.department_path,
		department_path_today: row.department_path_today,
		visibility: row.visibility
	};
}

const foundOn = oncePerDay((world: World, day: string) =>
	[...world.keyResults.values()].flatMap((keyResult) => {
		const row = keyResultRow(world, keyResult, day);
		if (row === null) return [];
		return patternsOf(world, keyResult, row).map((pattern) => ({ row, ...pattern }));
	})
);

/** Key result x pattern x day. */
export function patternRows(world: World, day: string) {
	return foundOn(world, day).map(({ row, pattern, since }) => ({
		as_of: day,
		...placedLike(row),
		pattern,
		since_week: since
	}));
}
export type PatternRow = ReturnType<typeof patternRows>[number];

/** Key result x pattern x day x day whose values speak for it. */
export function patternEvidenceRows(world: World, day: string) {
	return foundOn(world, day).flatMap(({ row, pattern, since, evidence }) =>
		evidence.map((value) => {
			const said = pattern === 'copy_paste' ? value.said : null;
			return {
				as_of: day,
				...placedLike(row),
				pattern,
				since_week: since,
				valued_on: value.on,
				week: mondayOf(value.on),
				week_confidence: value.confidence,
				week_progress: value.progress,
				week_expected: value.expected,
				check_in_id: said?.checkIn.id ?? null,
				text: said === null ? null : linesOf(said.revision.html).join('\n')
			};
		})
	);
}
export type PatternEvidenceRow = ReturnType<typeof patternEvidenceRows>[number];

export function patternMeasures(rows: readonly PatternRow[]) {
	const count = (name: PatternName): number =>
		rows.filter(({ pattern }) => pattern === name).length;
	return {
		base_count: rows.length,
		pattern_count: rows.length,
		key_result_count: new Set(rows.map((row) => row.key_result_id)).size,
		watermelon_count: count('watermelon'),
		sandbag_count: count('sandbag'),
		frozen_dial_count: count('frozen_dial'),
		late_rush_count: count('late_rush'),
		copy_paste_count: count('copy_paste')
	};
}

export function patternEvidenceMeasures(rows: readonly PatternEvidenceRow[]) {
	return { base_count: rows.length, evidence_count: rows.length };
}
