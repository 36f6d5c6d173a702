/** What this deployment of Cube promises its callers; the dashboard refuses a Cube that does not state it. */

/** Raised when a guard, a group or the shape of the token changes. */
export const POLICY_VERSION = 4;

/** Response header of every REST answer that went through this project's `checkAuth`, also of refusals. */
export const POLICY_HEADER = 'x-okr-policy-version';

/** Response header of answers to administrators' tokens: the mark of the database that is read (data-mark.ts). */
export const DATA_HEADER = 'x-okr-data-mark';

/** The views with one row per entity and day, in which a query without a day would count the days too (contract.md). */
export const AS_OF_VIEWS: readonly string[] = [
	'key_results',
	'objectives',
	'people',
	'departments',
	'dependencies',
	'alignments',
	'contributions',
	'patterns',
	'pattern_evidence',
	'bridges',
	'confidence_changes',
	'search'
];
