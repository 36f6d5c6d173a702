/** The company's departments and people, as far as a plan has to know them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { selectRows, type Warehouse } from '../clickhouse/client.ts';
import type { DepartmentRow, PersonRow } from '../normalise/contacts.ts';

export interface Directory {
	readonly departments: ReadonlyMap<
		string,
		{ readonly parentId: string; readonly headIds: readonly string[] }
	>;
	readonly people: ReadonlyMap<
		string,
		{ readonly departmentIds: readonly string[]; readonly isBoss: boolean }
	>;
}

export function directoryOf(
	departments: Iterable<DepartmentRow>,
	people: Iterable<PersonRow>
): Directory {
	return {
		departments: new Map(
			[...departments].map((row) => [
				row.department_id,
				{ parentId: row.parent_id, headIds: row.head_ids }
			])
		),
		people: new Map(
			[...people].map((row) => [
				row.person_id,
				{ departmentIds: row.department_ids, isBoss: row.is_boss === 1 }
			])
		)
	};
}

/** The same for the same people. */
export function fingerprintOf({ people }: Directory): string {
	return createHash('sha256')
		.update(JSON.stringify([...people.keys()].sort()))
		.digest('hex');
}

/** Whether somebody or some department of `known` is not in `read`. */
export function misses(read: Directory, known: Directory): boolean {
	return (
		[...known.departments.keys()].some((id) => !read.departments.has(id)) ||
		[...known.people.keys()].some((id) => !read.people.has(id))
	);
}

const KnownDepartment = z.object({
	department_id: z.string(),
	parent_id: z.string(),
	head_ids: z.array(z.string())
});
const KnownPerson = z.object({
	person_id: z.string(),
	department_ids: z.array(z.string()),
	is_boss: z.coerce.number()
});

/** As earlier runs left it: for a plan without a call, and where the directory may not be read any more. */
export async function knownDirectory(warehouse: Warehouse): Promise<Directory> {
	const present = (columns: string, table: string, key: string) =>
		`SELECT ${columns} FROM (SELECT * FROM ${table}
			ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY ${key}) WHERE is_present ORDER BY ${key}`;
	const [departments, people] = await Promise.all([
		selectRows(
			warehouse,
			present('department_id, parent_id, head_ids', 'core_department_versions', 'department_id'),
			(row) => KnownDepartment.parse(row)
		),
		selectRows(
			warehouse,
			present('person_id, department_ids, is_boss', 'core_person_versions', 'person_id'),
			(row) => KnownPerson.parse(row)
		)
	]);
	return directoryOf(
		departments.map((row) => ({ ...row, name: '' })),
		people.map((row) => ({ ...row, name: '', title: '', is_active: 1 }))
	);
}
