/** What people name on the command line -> the ids that addresses have. */
import type { Cube } from '../../cube/client.ts';
import { ADMIN, type Viewer } from '../../view-as.ts';

/** What was named is not there. The message lists what is. */
export class UnknownNameError extends Error {
	override readonly name = 'UnknownNameError';
}

export interface Named {
	readonly id: string;
	readonly name: string;
}

/**
 * By id, else by name whatever its case.
 *
 * @param what in the message, such as `period`
 * @throws {UnknownNameError} when there is none, or several of that name
 */
export function named<One extends Named>(what: string, asked: string, all: readonly One[]): One {
	const byId = all.find(({ id }) => id === asked);
	if (byId !== undefined) return byId;
	const same = all.filter(({ name }) => name.toLowerCase() === asked.toLowerCase());
	const [only] = same;
	const list = (ones: readonly Named[]) =>
		ones.map(({ id, name }) => `\n  ${name} (${id})`).join('');
	if (only === undefined)
		throw new UnknownNameError(`There is no ${what} ${asked}. There are:${list(all)}`);
	if (same.length > 1)
		throw new UnknownNameError(
			`More than one ${what} is called ${asked}; name one by its id:${list(same)}`
		);
	return only;
}

export async function readPeriods(cube: Cube): Promise<(Named & { readonly endsOn: string })[]> {
	const rows = await cube.rows({
		view: 'periods',
		dimensions: ['period_id', 'period_name', 'ends_on'],
		limit: 5_000
	});
	return rows
		.map((row) => ({
			id: row.period_id ?? '',
			name: row.period_name ?? row.period_id ?? '',
			endsOn: row.ends_on
		}))
		.sort((a, b) => b.endsOn.localeCompare(a.endsOn) || a.id.localeCompare(b.id));
}

export async function readDepartments(cube: Cube, day: string): Promise<Named[]> {
	const rows = await cube.rows({
		view: 'departments',
		dimensions: ['department_id', 'department_name'],
		filters: [{ member: 'as_of', operator: 'equals', values: [day] }],
		order: [['department_name', 'asc']],
		limit: 50_000
	});
	return rows.map((row) => ({
		id: row.department_id ?? '',
		name: row.department_name ?? row.department_id ?? ''
	}));
}

/** @throws {UnknownNameError} */
export async function readViewer(cube: Cube, userId: string, day: string): Promise<Viewer> {
	const [person] = await cube.rows({
		view: 'people',
		dimensions: ['person_id', 'person_name'],
		filters: [
			{ member: 'as_of', operator: 'equals', values: [day] },
			{ member: 'person_id', operator: 'equals', values: [userId] }
		],
		limit: 1
	});
	if (person === undefined)
		throw new UnknownNameError(`Nobody has the DingTalk user id ${userId} on ${day}.`);
	return { ...ADMIN, userId, isAdmin: false, name: person.person_name ?? '' };
}
