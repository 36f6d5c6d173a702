import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays } from './filters.ts';

/**
 * How many key results of the scope no figure on the page counts, because the viewer may not open them and too few stand together
 * (metrics.md 13): rounded up to a multiple of MIN_GROUP_SIZE.
 */
export async function countLeftOut(scope: Scope): Promise<number> {
	// Every page asks, and with Agoal, which tells nobody's visibility, there is nothing to leave out.
	if (!(await getRuntime().isAnythingRestricted())) return 0;
	const [row] = await scope.cube.rows({
		view: 'key_results',
		measures: ['suppressed_count'],
		filters: [onDays([scope.moment.day]), ...inScope(scope)]
	});
	return row?.suppressed_count ?? 0;
}
