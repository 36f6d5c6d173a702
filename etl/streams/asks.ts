/** Whom a run asks about which periods: decided by the plan, carried out by the streams. */
export interface PersonAsk {
	readonly personId: string;
	/** Of any rule; none: there is nothing that the person could have an objective in. */
	readonly periodIds: readonly string[];
}
