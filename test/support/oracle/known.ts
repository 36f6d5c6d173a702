/** What is known after all syncs: histories made of complete reads (metrics.md 1: first version, end, history). */
import type { CheckIn, CheckInRevision, Company } from '../../../etl/sandbox/company/model.ts';
import { dayOf, startOfDay } from './days.ts';
import { miss, see } from './history.ts';
import type { History } from './history.ts';
import { periodDays, readCompany } from './read.ts';
import type {
	Answer,
	DepartmentFacts,
	KeyResultFacts,
	ObjectiveFacts,
	PeriodDays,
	PersonFacts,
	SeenObjective,
	Product
} from './read.ts';

export interface Settings {
	readonly timezone: string;
	/** Mondays. */
	readonly holidayWeeks: readonly string[];
	/** COMPANY_HEAD_USER_IDS. */
	readonly companyHeadUserIds: readonly string[];
	/** Where the OKRs are; Agoal unless given. */
	readonly product?: Product;
	/** MIN_GROUP_SIZE; 5 unless given. */
	readonly minGroupSize?: number;
	/** UNKNOWN_VISIBILITY; `company` unless given. */
	readonly unknownVisibility?: 'company' | 'restricted';
}

/** One complete run. `shownAt` is the moment that DingTalk showed; it differs from the read only when clocks do. */
export interface Sync {
	readonly readAt: number;
	readonly shownAt?: number;
	/** The company as it is known then, where the last one has forgotten what is long over. */
	readonly company?: Company;
}

/** A value that a read saw. */
export interface Observation {
	readonly at: number;
	readonly value: number;
}

export interface KnownCheckIn {
	readonly id: string;
	readonly source: CheckIn;
	/** Those that some read saw, by `updated`. */
	revisions: CheckInRevision[];
	/** The read that missed it. */
	missedAt: number | null;
}

export interface KnownKeyResult {
	readonly id: string;
	readonly objective: KnownObjective;
	readonly history: History<KeyResultFacts>;
	/** It was there when its objective was first read: since when, nobody saw. */
	readonly isStartAssumed: boolean;
	readonly observed: Observation[];
}

export interface KnownObjective {
	readonly id: string;
	readonly kind: 'personal' | 'organisation';
	readonly period: PeriodDays;
	readonly history: History<ObjectiveFacts>;
	/** It came with the first complete read of its person or department. */
	readonly isFirstAnswer: boolean;
	/** And the source did not say when it was made. */
	readonly isStartAssumed: boolean;
	readonly keyResults: Map<string, KnownKeyResult>;
	readonly checkIns: Map<string, KnownCheckIn>;
	/** Reads that answered with its check-ins. Empty: nobody could ever read them. */
	readonly checkInsReadAt: number[];
	readonly observed: Observation[];
	/** Whom its policy listed, read by read. */
	readonly readers: { readonly at: number; readonly ids: readonly string[] }[];
}

export interface World {
	readonly settings: Settings;
	readonly departments: Map<string, History<DepartmentFacts>>;
	readonly people: Map<string, History<PersonFacts>>;
	/** The periods that some sync read. */
	readonly periods: Map<string, PeriodDays>;
	readonly objectives: Map<string, KnownObjective>;
	readonly keyResults: Map<string, KnownKeyResult>;
	/** "The day of the last sync that produced a data version." */
	readonly lastDay: string;
}

/**
 * Reads the company at each sync, in order, and remembers.
 * @param company as built for the day of the last sync
 */
export function learn(company: Company, syncs: readonly Sync[], settings: Settings): World {
	const last = syncs.at(-1);
	if (last === undefined) throw new RangeError('Nothing is known before the first sync');
	const world: World = {
		settings,
		departments: new Map(),
		people: new Map(),
		periods: new Map(),
		objectives: new Map(),
		keyResults: new Map(),
		lastDay: dayOf(last.readAt, settings.timezone)
	};
	for (const [index, { readAt, shownAt, company: then = company }] of syncs.entries()) {
		const isFirst = index === 0;
		const day = dayOf(readAt, settings.timezone);
		const answer = readCompany(then, shownAt ?? readAt, day, isFirst, settings.product ?? 'agoal');
		const joiners = remember(world.people, answer.people, readAt, isFirst);
		const founded = remember(world.departments, answer.departments, readAt, isFirst);
		for (const period of then.periods) {
			if (answer.periodIds.has(period.id)) world.periods.set(period.id, periodDays(period));
		}
		for (const seen of answer.objectives.values()) {
			const asked = seen.source.kind === 'personal' ? seen.facts.ownerId : seen.facts.teamIds[0];
			const isFirstAnswer =
				isFirst || (asked !== undefined && (joiners.has(asked) || founded.has(asked)));
			rememberObjective(world, seen, readAt, {
				isFirstAnswer,
				joinedAt: asked !== undefined && joiners.has(asked) ? readAt : -Infinity
			});
		}
		closeMissing(world, answer, readAt);
	}
	return world;
}

/**
 * "Departments, memberships, heads and people since ever", if the first complete read finds them; later ones start at the
 * read. Returns the ids that a later read saw for the first time.
 */
function remember<T>(
	histories: Map<string, History<T>>,
	answer: ReadonlyMap<string, T>,
	readAt: number,
	isFirst: boolean
): Set<string> {
	const fresh = new Set<string>();
	for (const [id, facts] of answer) {
		let history = histories.get(id);
		if (history === undefined) {
			history = [];
			histories.set(id, history);
			if (!isFirst) fresh.add(id);
		}
		see(history, readAt, facts, isFirst ? -Infinity : readAt);
	}
	for (const [id, history] of histories) {
		if (!answer.has(id)) miss(history, readAt);
	}
	return fresh;
}

/** "What is missing from a complete read is closed at that read." A period that was not read misses nothing. */
function closeMissing(world: World, answer: Answer, readAt: number): void {
	for (const objective of world.objectives.values()) {
		if (!answer.periodIds.has(objective.period.id)) continue;
		const seen = answer.objectives.get(objective.id);
		if (seen === undefined) miss(objective.history, readAt);
		for (const keyResult of objective.keyResults.values()) {
			const isSeen = seen?.keyResults.some(({ source }) => source.id === keyResult.id) ?? false;
			if (!isSeen) miss(keyResult.history, readAt);
		}
		// "Check-ins of an objective that vanished can no longer be read; they are not closed."
		if (seen === undefined || seen.checkIns === null) continue;
		for (const checkIn of objective.checkIns.values()) {
			const isSeen = seen.checkIns.some(({ source }) => source.id === checkIn.id);
			if (!isSeen && checkIn.missedAt === null) checkIn.missedAt = readAt;
		}
	}
}

function rememberObjective(
	world: World,
	seen: SeenObjective,
	readAt: number,
	circumstances: { isFirstAnswer: boolean; joinedAt: number }
): void {
	let objective = world.objectives.get(seen.source.id);
	const isNew = objective === undefined;
	if (objective === undefined) {
		const period = world.periods.get(seen.source.periodId);
		if (period === undefined) throw new RangeError(`No period ${seen.source.periodId}`);
		objective = {
			id: seen.source.id,
			kind: seen.source.kind,
			period,
			history: [],
			isFirstAnswer: circumstances.isFirstAnswer,
			isStartAssumed: circumstances.isFirstAnswer && seen.created === null,
			keyResults: new Map(),
			checkIns: new Map(),
			checkInsReadAt: [],
			observed: [],
			readers: []
		};
		world.objectives.set(objective.id, objective);
	}
	const firstFrom = firstVersionOf(world, seen, readAt, circumstances);
	see(objective.history, readAt, seen.facts, firstFrom);
	if (seen.progress !== null) observe(objective.observed, readAt, seen.progress);
	objective.readers.push({ at: readAt, ids: seen.readerIds });

	for (const { source, facts, progress } of seen.keyResults) {
		let keyResult = objective.keyResults.get(source.id);
		if (keyResult === undefined) {
			const isStartAssumed = isNew && circumstances.isFirstAnswer;
			keyResult = { id: source.id, objective, history: [], isStartAssumed, observed: [] };
			objective.keyResults.set(source.id, keyResult);
			world.keyResults.set(source.id, keyResult);
		}
		// "A key result that appears together with its objective starts with it"; a later one "at its earliest check-in or at
		// that read, whichever is earlier".
		const start = isNew
			? firstFrom
			: Math.min(readAt, ...checkInsListing(seen, source.id).map((checkIn) => checkIn.created));
		see(keyResult.history, readAt, facts, start);
		if (progress !== null) observe(keyResult.observed, readAt, progress);
	}

	if (seen.checkIns === null) return;
	objective.checkInsReadAt.push(readAt);
	for (const { source, revision } of seen.checkIns) {
		const known = objective.checkIns.get(source.id);
		if (known === undefined) {
			const checkIn = { id: source.id, source, revisions: [revision], missedAt: null };
			objective.checkIns.set(source.id, checkIn);
		} else if (!known.revisions.some(({ updated }) => updated === revision.updated)) {
			known.revisions.push(revision);
		}
	}
}

/**
 * "It starts at the source's creation time. Without one, what the first complete read of that person or department finds is
 * taken to have been there before (but not before a person who joined after our first read joined): an objective from the
 * first day of its period. What appears in a later read starts at its earliest check-in or at that read."
 */
function firstVersionOf(
	world: World,
	seen: SeenObjective,
	readAt: number,
	{ isFirstAnswer, joinedAt }: { isFirstAnswer: boolean; joinedAt: number }
): number {
	if (seen.created !== null) return seen.created;
	if (isFirstAnswer) {
		const period = world.periods.get(seen.source.periodId);
		if (period === undefined) throw new RangeError(`No period ${seen.source.periodId}`);
		// A period may begin after the read: what was read was there by then.
		const first = startOfDay(period.startsOn, world.settings.timezone);
		return Math.min(readAt, Math.max(joinedAt, first));
	}
	return Math.min(readAt, ...(seen.checkIns ?? []).map(({ source }) => source.created));
}

function checkInsListing(seen: SeenObjective, keyResultId: string): CheckIn[] {
	return (seen.checkIns ?? [])
		.filter(({ revision }) => revision.keyResults?.some(({ id }) => id === keyResultId) ?? false)
		.map(({ source }) => source);
}

/** Of two reads at the same instant the later one wins. */
function observe(observed: Observation[], at: number, value: number): void {
	if (observed.at(-1)?.at === at) observed.pop();
	observed.push({ at, value });
}
