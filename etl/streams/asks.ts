/** Whom a run asks about which periods: decided by the plan, carried out by the streams. */
export interface PersonAsk {
	readonly personId: string;
	/** Of any rule; never empty. */
	readonly periodIds: readonly string[];
}
