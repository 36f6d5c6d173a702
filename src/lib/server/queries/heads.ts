import type { Scope } from '../scope.ts';
import { VersionCache } from '../version-cache.ts';
import { onDays } from './filters.ts';

export interface Headed {
	readonly id: string;
	readonly name: string;
	/** At least one. */
	readonly headIds: readonly string[];
}

const cache = new VersionCache<readonly Headed[]>({ capacity: 16 });

/** The departments of a day that somebody heads. */
export function headsOf(scope: Scope, day: string): Promise<readonly Headed[]> {
	return cache.get(scope.version.version, day, async () => {
		const rows = await scope.cube.rows({
			view: 'departments',
			dimensions: ['department_id', 'department_name', 'head_ids'],
			filters: [onDays([day]), { member: 'head_ids', operator: 'set' }],
			order: [['department_id', 'asc']],
			limit: 50_000
		});
		return rows.map((row) => ({
			id: row.department_id ?? '',
			name: row.department_name ?? '',
			headIds: row.head_ids?.split(',') ?? []
		}));
	});
}
