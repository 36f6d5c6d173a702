/** A number of a published review that is another one today. */
export interface Difference {
	/** What it is a number of, from the section down. */
	readonly what: string;
	readonly kept: string;
	readonly today: string;
}

/** Why a published review differs from one that is made today. */
export type DifferenceReason = 'data' | 'restricted' | 'answers' | 'decisions';
