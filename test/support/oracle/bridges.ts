/**
 * What became of a department's cell between two days: `bridges` (contract.md, further views). By brute force over the rows of
 * both days: each thing's movement, and for means and ratios the state after each step.
 */
import type { World } from './known.ts';
import { keyResultRows, objectiveRows } from './rows.ts';
import type { KeyResultRow, ObjectiveRow } from './rows.ts';

export const LENSES = ['as_was', 'today'] as const;
export type Lens = (typeof LENSES)[number];

/** In the order of the steps. */
const MOVEMENTS = ['moved_in', 'started', 'work', 'moved_out', 'ended'] as const;
type Movement = (typeof MOVEMENTS)[number];

export interface BridgeCell {
	/** null: everywhere. */
	readonly department: string | null;
	readonly lens: Lens;
	/** null: all. */
	readonly level: string | null;
}

interface Moved<T> {
	readonly movement: Movement;
	/** Inside on the first day. */
	readonly before: T | null;
	readonly after: T | null;
}

type Placed = Pick<KeyResultRow, 'department_path' | 'department_path_today' | 'level'>;

function isInside(row: Placed, { department, lens, level }: BridgeCell): boolean {
	const path = lens === 'today' ? row.department_path_today : row.department_path;
	const isBelow = department === null || path.split('/').includes(department);
	return isBelow && (level === null || row.level === level);
}

function movesOf<T extends Placed>(
	first: readonly T[],
	last: readonly T[],
	idOf: (row: T) => string,
	cell: BridgeCell
): Moved<T>[] {
	const firstById = new Map(first.map((row) => [idOf(row), row]));
	const lastById = new Map(last.map((row) => [idOf(row), row]));
	return [...new Set([...firstById.keys(), ...lastById.keys()])].flatMap((id): Moved<T>[] => {
		const one = firstById.get(id) ?? null;
		const two = lastById.get(id) ?? null;
		const before = one !== null && isInside(one, cell) ? one : null;
		const after = two !== null && isInside(two, cell) ? two : null;
		if (before !== null && after !== null) return [{ movement: 'work', before, after }];
		if (before !== null) return [{ movement: two === null ? 'ended' : 'moved_out', before, after }];
		if (after !== null) return [{ movement: one === null ? 'started' : 'moved_in', before, after }];
		return [];
	});
}

type Part<T> = (row: T) => number | null;

const yes = (condition: boolean): number => (condition ? 1 : 0);

/** Null: the row has no say in the count. */
const KEY_RESULT_COUNTS: Readonly<Record<string, Part<KeyResultRow>>> = {
	key_result: () => 1,
	open: (row) => yes(row.isOpen),
	done: (row) => yes(!row.isOpen),
	at_risk: (row) => yes(row.pace === 'at_risk'),
	red_flag: (row) => yes(row.isOpen && row.confidence_band === 'red'),
	stalled: (row) => yes(row.isOpen && row.stall_reason !== null),
	blocked: (row) => yes(row.isOpen && row.is_blocked === true),
	progress: (row) => yes(row.progress !== null),
	confidence: (row) => yes(row.isOpen && row.confidence !== null),
	judged: (row) => yes(row.pace !== 'too_early' && row.weight > 0)
};
const KEY_RESULT_SUMS: Readonly<Record<string, Part<KeyResultRow>>> = {
	progress: (row) => row.progress,
	confidence: (row) => (row.isOpen ? row.confidence : null),
	healthy_weight: (row) => (row.pace !== 'too_early' && row.isHealthy ? row.weight : 0),
	judged_weight: (row) => (row.pace === 'too_early' ? 0 : row.weight)
};
const OBJECTIVE_COUNTS: Readonly<Record<string, Part<ObjectiveRow>>> = {
	objective: () => 1,
	objective_progress: (row) => yes(row.progress !== null),
	non_company: (row) => yes(row.level !== 'company'),
	aligned: (row) => yes(row.level !== 'company' && row.is_aligned),
	rootable: (row) => yes(row.level !== 'company' && row.has_company_objective),
	rooted: (row) => yes(row.level !== 'company' && row.has_company_objective && row.is_rooted)
};

interface Ratio<T> {
	readonly part: Part<T>;
	readonly base: Part<T>;
}

const KEY_RESULT_RATIOS: Readonly<Record<string, Ratio<KeyResultRow>>> = {
	avg_progress: { part: (row) => row.progress, base: (row) => yes(row.progress !== null) },
	avg_confidence: {
		part: (row) => (row.isOpen ? row.confidence : null),
		base: (row) => yes(row.isOpen && row.confidence !== null)
	},
	delivery_score: {
		part: (row) => (row.pace !== 'too_early' && row.isHealthy ? row.weight : 0),
		base: (row) => (row.pace === 'too_early' ? 0 : row.weight)
	}
};
const OBJECTIVE_RATIOS: Readonly<Record<string, Ratio<ObjectiveRow>>> = {
	avg_objective_progress: {
		part: (row) => row.progress,
		base: (row) => yes(row.progress !== null)
	},
	objective_coverage: {
		part: (row) => yes(row.level !== 'company' && row.is_aligned),
		base: (row) => yes(row.level !== 'company')
	},
	rooted_coverage: {
		part: (row) => yes(row.level !== 'company' && row.has_company_objective && row.is_rooted),
		base: (row) => yes(row.level !== 'company' && row.has_company_objective)
	}
};

function total<T>(rows: readonly T[], part: Part<T>): number {
	return rows.reduce((sum, row) => sum + (part(row) ?? 0), 0);
}

function ratioOf<T>(rows: readonly T[], { part, base }: Ratio<T>): number | null {
	const bases = total(rows, base);
	return bases === 0 ? null : total(rows, part) / bases;
}

function sidesOf<T>(moves: readonly Moved<T>[]) {
	return {
		before: moves.flatMap(({ before }) => (before === null ? [] : [before])),
		after: moves.flatMap(({ after }) => (after === null ? [] : [after]))
	};
}

function partsOf<T>(
	moves: readonly Moved<T>[],
	counts: Readonly<Record<string, Part<T>>>,
	sums: Readonly<Record<string, Part<T>>>,
	ratios: Readonly<Record<string, Ratio<T>>>,
	hasRows: { readonly before: boolean; readonly after: boolean }
): Record<string, number | null> {
	const { before, after } = sidesOf(moves);
	const measures: Record<string, number | null> = {};
	for (const [name, part] of Object.entries(counts)) {
		measures[`before_${name}_count`] = total(before, part);
		measures[`after_${name}_count`] = total(after, part);
		measures[`${name}_count_change`] = total(after, part) - total(before, part);
	}
	for (const [side, rows] of Object.entries({ before, after })) {
		for (const [name, part] of Object.entries(sums)) {
			// Weights are numbers of every row, also of those that have none to give.
			const isWeight = name.endsWith('_weight');
			const isEmpty = isWeight
				? !hasRows[side === 'before' ? 'before' : 'after']
				: rows.every((row) => part(row) === null);
			measures[`${side}_${name}_sum`] = isEmpty ? null : total(rows, part);
		}
		for (const [name, ratio] of Object.entries(ratios))
			measures[`${side}_${name}`] = ratioOf(rows, ratio);
	}
	const { before_avg_confidence: was = null, after_avg_confidence: is = null } = measures;
	if ('avg_confidence' in ratios)
		measures['avg_confidence_change'] = was === null || is === null ? null : is - was;
	return measures;
}

/** The figure after each step minus the one before it. */
function stepsOf<T>(
	moves: readonly Moved<T>[],
	ratios: Readonly<Record<string, Ratio<T>>>
): Record<string, Record<Movement, number | null>> {
	const stateAfter = (count: number): T[] =>
		moves.flatMap(({ movement, before, after }) => {
			const isDone = MOVEMENTS.indexOf(movement) < count;
			const row = isDone ? after : before;
			return row === null ? [] : [row];
		});
	const states = Array.from({ length: MOVEMENTS.length + 1 }, (_, count) => stateAfter(count));
	return Object.fromEntries(
		Object.entries(ratios).map(([name, ratio]) => {
			const figures = states.map((rows) => ratioOf(rows, ratio));
			const hasBoth = figures[0] !== null && figures.at(-1) !== null;
			const step = (index: number): number | null => {
				const [from, to] = [figures[index] ?? null, figures[index + 1] ?? null];
				return hasBoth && from !== null && to !== null ? to - from : null;
			};
			const [moved_in, started, work, moved_out, ended] = [0, 1, 2, 3, 4].map(step);
			return [
				`${name}_step`,
				{
					...{ moved_in: moved_in ?? null, started: started ?? null, work: work ?? null },
					...{ moved_out: moved_out ?? null, ended: ended ?? null }
				}
			];
		})
	);
}

/** By movement, for those that occur, all measures; by step those of means and ratios. */
export function bridgeOf(world: World, firstDay: string, lastDay: string, cell: BridgeCell) {
	const keyResults = movesOf(
		keyResultRows(world, firstDay),
		keyResultRows(world, lastDay),
		(row) => row.key_result_id,
		cell
	);
	const objectives = movesOf(
		objectiveRows(world, firstDay),
		objectiveRows(world, lastDay),
		(row) => row.objective_id,
		cell
	);
	const movements = new Map<string, Record<string, number | null>>();
	for (const movement of MOVEMENTS) {
		const some = keyResults.filter((move) => move.movement === movement);
		const others = objectives.filter((move) => move.movement === movement);
		if (some.length + others.length === 0) continue;
		const all = [...some, ...others];
		const hasRows = {
			before: all.some(({ before }) => before !== null),
			after: all.some(({ after }) => after !== null)
		};
		movements.set(movement, {
			...partsOf(some, KEY_RESULT_COUNTS, KEY_RESULT_SUMS, KEY_RESULT_RATIOS, hasRows),
			...partsOf(
				others,
				OBJECTIVE_COUNTS,
				{ objective_progress: (row) => row.progress },
				OBJECTIVE_RATIOS,
				hasRows
			)
		});
	}
	const isEmpty = keyResults.length + objectives.length === 0;
	const steps = {
		...stepsOf(keyResults, KEY_RESULT_RATIOS),
		...stepsOf(objectives, OBJECTIVE_RATIOS)
	};
	const byStep = new Map<string, Record<string, number | null>>();
	for (const movement of isEmpty ? [] : MOVEMENTS)
		byStep.set(
			movement,
			Object.fromEntries(Object.entries(steps).map(([name, values]) => [name, values[movement]]))
		);
	return { movements, steps: byStep };
}

/** By key result: what is open, and has a current confidence, on both days (of the level, if one is named). */
export function confidenceChanges(
	world: World,
	firstDay: string,
	lastDay: string,
	level: string | null
): Map<string, Readonly<Record<string, unknown>>> {
	const stated = (day: string) =>
		keyResultRows(world, day).filter(
			(row) => row.isOpen && row.confidence !== null && (level === null || row.level === level)
		);
	const earlier = new Map(stated(firstDay).map((row) => [row.key_result_id, row]));
	const changes = new Map<string, Readonly<Record<string, unknown>>>();
	for (const row of stated(lastDay)) {
		const before = earlier.get(row.key_result_id);
		if (before === undefined) continue;
		const { key_result_id, objective_id, period_id, owner_id, department_path } = row;
		changes.set(key_result_id, {
			...{ objective_id, period_id, owner_id, department_path, level: row.level },
			...{ confidence: row.confidence, earlier_confidence: before.confidence },
			confidence_change: Number(row.confidence) - Number(before.confidence)
		});
	}
	return changes;
}
