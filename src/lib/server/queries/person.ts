import { headsOf, type Headed } from './heads.ts';
import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

export interface Named {
	readonly id: string;
	readonly name: string;
}

export interface Person {
	readonly name: string;
	/** In the directory, and active, on the as-of day. */
	readonly isActive: boolean;
	/** Primary department on that day, or on the day of the data. */
	readonly departmentId: string;
	readonly departmentName: string;
	/** Owns a live goal that is of company level or reaches one, as far as the viewer may open it. */
	readonly isRooted: boolean;
	/** Who heads the nearest department of theirs that somebody else heads. */
	readonly heads: readonly Named[];
	/** Departments that the person heads. */
	readonly headOf: readonly Named[];
}

/** Somebody of the directory; null: not on that day, nor on the day of the data. */
export async function loadPerson(scope: Scope, personId: string): Promise<Person | null> {
	const { day } = scope.moment;
	const [rows, headed] = await Promise.all([
		scope.cube.rows({
			view: 'people',
			dimensions: ['as_of', 'person_name', 'department_id', 'department_name', 'is_rooted'],
			filters: [
				onDays([...new Set([day, scope.version.asOf])]),
				{ member: 'person_id', operator: 'equals', values: [personId] }
			],
			order: [['as_of', 'asc']],
			limit: 1_000
		}),
		headsOf(scope, day)
	]);
	// Of both days the one asked for comes first.
	const [first] = rows;
	if (first === undefined) return null;
	const path = scope.departments.find((one) => one.id === first.department_id)?.path ?? '';
	return {
		name: first.person_name ?? '',
		isActive: first.as_of === day,
		departmentId: first.department_id ?? '',
		departmentName: first.department_name ?? '',
		isRooted: rows.some((row) => row.as_of === day && row.is_rooted === true),
		heads: await namesOf(scope, nearestHeads(path, personId, headed)),
		headOf: headed
			.filter(({ headIds }) => headIds.includes(personId))
			.map(({ id, name }) => ({ id, name }))
	};
}

/** Up from the department itself; nobody heads themselves. */
function nearestHeads(path: string, personId: string, headed: readonly Headed[]): string[] {
	const upwards = path
		.split('/')
		.filter((id) => id !== '')
		.toReversed();
	for (const id of upwards) {
		const heads = headed.find((one) => one.id === id)?.headIds ?? [];
		if (heads.length > 0 && !heads.includes(personId)) return [...heads];
	}
	return [];
}

async function namesOf(scope: Scope, ids: readonly string[]): Promise<Named[]> {
	if (ids.length === 0) return [];
	const rows = await scope.cube.rows({
		view: 'people',
		dimensions: ['person_id', 'person_name'],
		filters: [onDays([scope.moment.day]), { member: 'person_id', operator: 'equals', values: ids }],
		order: [['person_id', 'asc']],
		limit: 1_000
	});
	const names = new Map(rows.map((row) => [row.person_id ?? '', row.person_name ?? '']));
	return [...names].map(([id, name]) => ({ id, name }));
}
