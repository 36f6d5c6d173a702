/** Departments, heads and levels (metrics.md 2). `instant` is the moment of the fact, usually the end of day t. */
import { endOfDay } from './days.ts';
import { inForceAt, speakingAt } from './history.ts';
import type { KnownObjective, World } from './known.ts';
import type { ObjectiveFacts } from './read.ts';

export const ROOT = '1';

export type Level = 'company' | 'department' | 'individual';

export interface Place {
	readonly department_id: string;
	readonly department_name: string;
	readonly department_path: string;
	readonly department_path_today: string;
}

/**
 * "Rolling up goes along the department tree as it was at t." `/1/12/45/`. A department older than its first version has
 * that one's parent; one that is gone keeps its last path.
 */
export function departmentPath(world: World, id: string, instant: number): string {
	const history = world.departments.get(id);
	if (history === undefined) return '';
	const speaking = speakingAt(history, instant);
	if (speaking === null) return '';
	const { parentId } = speaking.value;
	const above = parentId === null ? '' : departmentPath(world, parentId, speaking.at);
	return `${above === '' ? '/' : above}${id}/`;
}

/** The second lens: "its path is today's, and a department that is gone keeps its last path". */
export function departmentPathToday(world: World, id: string): string {
	return departmentPath(world, id, endOfDay(world.lastDay, world.settings.timezone));
}

export function departmentName(world: World, id: string, instant: number): string {
	const history = world.departments.get(id);
	return (history && speakingAt(history, instant)?.value.name) ?? '';
}

export function placeOf(world: World, id: string, instant: number): Place {
	return {
		department_id: id,
		department_name: departmentName(world, id, instant),
		department_path: departmentPath(world, id, instant),
		department_path_today: departmentPathToday(world, id)
	};
}

export function personName(world: World, id: string, instant: number): string {
	const history = world.people.get(id);
	return (history && speakingAt(history, instant)?.value.name) ?? '';
}

/** "Departments of a person: all of dept_id_list; the primary is the first." */
export function primaryDepartment(world: World, personId: string, instant: number): string {
	const history = world.people.get(personId);
	return (history && speakingAt(history, instant)?.value.departmentIds[0]) ?? '';
}

/** "Active at t: in the directory at t and its active flag not false." */
export function isActive(world: World, personId: string, instant: number): boolean {
	const history = world.people.get(personId);
	return (history && inForceAt(history, instant)?.isActive) ?? false;
}

/**
 * "Department of an objective: organisation objective: its team. Personal objective: its first team if contacts know it,
 * else the owner's primary department at the time of the fact."
 */
export function departmentOf(
	world: World,
	objective: KnownObjective,
	facts: ObjectiveFacts,
	instant: number
): string {
	const team = facts.teamIds[0];
	if (objective.kind === 'organisation') return team ?? '';
	if (team !== undefined && world.departments.has(team)) return team;
	return primaryDepartment(world, facts.ownerId, instant);
}

/**
 * "Heads are DingTalk's dept_manager_userid_list; for the root, if that is empty, the active people with boss: true, and if
 * there are none COMPANY_HEAD_USER_IDS."
 */
export function headsOf(world: World, departmentId: string, instant: number): readonly string[] {
	const history = world.departments.get(departmentId);
	const heads = (history && speakingAt(history, instant)?.value.headIds) ?? [];
	if (departmentId !== ROOT || heads.length > 0) return heads;
	const bosses = [...world.people]
		.filter(([id, person]) => isActive(world, id, instant) && inForceAt(person, instant)?.isBoss)
		.map(([id]) => id)
		.sort();
	return bosses.length > 0 ? bosses : world.settings.companyHeadUserIds;
}

/**
 * "Company: organisation objective of the root department, or a personal objective whose owner heads the root department at
 * t. Department: organisation objective of another department, or a personal objective whose owner heads exactly the
 * objective's department. Individual: the rest."
 */
export function levelOf(
	world: World,
	objective: KnownObjective,
	facts: ObjectiveFacts,
	instant: number
): Level {
	const department = departmentOf(world, objective, facts, instant);
	if (objective.kind === 'organisation') return department === ROOT ? 'company' : 'department';
	if (headsOf(world, ROOT, instant).includes(facts.ownerId)) return 'company';
	if (headsOf(world, department, instant).includes(facts.ownerId)) return 'department';
	return 'individual';
}
