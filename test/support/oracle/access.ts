/**
 * Who may see what of restricted objectives, from the sentences of metrics.md 13 alone: who opens one, which blocks form, which
 * are released to whom, and which rows a cell then has.
 */
import { addDays, mondayOf } from './days.ts';
import { inForceAt, speakingAt } from './history.ts';
import type { KnownObjective, World } from './known.ts';
import { endOf, liveObjective } from './live.ts';
import { once, oncePerDay } from './once.ts';
import { departmentOf, departmentPathToday, headsOf } from './organisation.ts';
import { describe } from './rows.ts';

export interface Viewer {
	readonly userId: string;
	readonly isAdmin: boolean;
}

export type CellView = 'key_results' | 'objectives' | 'check_in_weeks';

/** "What counts is the visibility at the last sync, for every day"; of what is gone, the last one known. */
export function isRestricted(world: World, objective: KnownObjective): boolean {
	const visibility = speakingAt(objective.history, Infinity)?.value.visibility;
	if (visibility === 'unknown') return world.settings.unknownVisibility === 'restricted';
	return visibility === 'restricted';
}

export function mayOpen(world: World, objective: KnownObjective, viewer: Viewer): boolean {
	if (viewer.isAdmin || !isRestricted(world, objective)) return true;
	return readersOf(world, objective, world.lastDay).has(viewer.userId);
}

/**
 * "Its owner, the people its policy lists, the heads, today, of each of the owner's departments and of all departments above." An
 * organisation objective is its team's as well.
 */
const readersOf = once((world: World, objective: KnownObjective, today: string): Set<string> => {
	const now = endOf(world, today);
	const facts = speakingAt(objective.history, Infinity)?.value;
	if (facts === undefined) throw new RangeError(`${objective.id} was never read`);
	const owner = world.people.get(facts.ownerId);
	const departments = [...((owner && speakingAt(owner, now)?.value.departmentIds) ?? [])];
	if (objective.kind === 'organisation')
		departments.push(departmentOf(world, objective, facts, now));
	const above = new Set(
		departments.flatMap((id) => departmentPathToday(world, id).split('/').filter(Boolean))
	);
	const heads = [...above]
		.filter((id) => inForceAt(world.departments.get(id) ?? [], now) !== null)
		.flatMap((id) => headsOf(world, id, now));
	return new Set([facts.ownerId, ...(objective.readers.at(-1)?.ids ?? []), ...heads]);
});

/** An objective on a day, and where it lies. */
export type Placed = ReturnType<typeof describe>;

interface Block {
	readonly members: readonly Placed[];
	readonly isOneDepartment: boolean;
}

/**
 * "Per day, period and level, going up the department tree, the restricted objectives not yet released form one block as soon as
 * they are MIN_GROUP_SIZE objectives of as many owners."
 */
const blocksOn = oncePerDay((world: World, day: string): Block[] => {
	const restricted = [...world.objectives.values()].flatMap((objective) => {
		const facts = liveObjective(world, objective, day);
		if (facts === null || !isRestricted(world, objective)) return [];
		return [describe(world, objective, facts, day)];
	});
	const found: Block[] = [];
	/** Blocks of everything below a path; returns what is left over. */
	const goUp = (path: string, inside: readonly Placed[]): readonly Placed[] => {
		const below = inside.filter((each) => each.department_path !== path);
		const children = Map.groupBy(below, ({ department_path }) => {
			const next = department_path.slice(path.length).split('/')[0] ?? '';
			return `${path}${next}/`;
		});
		const left = [
			...inside.filter((each) => each.department_path === path),
			...[...children].flatMap(([child, members]) => goUp(child, members))
		];
		if (path === '/' || !isEnough(world, left)) return left;
		const departments = new Set(left.map(({ department_id }) => department_id));
		found.push({ members: left, isOneDepartment: departments.size === 1 });
		return [];
	};
	const pools = Map.groupBy(restricted, ({ period_id, level }) =>
		JSON.stringify([period_id, level])
	);
	for (const pool of pools.values()) {
		// What lies nowhere is below nothing.
		goUp(
			'/',
			pool.filter(({ department_path }) => department_path !== '')
		);
	}
	return found;
});

function isEnough(world: World, objectives: readonly Placed[]): boolean {
	const least = world.settings.minGroupSize ?? 5;
	const owners = new Set(objectives.map(({ owner_id }) => owner_id));
	return objectives.length >= least && owners.size >= least;
}

/** Rows of one view, as somebody may see them. */
export interface Seen<T> {
	readonly open: readonly T[];
	readonly closed: readonly T[];
	/** Rows of a released block, and all its members: only where all of them are, the rows count. */
	readonly blocks: readonly { readonly rows: readonly T[]; readonly members: readonly Placed[] }[];
}

/**
 * @param dayOf the day on which a row stands: its as-of day, or of check_in_weeks "the blocks of a row's last live day"
 */
export function seenBy<T extends Placed>(
	world: World,
	view: CellView,
	rows: readonly T[],
	dayOf: (row: T) => string,
	viewer: Viewer
): Seen<T> {
	const mayOpenRow = ({ objective_id }: Placed): boolean => {
		const objective = world.objectives.get(objective_id);
		if (objective === undefined) throw new RangeError(`No objective ${objective_id}`);
		return mayOpen(world, objective, viewer);
	};
	const closed = rows.filter((row) => !mayOpenRow(row));
	const blocks = [...Map.groupBy(closed, dayOf)].flatMap(([day, ofDay]) =>
		blocksOn(world, day).flatMap(({ members, isOneDepartment }) => {
			if (view === 'check_in_weeks' && !members.every((each) => endsItsWeek(world, each, day)))
				return [];
			const own = ofDay.filter((row) =>
				members.some((each) => each.objective_id === row.objective_id)
			);
			// "Released to a viewer only if at least that many of its objectives, of as many owners, are closed to that viewer":
			// those with rows in the view, the others hide nobody there.
			const hidden = members.filter(
				(each) => !mayOpenRow(each) && own.some((row) => row.objective_id === each.objective_id)
			);
			if (!isEnough(world, hidden)) return [];
			// A block of several departments is of none.
			const shown = own.map((row) => (isOneDepartment ? row : { ...row, department_id: '' }));
			return [{ rows: shown, members: members.map((each) => ({ ...each, week: mondayOf(day) })) }];
		})
	);
	return { open: rows.filter(mayOpenRow), closed, blocks };
}

/** Of check_in_weeks a block stands on one day: the last live one of the week, for all its objectives. */
function endsItsWeek(world: World, { objective_id }: Placed, day: string): boolean {
	const objective = world.objectives.get(objective_id);
	if (objective === undefined) return false;
	for (let next = addDays(day, 1); mondayOf(next) === mondayOf(day); next = addDays(next, 1)) {
		if (next <= world.lastDay && liveObjective(world, objective, next) !== null) return false;
	}
	return true;
}

/** "A cell is its openable rows plus the released blocks wholly inside it; the rest is left out." */
export function cellOf<T extends Placed>(
	world: World,
	{ open, closed, blocks }: Seen<T>,
	isInside: (place: Placed) => boolean
): { rows: T[]; suppressed: number } {
	const released = blocks
		.filter(({ members }) => members.every(isInside))
		.flatMap(({ rows }) => rows);
	const leftOut = closed.filter(isInside).length - released.length;
	const step = world.settings.minGroupSize ?? 5;
	return {
		rows: [...open.filter(isInside), ...released],
		suppressed: Math.ceil(leftOut / step) * step
	};
}
