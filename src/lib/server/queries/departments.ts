import { addDays, mondayOf } from '$lib/calendar/days.ts';
import type { Lens } from '$lib/url-state/state.ts';
import type { Cube } from '../cube/client.ts';
import { VersionCache } from '../version-cache.ts';

export interface Department {
	readonly id: string;
	readonly name: string;
	/** `/1/12/45/`, along the tree of the lens. */
	readonly path: string;
	/** 0 is the root. */
	readonly depth: number;
	/** null at the root. */
	readonly parentId: string | null;
}

const cache = new VersionCache<readonly Department[]>({ capacity: 64 });

/** Rows that Cube answers at most. */
const MOST_ROWS = 50_000;

/** The department tree of a day in reading order: each department before those below it. */
export function loadDepartments(
	cube: Cube,
	version: number,
	day: string,
	lens: Lens
): Promise<readonly Department[]> {
	return cache.get(version, `${day} ${lens}`, async () => {
		const rows = await rowsOf(cube, day);
		return inReadingOrder(
			rows.map((row) => ({
				id: row.department_id ?? '',
				name: row.department_name ?? row.department_id ?? '',
				path: (lens === 'today' ? row.department_path_today : row.department_path) ?? ''
			}))
		);
	});
}

/**
 * Those of the whole week are asked for, and kept: whatever a page shows waits for the tree of its day, and who looks at a day mostly
 * looks at its neighbours, too.
 */
async function rowsOf(cube: Cube, day: string) {
	const ask = (days: readonly string[]) =>
		cube.rows({
			view: 'departments',
			dimensions: [
				...(['as_of', 'department_id', 'department_name'] as const),
				...(['department_path', 'department_path_today'] as const)
			],
			filters: [{ member: 'as_of', operator: 'equals', values: days }],
			limit: MOST_ROWS
		});
	const monday = mondayOf(day);
	const ofWeek = await ask(Array.from({ length: 7 }, (_, past) => addDays(monday, past)));
	// Seven thousand departments: a week of them does not fit into an answer.
	const isWhole = ofWeek.length < MOST_ROWS;
	return isWhole ? ofWeek.filter((row) => row.as_of === day) : ask([day]);
}

/** Depth-first by path; siblings in the order of their ids, as numbers where they are numbers. */
export function inReadingOrder(
	rows: readonly { readonly id: string; readonly name: string; readonly path: string }[]
): Department[] {
	return rows
		.map((row) => ({ ...row, segments: row.path.split('/').filter((segment) => segment !== '') }))
		.sort((a, b) => compareSegments(a.segments, b.segments))
		.map(({ id, name, path, segments }) => ({
			id,
			name,
			path,
			depth: Math.max(0, segments.length - 1),
			parentId: segments.at(-2) ?? null
		}));
}

/** Itself and all departments above it, from the root down. */
export function lineageOf(
	department: Department,
	departments: readonly Department[]
): readonly Department[] {
	const ids = department.path.split('/').filter((segment) => segment !== '');
	return ids.flatMap((id) => departments.find((one) => one.id === id) ?? []);
}

/** Those directly below; without a department those below the root, or the roots if there are several. */
export function childrenOf(
	department: Department | null,
	departments: readonly Department[]
): readonly Department[] {
	if (department !== null) return departments.filter((one) => one.parentId === department.id);
	const roots = departments.filter((one) => one.parentId === null);
	const [root] = roots;
	return roots.length === 1 && root !== undefined ? childrenOf(root, departments) : roots;
}

/** The chosen department, or the one root, whose own facts stand beside those of the departments below it; null: several roots. */
export function ownOf(
	department: Department | null,
	departments: readonly Department[]
): Department | null {
	if (department !== null) return department;
	const [root, ...otherRoots] = departments.filter((one) => one.parentId === null);
	return root === undefined || otherRoots.length > 0 ? null : root;
}

/** One for all: `localeCompare` with options makes a new one for each pair. */
const IDS = new Intl.Collator('en', { numeric: true });

function compareSegments(a: readonly string[], b: readonly string[]): number {
	for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
		const order = IDS.compare(a[i] ?? '', b[i] ?? '');
		if (order !== 0) return order;
	}
	return a.length - b.length;
}

/** The way down to a department, without the root, which is the company. Empty where the tree of the day has no such department. */
export function stepsTo(
	departmentId: string,
	departments: readonly Department[]
): { readonly id: string; readonly name: string }[] {
	const department = departments.find((one) => one.id === departmentId);
	return department === undefined
		? []
		: lineageOf(department, departments)
				.filter((one) => one.depth > 0)
				.map(({ id, name }) => ({ id, name }));
}
