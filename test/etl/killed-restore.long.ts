/** killed-restore.test.ts at the points on the other side of its own. */
import { prepareKills, testRestoreKills } from '../support/restore-kill-bench.ts';

prepareKills();
testRestoreKills([
	['when all is ready, before it is decided', 'before INSERT INTO swap_plan', 'old'],
	['as soon as it is decided', 'after INSERT INTO swap_plan', 'new'],
	['after the last table', 'after EXCHANGE TABLES okr.stage_periods', 'new']
]);
