/**
 * The real process is killed at every point where something depends on it. `npm test` kills the whole product once, wherever it is
 * (app/operations), and breaks off syncs and builds in its own process (etl/versions, etl/marts/rebuild).
 */
import { testKills } from '../support/kill-bench.ts';

testKills([
	['while it reads people', 'progress people'],
	['while it reads objectives', 'progress objectives'],
	['while it reads check-ins', 'progress check_ins'],
	['before its objectives are stored', 'before INSERT_SPACE_INTO_SPACE_core_objective_versions'],
	['between core tables', 'after INSERT_SPACE_INTO_SPACE_core_key_result_versions'],
	['before the row that makes it count', 'before INSERT_SPACE_INTO_SPACE_core_runs'],
	['after the row that makes it count', 'after INSERT_SPACE_INTO_SPACE_core_runs'],
	['before answers are taken out', 'before transform(payload_hash'],
	['when answers are taken out', 'after transform(payload_hash'],
	[
		'while it removes what is over',
		'after ALTER_SPACE_TABLE_SPACE_core_progress_observations_SPACE_DELETE'
	],
	[
		'before the last of what is over',
		'before ALTER_SPACE_TABLE_SPACE_core_objective_versions_SPACE_DELETE'
	],
	[
		'after the last of what is over',
		'after ALTER_SPACE_TABLE_SPACE_core_objective_versions_SPACE_DELETE'
	],
	['while marts are built', 'progress marts'],
	['in the swap of the marts', 'after EXCHANGE'],
	['before the data version', 'before INSERT_SPACE_INTO_SPACE_ops_data_versions'],
	['after the data version', 'after INSERT_SPACE_INTO_SPACE_ops_data_versions']
]);
