/**
 * Which objectives exist, whose they are and from when to when: what must be known about all of
 * them before any of them is written out. Their titles, key results and check-ins follow from a
 * plan alone (life.ts) and are worked out when read.
 */

import { DAY, HOUR, MINUTE, midnight, onWorkday } from './calendar.ts';
import { fields, type FieldName } from './content/fields.ts';
import type { Field, Tongue } from './content/phrases.ts';
import { steady, type Character } from './characters.ts';
import { tongueOf } from './directory.ts';
import { valueAt, type Since } from './model.ts';
import { hash, hexId, random, sharesOf, shortKey, type Random } from './random.ts';
import type { Staff, Worker } from './staff.ts';
import type { Unit } from './structure.ts';
import type { Calendar, Term } from './terms.ts';

const HEAD_COUNTS = sharesOf({ '2': 50, '3': 42, '4': 8 });
const COUNTS = sharesOf({ '1': 26, '2': 51, '3': 18, '4': 4, '7': 1 });
const TEAMS = sharesOf({ home: 91, none: 7, gone: 2 });

export interface Plan {
	readonly id: string;
	/** Seeds everything about it. */
	readonly key: readonly [number, number];
	/** Differs between the objectives of one owner or team in a term. */
	readonly turn: number;
	readonly kind: 'personal' | 'organisation';
	readonly ruleId: string;
	readonly term: Term;
	readonly created: number;
	readonly deleted: number | null;
	readonly owner: readonly Since<Worker>[];
	/** The team of an organisation objective; the owner's home when a personal one was created. */
	readonly unit: Unit;
	readonly teamIds: readonly string[];
	readonly field: Field;
	readonly tongue: Tongue;
	readonly character: Character;
	readonly hasNewFields: boolean;
	readonly areCheckInsReadable: boolean;
}

/**
 * Parts of DingTalk's own id of the n-th key result (from 0), known without writing the objective
 * out.
 */
export function keyResultId(plan: Plan, at: number): string {
	return hexId(plan.created, ...plan.key, 'key result', at);
}

/**
 * All plans of the readable terms in a fixed order, also those that are still to be made: what is
 * drawn for one of them may depend on its neighbours, never on the day of the build.
 */
export function planAll(staff: Staff, calendar: Calendar, seed: number): Plan[] {
	const plans: Plan[] = [];
	for (const term of calendar.terms) {
		if (!term.isReadable) continue;
		if (term.kind === 'half') {
			planCommitments(staff, term, seed, plans);
			continue;
		}
		planUnits(staff, term, seed, plans);
		planWorkers(staff, term, seed, plans);
	}
	return plans;
}

/** Organisation objectives: of the company, of divisions and departments, of some teams. */
function planUnits(staff: Staff, term: Term, seed: number, plans: Plan[]): void {
	for (const unit of staff.structure.units) {
		if (unit.created > term.start || (unit.deleted !== null && unit.deleted <= term.start))
			continue;
		const draw = random(seed, 'unit plan', term.kind, term.number, unit.id);
		const count = unitCount(unit, term, draw);
		for (let at = 0; at < count; at++) {
			const key = shortKey(seed, 'unit objective', term.kind, term.number, unit.id, at);
			const own = random(...key);
			// From the top down: the company first, teams last.
			const day = -14 + unit.level * 6 + own.int(0, 5);
			const created = workingTime(term.start + day * DAY, own);
			const deleted =
				unit.deleted !== null && unit.deleted < term.end ? unit.deleted + 2 * DAY : null;
			const owner = executorsOf(staff, unit, created, term.end);
			const first = owner[0]?.value;
			if (first === undefined) continue;
			plans.push({
				...setting(unit, first, true),
				id: hexId(created, ...key),
				key,
				turn: at + (hash(5, [term.number, unit.id]) % 97),
				kind: 'organisation',
				ruleId: term.period.ruleId,
				term,
				created,
				deleted: deleted !== null && deleted > created ? deleted : null,
				owner,
				unit,
				teamIds: [unit.id],
				hasNewFields: true,
				areCheckInsReadable: true
			});
		}
	}
}

function unitCount(unit: Unit, term: Term, draw: Random): number {
	if (unit.level === 0) return term.kind === 'year' ? 4 : 3;
	if (term.kind === 'year') return unit.level === 1 ? draw.int(1, 2) : 0;
	if (unit.level === 1) return draw.int(2, 3);
	if (unit.level === 2) return draw.chance(0.9) ? draw.int(1, 2) : 0;
	return draw.chance(0.3) ? 1 : 0;
}

/** The head of the unit, and who takes over when the head changes; without one, the head above. */
function executorsOf(staff: Staff, unit: Unit, created: number, end: number): Since<Worker>[] {
	const at = (instant: number): Worker | undefined => {
		for (let above: Unit | null = unit; above !== null; above = staff.parentOf(above, instant)) {
			const head = staff.headsOf(above, instant)[0];
			if (head !== undefined) return head;
		}
		return undefined;
	};
	const first = at(created);
	if (first === undefined) return [];
	const owners: Since<Worker>[] = [{ from: created, value: first }];
	const changes: number[] = unit.heads.map((entry) => entry.from);
	for (const { value } of unit.heads) {
		for (const slot of value) {
			for (const worker of staff.bySlot[slot] ?? []) {
				changes.push(worker.joined);
				if (worker.left !== null) changes.push(worker.left);
			}
		}
	}
	for (const change of changes.sort((one, other) => one - other)) {
		if (change <= created || change >= end) continue;
		const next = at(change);
		// Whoever takes over signs the next morning.
		if (next !== undefined && next !== owners.at(-1)?.value) {
			owners.push({ from: change + 15 * HOUR, value: next });
		}
	}
	return owners;
}

/** Personal objectives. Not everybody has any: some never take part, some skip a period. */
function planWorkers(staff: Staff, term: Term, seed: number, plans: Plan[]): void {
	for (const workers of staff.bySlot) {
		for (const worker of workers) {
			if (worker.left !== null && worker.left <= term.start + 10 * DAY) continue;
			const begins = beginOf(worker, term);
			if (begins === null) continue;
			const draw = random(seed, 'plan', term.kind, term.number, worker.slot.index, worker.turn);
			const unit = staff.unitOf(worker.slot, begins);
			const isHead = staff.isHeadOf(worker, unit, begins);
			if (!takesPart(worker, isHead, seed, draw, begins > term.start)) continue;
			const count = personalCount(unit, term, isHead, draw);
			for (let at = 0; at < count; at++) {
				const { index } = worker.slot;
				const key = shortKey(seed, 'objective', term.kind, term.number, index, worker.turn, at);
				const plan = personalPlan(staff, worker, term, begins, key, at, at > 0 && at === count - 1);
				if (plan !== null) plans.push(plan);
			}
		}
	}
}

/** When a worker sits down to write objectives; null if the term is too old for a newcomer. */
function beginOf(worker: Worker, term: Term): number | null {
	const usual = term.start - 7 * DAY;
	if (worker.joined <= usual) return usual;
	if (worker.joined > term.start + 0.6 * (term.end - term.start)) return null;
	return worker.joined + 4 * DAY;
}

function takesPart(
	worker: Worker,
	isHead: boolean,
	seed: number,
	draw: Random,
	isLate: boolean
): boolean {
	if (worker.slot.isBoss) return true;
	if (isHead) return draw.chance(0.96);
	if (random(seed, 'takes part', worker.slot.index, worker.turn).chance(0.08)) return false;
	return draw.chance(isLate ? 0.65 : 0.91);
}

function personalCount(unit: Unit, term: Term, isHead: boolean, draw: Random): number {
	if (term.kind === 'year') {
		if (!isHead || unit.level > 1) return 0;
		return unit.level === 0 ? 3 : draw.int(1, 2);
	}
	const count = isHead ? draw.weighted(HEAD_COUNTS) : draw.weighted(COUNTS);
	return Number(count);
}

function personalPlan(
	staff: Staff,
	worker: Worker,
	term: Term,
	begins: number,
	key: Plan['key'],
	ordinal: number,
	isLast: boolean
): Plan | null {
	const draw = random(...key);
	const length = term.end - term.start;
	const isLate = isLast && draw.chance(0.07);
	const start = isLate
		? term.start + draw.between(0.3, 0.65) * length
		: begins + draw.int(0, 17) * DAY;
	const created = workingTime(Math.max(start, begins), draw);
	if (worker.left !== null && created >= worker.left) return null;
	const unit = staff.unitOf(worker.slot, created);
	const isDropped = draw.chance(0.03);
	const dropped = created + draw.between(0.3, 0.85) * (term.end - created);
	return {
		...setting(unit, worker, unit.level === 0),
		id: hexId(created, ...key),
		key,
		turn: ordinal + (hash(5, [term.number, worker.slot.index]) % 97),
		kind: 'personal',
		ruleId: term.period.ruleId,
		term,
		created,
		deleted: isDropped && dropped > created ? workingTime(dropped, draw) : null,
		owner: ownersOf(staff, worker, created, term, draw),
		unit,
		teamIds: teamsOf(staff, worker, unit, created, draw),
		hasNewFields: !draw.chance(0.03),
		areCheckInsReadable: !draw.chance(0.015)
	};
}

/** Objectives of the rule that must be ignored: half-yearly commitments of some people. */
function planCommitments(staff: Staff, term: Term, seed: number, plans: Plan[]): void {
	for (const workers of staff.bySlot) {
		for (const worker of workers) {
			const key = shortKey(seed, 'commitment', term.number, worker.slot.index, worker.turn);
			const begins = beginOf(worker, term);
			if (begins === null || (worker.left !== null && worker.left <= term.start)) continue;
			if (!random(...key, 'has one').chance(0.12)) continue;
			const plan = personalPlan(staff, worker, term, begins, key, 0, false);
			if (plan !== null) plans.push(plan);
		}
	}
}

/**
 * When the owner leaves, the manager takes over about every second objective; now and then one
 * changes hands before.
 */
function ownersOf(
	staff: Staff,
	worker: Worker,
	created: number,
	term: Term,
	draw: Random
): Since<Worker>[] {
	const owners: Since<Worker>[] = [{ from: created, value: worker }];
	const isHandedOver = draw.chance(0.55);
	const isPassedOn = draw.chance(0.012);
	const passed = workingTime(created + draw.between(0.2, 0.7) * (term.end - created), draw);
	if (worker.left !== null && worker.left < term.end) {
		const from = worker.left - 3 * HOUR;
		const manager = staff.managerOf(worker, from);
		if (isHandedOver && manager !== null && from > created) owners.push({ from, value: manager });
	} else if (isPassedOn) {
		const manager = staff.managerOf(worker, passed);
		if (manager !== null) owners.push({ from: passed, value: manager });
	}
	return owners;
}

/** Mostly the home department; sometimes none, two, or one that contacts no longer know. */
function teamsOf(
	staff: Staff,
	worker: Worker,
	unit: Unit,
	created: number,
	draw: Random
): string[] {
	const second = valueAt(worker.slot.second, created);
	const other = second === null ? undefined : staff.structure.units[second];
	const kind = draw.weighted(TEAMS);
	if (other !== undefined && draw.chance(0.5)) return [unit.id, other.id];
	if (kind === 'none') return [];
	if (kind === 'gone') return [`4${unit.id.slice(1)}00`];
	return [unit.id];
}

/** Language, trade and character in which an objective is written. */
function setting(
	unit: Unit,
	author: Worker,
	isCompany: boolean
): Pick<Plan, 'field' | 'tongue' | 'character'> {
	const name: FieldName =
		isCompany && unit.level === 0 ? 'strategy' : (unit.division?.field ?? 'strategy');
	return {
		field: fields[name],
		tongue: tongueOf(author.speech),
		character: unit.division?.character ?? steady
	};
}

/** Some moment of the working day that contains `instant`, or of the Monday after. */
export function workingTime(instant: number, draw: Random): number {
	return (
		onWorkday(midnight(instant)) + 9 * HOUR + draw.int(0, 560) * MINUTE + draw.int(0, 59) * 1000
	);
}
