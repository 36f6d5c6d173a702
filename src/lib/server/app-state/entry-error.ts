/** What was entered cannot be kept, and why; nothing was changed. */
export class EntryError<Problem extends string> extends Error {
	override readonly name = 'EntryError';
	/** Of the entry: `saved_view`, `review_decision`, `diagnosis_review`. */
	readonly kind: string;
	readonly problem: Problem;
	constructor(kind: string, problem: Problem) {
		super(`The entry (${kind}) was not kept: ${problem}`);
		this.kind = kind;
		this.problem = problem;
	}
}

/**
 * null: something else went wrong. By the name of the class: that of the process which keeps the entries is not the one of the bundle
 * with the pages.
 */
export function problemOf<Problem extends string>(cause: unknown, kind: string): Problem | null {
	const isOne =
		cause instanceof Error && cause.name === 'EntryError' && 'kind' in cause && 'problem' in cause;
	return isOne && cause.kind === kind ? (cause.problem as Problem) : null;
}
