/**
 * One objective of the company, told when it is first read and cut off at the instant of the build.
 */

import { linksOf, type Statements } from './alignment.ts';
import { endUntil, until } from './history.ts';
import { live, type Life } from './life.ts';
import type { CheckIn, KeyResult, Objective, Since } from './model.ts';
import type { Plan } from './plans.ts';
import { discretionOf, type Discretion } from './privacy.ts';
import type { Staff } from './staff.ts';

/** What all objectives of one build have in common. */
export interface Teller {
	readonly staff: Staff;
	readonly seed: number;
	/** Nothing after it is known. */
	readonly now: number;
}

/**
 * A large company has more than a million of these, so all that follows from the plan is worked out
 * when asked for. Its properties are getters of the class: spreading one (`{...objective}`) copies
 * nothing.
 */
export class ToldObjective implements Objective {
	readonly #plan: Plan;
	readonly #statements: Statements | undefined;
	readonly #teller: Teller;
	#life: Life | undefined;
	#owners: Objective['ownerId'] | undefined;
	#up: Objective['up'] | undefined;
	#down: Objective['down'] | undefined;
	#discretion: Discretion | undefined;

	constructor(plan: Plan, statements: Statements | undefined, teller: Teller) {
		this.#plan = plan;
		this.#statements = statements;
		this.#teller = teller;
	}

	get id(): string {
		return this.#plan.id;
	}

	get kind(): Objective['kind'] {
		return this.#plan.kind;
	}

	get ruleId(): string {
		return this.#plan.ruleId;
	}

	get periodId(): string {
		return this.#plan.term.period.id;
	}

	get created(): number {
		return this.#plan.created;
	}

	get deleted(): number | null {
		return endUntil(this.#plan.deleted, this.#teller.now);
	}

	get hasNewFields(): boolean {
		return this.#plan.hasNewFields;
	}

	get areCheckInsReadable(): boolean {
		return this.#plan.areCheckInsReadable;
	}

	get ownerId(): Objective['ownerId'] {
		this.#owners ??= until(this.#plan.owner, this.#teller.now).map(({ from, value }) => ({
			from,
			value: value.id
		}));
		return this.#owners;
	}

	get teamIds(): Since<readonly string[]>[] {
		return [{ from: this.#plan.created, value: this.#plan.teamIds }];
	}

	get up(): Objective['up'] {
		this.#up ??= until(linksOf(this.#plan, this.#statements?.up ?? []), this.#teller.now);
		return this.#up;
	}

	get down(): Objective['down'] {
		this.#down ??= until(linksOf(this.#plan, this.#statements?.down ?? []), this.#teller.now);
		return this.#down;
	}

	get title(): Life['title'] {
		return this.#told.title;
	}

	get weight(): Life['weight'] {
		return this.#told.weight;
	}

	get progress(): Life['progress'] {
		return this.#told.progress;
	}

	get approveStatus(): Life['approveStatus'] {
		return this.#told.approveStatus;
	}

	get score(): Life['score'] {
		return this.#told.score;
	}

	get privacy(): Objective['privacy'] {
		return this.#discrete.privacy;
	}

	get policyMemberIds(): Objective['policyMemberIds'] {
		return this.#discrete.policyMemberIds;
	}

	get #discrete(): Discretion {
		const { staff, seed, now } = this.#teller;
		if (this.#discretion === undefined) {
			const { privacy, policyMemberIds } = discretionOf(this.#plan, staff, seed);
			this.#discretion = {
				privacy: until(privacy, now),
				policyMemberIds: until(policyMemberIds, now)
			};
		}
		return this.#discretion;
	}

	get keyResults(): Life['keyResults'] {
		return this.#told.keyResults;
	}

	get checkIns(): Life['checkIns'] {
		return this.#told.checkIns;
	}

	get #told(): Life {
		const { staff, seed, now } = this.#teller;
		this.#life ??= lifeUntil(live(this.#plan, staff, seed), now);
		return this.#life;
	}

	/** All of it, as a plain object. */
	toJSON(): Objective {
		return {
			id: this.id,
			kind: this.kind,
			ruleId: this.ruleId,
			periodId: this.periodId,
			created: this.created,
			deleted: this.deleted,
			hasNewFields: this.hasNewFields,
			areCheckInsReadable: this.areCheckInsReadable,
			title: this.title,
			ownerId: this.ownerId,
			teamIds: this.teamIds,
			weight: this.weight,
			progress: this.progress,
			approveStatus: this.approveStatus,
			privacy: this.privacy,
			policyMemberIds: this.policyMemberIds,
			score: this.score,
			up: this.up,
			down: this.down,
			keyResults: this.keyResults,
			checkIns: this.checkIns
		};
	}
}

function lifeUntil(life: Life, now: number): Life {
	return {
		title: until(life.title, now),
		weight: until(life.weight, now),
		progress: until(life.progress, now),
		approveStatus: until(life.approveStatus, now),
		score: until(life.score, now),
		keyResults: life.keyResults
			.filter((keyResult) => keyResult.created <= now)
			.map((keyResult) => keyResultUntil(keyResult, now)),
		checkIns: life.checkIns
			.filter((checkIn) => checkIn.created <= now)
			.map((checkIn) => checkInUntil(checkIn, now))
	};
}

function keyResultUntil(keyResult: KeyResult, now: number): KeyResult {
	return {
		...keyResult,
		deleted: endUntil(keyResult.deleted, now),
		title: until(keyResult.title, now),
		weight: until(keyResult.weight, now),
		progress: until(keyResult.progress, now)
	};
}

function checkInUntil(checkIn: CheckIn, now: number): CheckIn {
	return {
		...checkIn,
		deleted: endUntil(checkIn.deleted, now),
		revisions: checkIn.revisions.filter((revision) => revision.updated <= now)
	};
}
