/** The real process is killed where most depends on it; killed-sync.long.ts knows the other points, as far as into the marts. */
import { testKills } from '../support/kill-bench.ts';

testKills([['before the row that makes it count', 'before INSERT_SPACE_INTO_SPACE_core_runs']]);
