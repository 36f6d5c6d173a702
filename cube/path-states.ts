/**
 * Measures by each department above a row (`within_department_id`). A row counts once for every department above it, so that the engine
 * would read, multiply and group a million rows for a matrix of departments by weeks; yet all rows of one path count alike. Therefore in
 * two steps: states of the aggregates by path, then for each department those of the paths that it is part of, merged. States of
 * ClickHouse hold all that the aggregate needs, of medians every value: merged they give what all rows at once give.
 */

/** Aggregates that the model uses, with what stands in their first parentheses where there are two. */
const AGGREGATES = new Set([
	...['avg', 'count', 'countIf', 'max', 'min', 'quantileExactInclusive', 'sum', 'sumIf'],
	'uniqExactIf'
]);
/** What may be made of aggregates. */
const FUNCTIONS = new Set(['ceil', 'coalesce', 'nullIf']);

const CALL = /\b([A-Za-z]\w*)(\([\d., ]+\))?\(/g;
/** Followed by parentheses without being a function. */
const WORDS = /^(?:AND|CASE|ELSE|IN|NOT|OR|THEN|WHEN)$/i;

export interface MeasureSteps {
	/** Columns of the first step, such as `countState(CASE … END) AS state_0`. */
	readonly states: readonly string[];
	/** The measures made of them, such as `countMerge(state_0) …`, in the order given. */
	readonly merged: readonly string[];
}

/**
 * @param measures the columns of the measures as Cube selects them: SQL and alias
 * @param row how columns of a row are written, such as `` `objective_days`. ``
 * @returns null: one of them is more than aggregates of columns and arithmetic, and has to be asked in one step
 */
export function measureSteps(measures: readonly string[], row: string): MeasureSteps | null {
	const states = new Map<string, string>();
	const merged: string[] = [];
	for (const measure of measures) {
		let made = '';
		let at = 0;
		for (const call of measure.matchAll(CALL)) {
			const [opening, name = '', parameters = ''] = call;
			if (call.index < at || WORDS.test(name) || FUNCTIONS.has(name)) continue;
			const from = call.index + opening.length;
			const end = closing(measure, from);
			const given = end === null ? '' : measure.slice(from, end).trim();
			const [, different] = /^distinct\b(.*)$/is.exec(given) ?? [];
			if (end === null || !AGGREGATES.has(name) || given === '' || given === '*') return null;
			// Merged, counts of what differs within a path would count it once for each path.
			const isOfDifferent = different !== undefined;
			if (isOfDifferent && name !== 'count') return null;
			const aggregate = isOfDifferent ? 'uniqExact' : name;
			const state = `${aggregate}State${parameters}(${different?.trim() ?? given})`;
			const column = states.get(state) ?? `state_${states.size}`;
			states.set(state, column);
			made += `${measure.slice(at, call.index)}${aggregate}Merge${parameters}(${column})`;
			at = end + 1;
		}
		made += measure.slice(at);
		if (at === 0 || made.includes(row)) return null;
		merged.push(made);
	}
	return { states: [...states].map(([state, column]) => `${state} AS ${column}`), merged };
}

/** Where the parentheses end whose inside begins at `from`. */
function closing(sql: string, from: number): number | null {
	let depth = 1;
	let isText = false;
	for (let at = from; at < sql.length; at++) {
		if (sql[at] === "'") isText = !isText;
		if (isText) continue;
		if (sql[at] === '(') depth++;
		if (sql[at] === ')') depth--;
		if (depth === 0) return at;
	}
	return null;
}

/** The column of paths in a dimension of departments above; null: the dimension is another. */
export function pathColumn(sql: string): string | null {
	const [, column] = /^arrayJoin\(.* splitByChar\('\/', (\S+)\)\)\)$/s.exec(sql.trim()) ?? [];
	return column ?? null;
}
