import type { Cube } from '../cube/client.ts';
import { VersionCache } from '../version-cache.ts';

export interface Period {
	readonly id: string;
	/** As DingTalk names it. */
	readonly name: string;
	readonly kind: 'month' | 'quarter' | 'half' | 'year' | 'other';
	readonly startsOn: string;
	/** The last day. */
	readonly endsOn: string;
}

const KINDS = ['month', 'quarter', 'half', 'year'] as const;
const cache = new VersionCache<readonly Period[]>({ capacity: 1 });

/** Which periods there are; the latest first, and of those that end together the shorter first. */
export function loadPeriods(cube: Cube, version: number): Promise<readonly Period[]> {
	return cache.get(version, '', async () => {
		const rows = await cube.rows({
			view: 'periods',
			dimensions: ['period_id', 'period_name', 'kind', 'starts_on', 'ends_on'],
			limit: 5_000
		});
		return rows
			.map((row): Period => ({
				id: row.period_id ?? '',
				name: row.period_name ?? row.period_id ?? '',
				kind: KINDS.find((kind) => kind === row.kind) ?? 'other',
				startsOn: row.starts_on,
				endsOn: row.ends_on
			}))
			.sort(
				(a, b) =>
					b.endsOn.localeCompare(a.endsOn) ||
					b.startsOn.localeCompare(a.startsOn) ||
					a.id.localeCompare(b.id)
			);
	});
}
