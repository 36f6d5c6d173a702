/**
 * Links between objectives, as each side states them. Most are sound; some point nowhere, at
 * themselves, around in a circle or into another time, as links do that people set by hand.
 */

import { DAY, HOUR } from './calendar.ts';
import { historyOf } from './history.ts';
import type { Link, Since } from './model.ts';
import { keyResultId, type Plan } from './plans.ts';
import { hexId, random, sharesOf, type Random } from './random.ts';
import type { Staff } from './staff.ts';
import { FOUNDED, type Unit } from './structure.ts';
import type { Term } from './terms.ts';

type Kind = Link['kind'];

/** One side's word about a link, and when it took it back. */
export interface Statement {
	readonly from: number;
	readonly link: Link;
	readonly to: number | null;
}

/** What an objective states about its parents and its children. */
export interface Statements {
	readonly up: Statement[];
	readonly down: Statement[];
}

/** Plans of one term, found by who or what they belong to. */
interface Shelf {
	readonly byWorker: Map<string, Plan[]>;
	readonly byUnit: Map<number, Plan[]>;
}

/** Which part of the objectives has no link upward at all, on purpose. */
const ORPHANS = { company: 0, unit: 0.07, head: 0.08, individual: 0.13 } as const;

/** Who states a link: often both sides, as the product shows it on both. */
const STATED = sharesOf({ both: 78, child: 16, parent: 6 });

const TROUBLES = sharesOf({ none: 952, dangling: 14, mismatch: 16, cycle: 6, self: 5, key: 7 });

/** What every plan that has links states about them. */
export function align(plans: readonly Plan[], staff: Staff): ReadonlyMap<Plan, Statements> {
	const shelves = new Map<string, Shelf>();
	const statements = new Map<Plan, Statements>();
	for (const plan of plans) {
		const name = shelfName(plan.ruleId, plan.term.kind, plan.term.number);
		const shelf = shelves.get(name) ?? { byWorker: new Map(), byUnit: new Map() };
		shelves.set(name, shelf);
		if (plan.kind === 'organisation') put(shelf.byUnit, plan.unit.index, plan);
		else put(shelf.byWorker, plan.owner[0]?.value.id ?? '', plan);
	}

	// Units founded later would change what is drawn for objectives that were there before them.
	const founding = staff.structure.units.filter((unit) => unit.created === FOUNDED);

	const find = (term: Term, back = 0): Shelf | undefined =>
		shelves.get(shelfName(term.period.ruleId, term.kind, term.number - back));
	const year = (term: Term): Shelf | undefined =>
		term.kind === 'quarter'
			? shelves.get(shelfName(term.period.ruleId, 'year', Math.floor(term.number / 4)))
			: undefined;

	function of(plan: Plan): Statements {
		const known = statements.get(plan) ?? { up: [], down: [] };
		statements.set(plan, known);
		return known;
	}

	function connect(
		child: Plan,
		parent: Plan,
		draw: Random,
		kind: Kind,
		keyResult: number | null
	): void {
		const from = Math.max(child.created, parent.created + 2 * HOUR);
		const up: Link =
			keyResult === null
				? { targetId: parent.id, targetKind: 'objective', kind }
				: { targetId: keyResultId(parent, keyResult), targetKind: 'keyResult', kind };
		const stated = draw.weighted(STATED);
		const isTemporary = draw.chance(0.03);
		const later = from + draw.int(12, 40) * DAY;
		if (stated !== 'parent') {
			// A few links are set weeks after the objective, a few are taken back.
			const isLate = draw.chance(0.06);
			of(child).up.push({
				from: isLate ? later : from,
				link: up,
				to: isTemporary && !isLate && stated === 'child' ? later : null
			});
		}
		if (stated !== 'child') {
			const typed = parent.kind === 'organisation' ? (kind ?? 'SUPPORT') : null;
			of(parent).down.push({
				from,
				link: { targetId: child.id, targetKind: 'objective', kind: typed },
				to: null
			});
		}
	}

	function unitAbove(plan: Plan, shelf: Shelf | undefined, fromUnit: Unit | null): readonly Plan[] {
		for (let unit = fromUnit; unit !== null; unit = staff.parentOf(unit, plan.created)) {
			const found = shelf?.byUnit.get(unit.index);
			if (found !== undefined) return found;
		}
		return [];
	}

	function alignUnit(plan: Plan, draw: Random): void {
		const parent = staff.parentOf(plan.unit, plan.created);
		const inYear = year(plan.term);
		if (plan.unit.level === 0) {
			// The company's quarter serves the company's year.
			const above = inYear?.byUnit.get(plan.unit.index) ?? [];
			if (above.length > 0) connect(plan, draw.pick(above), draw, 'SUPPORT', null);
			return;
		}
		if (draw.chance(ORPHANS.unit)) return;
		const sameTerm = unitAbove(plan, find(plan.term), parent);
		const wholeYear = unitAbove(plan, inYear, parent);
		const above = wholeYear.length > 0 && draw.chance(0.25) ? wholeYear : sameTerm;
		if (above.length > 0) connect(plan, draw.pick(above), draw, 'SUPPORT', null);
		if (draw.chance(0.25)) {
			const other = elsewhere(plan, find(plan.term), draw);
			if (other !== null) connect(plan, other, draw, 'COOPERATION', null);
		}
	}

	/** An objective of another division's unit. */
	function elsewhere(plan: Plan, shelf: Shelf | undefined, draw: Random): Plan | null {
		const unit = draw.pick(founding);
		if (unit.division === plan.unit.division || unit.level === 0) return null;
		const found = shelf?.byUnit.get(unit.index);
		return found === undefined ? null : draw.pick(found);
	}

	function alignPerson(plan: Plan, draw: Random): void {
		const owner = plan.owner[0]?.value;
		if (owner === undefined) return;
		const isHead = staff.isHeadOf(owner, plan.unit, plan.created);
		const shelf = find(plan.term);
		if (draw.chance(isHead ? ORPHANS.head : ORPHANS.individual)) return;
		const manager = staff.managerOf(owner, plan.created);
		const managers = manager === null ? undefined : shelf?.byWorker.get(manager.id);
		const units = unitAbove(plan, shelf, plan.unit);
		const trouble = draw.weighted(TROUBLES);
		// The year before may no longer be readable, so nothing may hang on what it holds.
		const hasQuarterBefore = plan.term.kind === 'quarter' && plan.term.number % 4 > 0;
		if (trouble === 'mismatch' && hasQuarterBefore && manager !== null) {
			const old = find(plan.term, 1)?.byWorker.get(manager.id);
			if (old !== undefined) return connect(plan, draw.pick(old), draw, null, null);
		}
		if (trouble === 'dangling' || trouble === 'key') {
			const id = hexId(plan.created - 40 * DAY, ...plan.key, 'gone');
			const targetKind = trouble === 'key' ? 'keyResult' : 'objective';
			state(plan, { targetId: id, targetKind, kind: null });
			return;
		}
		if (trouble === 'self') state(plan, { targetId: plan.id, targetKind: 'objective', kind: null });
		const prefersUnit = draw.chance(isHead ? 0.7 : 0.3);
		const above = prefersUnit && units.length > 0 ? units : (managers ?? units);
		if (above.length === 0) return;
		const parent = draw.pick(above);
		const toKeyResult = parent.kind === 'personal' && draw.chance(0.3);
		connect(plan, parent, draw, null, toKeyResult ? draw.int(0, 2) : null);
		if (trouble === 'cycle' && parent.kind === 'personal') connect(parent, plan, draw, null, null);
		if (draw.chance(0.08)) {
			const other = elsewhere(plan, shelf, draw);
			if (other !== null) connect(plan, other, draw, draw.chance(0.5) ? 'COOPERATION' : null, null);
		}
	}

	function state(plan: Plan, link: Link): void {
		of(plan).up.push({ from: plan.created, link, to: null });
	}

	for (const plan of plans) {
		const draw = random(...plan.key, 'links');
		if (plan.kind === 'organisation') alignUnit(plan, draw);
		else if (plan.term.kind !== 'half') alignPerson(plan, draw);
	}

	return statements;
}

/**
 * The links that one side states, over time. A personal objective lists ids only, so what it states
 * has no kind.
 */
export function linksOf(
	plan: Pick<Plan, 'created' | 'kind'>,
	statements: readonly Statement[]
): Since<readonly Link[]>[] {
	const { created } = plan;
	const instants = statements.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
	return historyOf(
		created,
		instants,
		(instant) =>
			statements
				.filter(({ from, to }) => from <= instant && (to === null || instant < to))
				.map(({ link }) => (plan.kind === 'personal' ? { ...link, kind: null } : link)),
		() => false
	);
}

function shelfName(ruleId: string, kind: string, number: number): string {
	return `${ruleId}/${kind}/${number}`;
}

function put<K>(map: Map<K, Plan[]>, key: K, plan: Plan): void {
	const plans = map.get(key);
	if (plans === undefined) map.set(key, [plan]);
	else plans.push(plan);
}
