/** SIGKILL of the real process at named points: a backup is whole or none, a restore leaves the old tables or the new ones. */
import { prepareKills, testBackupKill, testRestoreKills } from '../support/restore-kill-bench.ts';

prepareKills();
testRestoreKills([
	['between two tables', 'after EXCHANGE TABLES okr.core_objective_versions', 'new']
]);
testBackupKill();
