/** Compares what Cube answers with what the oracle computes, and says where they differ so that a person finds the cause. */

export type Cell = string | number | boolean | null | readonly string[];
export type Expected = Readonly<Record<string, unknown>>;
export type Actual = Readonly<Record<string, string | number | boolean | null>>;

export interface Difference {
	readonly view: string;
	readonly column: string;
	/** The row's or cell's key. */
	readonly where: string;
	readonly expected: unknown;
	readonly actual: unknown;
}

/** 1e-9 of the greater value: sums in another order differ by less. */
const TOLERANCE = 1e-9;

/**
 * Whether an answer of Cube is what was expected. Cube writes numbers as text, days and instants as local wall time without
 * zone, lists as text separated by commas, and nothing as null or as empty text.
 */
export function isSame(expected: unknown, actual: unknown): boolean {
	const text = textOf(actual);
	if (expected === null || expected === '') return text === '';
	if (Array.isArray(expected)) {
		return expected.join(',') === text.split(/, ?/).filter(Boolean).join(',');
	}
	if (typeof expected === 'boolean') return (text === 'true' || text === '1') === expected;
	if (typeof expected === 'number') {
		if (text === '') return false;
		const number = Number(text);
		return Math.abs(number - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
	}
	const wanted = textOf(expected);
	return wanted === text || words(wanted) === words(text);
}

/** Facts and answers are scalars or lists; null and undefined are the empty text, anything else shows as JSON. */
export function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return JSON.stringify(value);
}

/** Texts are compared by their words: how much white space the source put between them says nothing. */
function words(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** An instant of the oracle (epoch ms) as Cube writes it. */
export function asCubeTime(instant: number): string {
	return new Date(instant).toISOString().slice(0, -1);
}

/** Rows of both sides by key: missing ones, surplus ones, and columns that differ. */
export function compareRows(
	view: string,
	expected: ReadonlyMap<string, Expected>,
	actual: ReadonlyMap<string, Actual>
): Difference[] {
	const differences: Difference[] = [];
	for (const [where, row] of expected) {
		const answer = actual.get(where);
		if (answer === undefined) {
			differences.push({ view, column: '(row)', where, expected: 'a row', actual: 'none' });
			continue;
		}
		for (const [column, value] of Object.entries(row)) {
			const found = answer[column];
			if (!isSame(value, found))
				differences.push({ view, column, where, expected: value, actual: found });
		}
	}
	for (const where of actual.keys()) {
		if (!expected.has(where))
			differences.push({ view, column: '(row)', where, expected: 'none', actual: 'a row' });
	}
	return differences;
}

/** For people: one line per view and column with the count, then the first three examples. */
export function describeDifferences(differences: readonly Difference[]): string {
	const byColumn = Map.groupBy(differences, ({ view, column }) => `${view}.${column}`);
	const lines: string[] = [];
	for (const [name, found] of byColumn) {
		lines.push(`${name}: ${found.length} differ`);
		for (const { where, expected, actual } of found.slice(0, 3)) {
			lines.push(`    ${where}: expected ${show(expected)}, got ${show(actual)}`);
		}
	}
	return lines.join('\n');
}

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
