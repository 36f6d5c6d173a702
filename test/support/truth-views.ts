/** Cube's views as the oracle (test/support/oracle) fills them: rows, what identifies one, and measures of any of them. */
import { changeMeasures, changeRows } from './oracle/changes.ts';
import {
	diagnosisMeasures,
	diagnosisQuoteMeasures,
	diagnosisQuoteRows,
	diagnosisRows
} from './oracle/diagnosis.ts';
import type { World } from './oracle/known.ts';
import {
	alignmentMeasures,
	contributionMeasures,
	dependencyMeasures
} from './oracle/link-measures.ts';
import { alignmentRows, contributionRows, dependencyRows } from './oracle/links.ts';
import {
	checkInMeasures,
	departmentMeasures,
	keyResultMeasures,
	objectiveMeasures,
	periodMeasures,
	personMeasures,
	weekMeasures
} from './oracle/measures.ts';
import {
	patternEvidenceMeasures,
	patternEvidenceRows,
	patternMeasures,
	patternRows
} from './oracle/patterns.ts';
import { revisionMeasures, revisionRows } from './oracle/revisions.ts';
import {
	checkInRows,
	departmentRows,
	keyResultRows,
	objectiveRows,
	periodRows,
	personRows,
	weekRows
} from './oracle/rows.ts';

export interface View<T extends object> {
	readonly name: string;
	readonly key: readonly (keyof T & string)[];
	/** What measures are asked by, besides the department: one after the other and together. */
	readonly groups: readonly (keyof T & string)[];
	readonly measures: (rows: readonly T[]) => Record<string, number | string | null>;
	/** Filters of Cube that leave exactly these rows. */
	readonly filters: readonly object[];
	readonly rows: readonly T[];
}

/** Of one as-of day. */
export function viewsOf(world: World, day: string) {
	const on = (view: string): object[] => [
		{ member: `${view}.as_of`, operator: 'equals', values: [day] }
	];
	const keyResults: View<ReturnType<typeof keyResultRows>[number]> = {
		name: 'key_results',
		key: ['key_result_id'],
		groups: ['period_id', 'level'],
		measures: keyResultMeasures,
		filters: on('key_results'),
		rows: keyResultRows(world, day)
	};
	const objectives: View<ReturnType<typeof objectiveRows>[number]> = {
		name: 'objectives',
		key: ['objective_id'],
		groups: ['period_id', 'level'],
		measures: objectiveMeasures,
		filters: on('objectives'),
		rows: objectiveRows(world, day)
	};
	const people: View<ReturnType<typeof personRows>[number]> = {
		name: 'people',
		key: ['person_id', 'period_id'],
		groups: ['period_id'],
		measures: personMeasures,
		filters: on('people'),
		rows: personRows(world, day)
	};
	const departments: View<ReturnType<typeof departmentRows>[number]> = {
		name: 'departments',
		key: ['department_id'],
		groups: [],
		measures: departmentMeasures,
		filters: on('departments'),
		rows: departmentRows(world, day)
	};
	const patterns: View<ReturnType<typeof patternRows>[number]> = {
		name: 'patterns',
		key: ['key_result_id', 'pattern'],
		groups: ['pattern', 'level'],
		measures: patternMeasures,
		filters: on('patterns'),
		rows: patternRows(world, day)
	};
	const patternEvidence: View<ReturnType<typeof patternEvidenceRows>[number]> = {
		name: 'pattern_evidence',
		key: ['key_result_id', 'pattern', 'valued_on'],
		groups: ['pattern'],
		measures: patternEvidenceMeasures,
		filters: on('pattern_evidence'),
		rows: patternEvidenceRows(world, day)
	};
	return { keyResults, objectives, people, departments, patterns, patternEvidence };
}

/** How goals hang together on one as-of day. */
export function linkViewsOf(world: World, day: string) {
	const on = (view: string): object[] => [
		{ member: `${view}.as_of`, operator: 'equals', values: [day] }
	];
	const dependencies: View<ReturnType<typeof dependencyRows>[number]> = {
		name: 'dependencies',
		key: ['from_objective_id', 'to_objective_id', 'to_key_result_id', 'kind'],
		groups: ['period_id', 'kind'],
		measures: dependencyMeasures,
		filters: on('dependencies'),
		rows: dependencyRows(world, day)
	};
	const alignments: View<ReturnType<typeof alignmentRows>[number]> = {
		name: 'alignments',
		key: ['objective_id', 'target_id', 'kind'],
		groups: ['period_id', 'level'],
		measures: alignmentMeasures,
		filters: on('alignments'),
		rows: alignmentRows(world, day)
	};
	const contributions: View<ReturnType<typeof contributionRows>[number]> = {
		name: 'contributions',
		key: ['objective_id', 'company_objective_id'],
		groups: ['company_objective_id', 'level'],
		measures: contributionMeasures,
		filters: on('contributions'),
		rows: contributionRows(world, day)
	};
	return { dependencies, alignments, contributions };
}

/** Whose rows are the same whenever they are asked for. */
export function viewsWithoutDay(world: World) {
	const weeks: View<ReturnType<typeof weekRows>[number]> = {
		name: 'check_in_weeks',
		key: ['week', 'key_result_id'],
		groups: ['week', 'period_id', 'level'],
		measures: weekMeasures,
		filters: [],
		rows: weekRows(world)
	};
	const checkIns: View<ReturnType<typeof checkInRows>[number]> = {
		name: 'check_ins',
		key: ['check_in_id', 'key_result_id'],
		groups: ['author_id'],
		measures: checkInMeasures,
		filters: [],
		rows: checkInRows(world)
	};
	const periods: View<ReturnType<typeof periodRows>[number]> = {
		name: 'periods',
		key: ['period_id'],
		groups: ['period_id'],
		measures: periodMeasures,
		filters: [],
		rows: periodRows(world)
	};
	const changes: View<ReturnType<typeof changeRows>[number]> = {
		name: 'changes',
		key: ['entity_kind', 'entity_id', 'changed_at', 'field', 'change_kind'],
		groups: ['entity_kind', 'field'],
		measures: changeMeasures,
		filters: [],
		rows: changeRows(world)
	};
	const revisions: View<ReturnType<typeof revisionRows>[number]> = {
		name: 'check_in_revisions',
		key: ['check_in_id', 'revised_at', 'key_result_id'],
		groups: ['period_id'],
		measures: revisionMeasures,
		filters: [],
		rows: revisionRows(world)
	};
	const diagnosis: View<ReturnType<typeof diagnosisRows>[number]> = {
		name: 'diagnosis',
		key: ['key_result_id', 'period_id'],
		groups: ['period_id', 'final_answer'],
		measures: diagnosisMeasures,
		filters: [],
		rows: diagnosisRows(world, world.lastDay)
	};
	const diagnosisQuotes: View<ReturnType<typeof diagnosisQuoteRows>[number]> = {
		name: 'diagnosis_quotes',
		key: ['key_result_id', 'period_id', 'check_in_id', 'line_number', 'cause', 'term'],
		groups: ['cause'],
		measures: diagnosisQuoteMeasures,
		filters: [],
		rows: diagnosisQuoteRows(world)
	};
	return { weeks, checkIns, periods, changes, revisions, diagnosis, diagnosisQuotes };
}
