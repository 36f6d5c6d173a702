/** A number of a published review that is another one today. */
export interface Difference {
	/** What it is a number of, from the section down. */
	readonly what: string;
	readonly kept: string;
	readonly today: string;
}

/** Why a published review differs from one that is made today. */
export type DifferenceReason = 'data' | 'restricted' | 'answers' | 'decisions';

/** What is said of a published review where others are listed. */
export interface PublishedHead {
	readonly id: string;
	readonly by: string;
	/** ISO 8601. */
	readonly at: string;
	/** YYYY-MM-DD */
	readonly day: string;
	readonly lens: string;
}
