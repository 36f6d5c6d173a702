/** The real process is killed at one point of each kind; killed-sync.long.ts knows the points beside them. */
import { testKills } from '../support/kill-bench.ts';

testKills([
	['before the row that makes it count', 'before INSERT_SPACE_INTO_SPACE_core_runs'],
	[
		'while it removes what is over',
		'after ALTER_SPACE_TABLE_SPACE_core_progress_observations_SPACE_DELETE'
	],
	['in the swap of the marts', 'after EXCHANGE']
]);
