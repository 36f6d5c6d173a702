/**
 * As whom a visitor of the demo looks at it. The bundled company has no sign-in, and yet every page and file has a viewer: the
 * visitor chooses a role, and one person of the company who has it is that viewer.
 */
import type { Cube } from './cube/client.ts';
import { VersionCache } from './version-cache.ts';

export const ROLES = ['admin', 'company_head', 'department_head', 'employee'] as const;
export type Role = (typeof ROLES)[number];

export interface Viewer {
	/** DingTalk's user id; empty: nobody in particular, such as the demo's administrator. */
	readonly userId: string;
	readonly isAdmin: boolean;
	/** Of the demo's person; null without the demo's switch. */
	readonly role: Role | null;
	readonly name: string;
}

export const ADMIN: Viewer = { userId: '', isAdmin: true, role: null, name: '' };
/** Has no id of DingTalk's, and so no right of their own. */
export const NOBODY: Viewer = { userId: '-', isAdmin: false, role: null, name: '' };

/** Under what name things that somebody keeps for themselves are kept. The demo's administrator is nobody in particular. */
export function ownerOf({ userId, isAdmin }: Viewer): string {
	return isAdmin && userId === '' ? 'admin' : `user:${userId}`;
}

export function roleOf(cookie: string | undefined): Role {
	return ROLES.find((role) => role === cookie) ?? 'admin';
}

const cache = new VersionCache<Viewer>({ capacity: ROLES.length });

/**
 * The person of the demo company who looks, the same for a whole data version.
 * @param cube reads as administrator
 */
export function viewerInRole(
	cube: Cube,
	version: number,
	day: string,
	role: Role
): Promise<Viewer> {
	if (role === 'admin') return Promise.resolve({ ...ADMIN, role });
	return cache.get(version, role, () => choose(cube, day, role));
}

async function choose(cube: Cube, day: string, role: Exclude<Role, 'admin'>): Promise<Viewer> {
	const on = { member: 'as_of', operator: 'equals', values: [day] } as const;
	const [departments, people] = await Promise.all([
		cube.rows({
			view: 'departments',
			dimensions: ['department_id', 'depth', 'head_ids'],
			filters: [on],
			order: [['department_id', 'asc']],
			limit: 50_000
		}),
		cube.rows({
			view: 'people',
			dimensions: ['person_id', 'person_name', 'has_objective'],
			filters: [on],
			order: [['person_id', 'asc']],
			limit: 50_000
		})
	]);
	const headsOf = (isWanted: (depth: number | null) => boolean): Set<string> =>
		new Set(
			departments
				.filter(({ depth }) => isWanted(depth))
				.flatMap(({ head_ids }) => head_ids?.split(',') ?? [])
		);
	const companyHeads = headsOf((depth) => depth === 0);
	const departmentHeads = headsOf((depth) => depth !== 0);
	const isOfRole = (id: string): boolean => {
		if (role === 'company_head') return companyHeads.has(id);
		if (role === 'department_head') return departmentHeads.has(id) && !companyHeads.has(id);
		return !departmentHeads.has(id) && !companyHeads.has(id);
	};
	const fitting = people.filter(({ person_id }) => isOfRole(person_id ?? ''));
	// Somebody with goals of their own sees more of what the role is about.
	const person = fitting.find(({ has_objective }) => has_objective === true) ?? fitting[0];
	return {
		userId: person?.person_id ?? 'nobody',
		isAdmin: false,
		role,
		name: person?.person_name ?? ''
	};
}
