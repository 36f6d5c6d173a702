/**
 * What happens to the structure over the years: every quarter some teams move, are renamed, get new
 * heads, are dissolved or founded, and some people change teams. A quarter's events depend on the
 * quarters before it and on nothing later.
 */

import { DAY, HOUR, onWorkday, quarterOf, startOfQuarter } from './calendar.ts';
import { valueAt, type Since } from './model.ts';
import { random, type Random } from './random.ts';
import { unitId, type Slot, type Structure, type Unit } from './structure.ts';

const FIRST_QUARTER = 2024 * 4;

type Kind = 'move' | 'rename' | 'head' | 'dissolve' | 'spin-off' | 'swap';

/** Carries the structure's life up to the end of the quarter that contains `instant`. */
export function reorganise(structure: Structure, seed: number, instant: number): void {
	const { units, slots } = structure;
	const taken = new Set(units.map((unit) => unit.id));
	const members: number[][] = units.map(() => []);
	for (const slot of slots) members[now(slot.home)]?.push(slot.index);
	const scale = Math.max(1, Math.round(units.length / 60));
	const isLarge = slots.length >= 100;
	const atFounding = slots.length;

	for (let quarter = FIRST_QUARTER; quarter <= quarterOf(instant); quarter++) {
		const draw = random(seed, 'reorganisation', quarter);
		const kinds: Kind[] = [];
		for (let at = 0; at < scale; at++) kinds.push('move', 'rename', 'head');
		if (isLarge) kinds.push(quarter % 2 === 0 ? 'dissolve' : 'spin-off');
		for (let at = 0; at < Math.max(1, Math.round(atFounding * 0.012)); at++) kinds.push('swap');
		const events = kinds
			.map((kind, at) => ({
				kind,
				draw: random(seed, 'reorganisation', quarter, at),
				from: onWorkday(startOfQuarter(quarter) + draw.int(8, 80) * DAY) + 10 * HOUR + at * 1000
			}))
			.sort((one, other) => one.from - other.from);
		for (const event of events) happen(event.kind, event.from, event.draw);
	}

	function happen(kind: Kind, from: number, draw: Random): void {
		switch (kind) {
			case 'move':
				return move(from, draw);
			case 'rename':
				return rename(from, draw);
			case 'head':
				return changeHead(from, draw);
			case 'dissolve':
				return dissolve(from, draw);
			case 'spin-off':
				return spinOff(from, draw);
			case 'swap':
				return swap(from, draw);
		}
	}

	function living(test: (unit: Unit) => boolean): Unit[] {
		return units.filter((unit) => unit.deleted === null && unit.level > 0 && test(unit));
	}

	/** Living units without any below them; those below the same unit are siblings. */
	function leaves(): { readonly all: readonly Unit[]; siblings: (unit: Unit) => readonly Unit[] } {
		const alive = living(() => true);
		const parents = new Set(alive.map((unit) => now(unit.parent)));
		const all = alive.filter((unit) => !parents.has(unit.index));
		const byParent = Map.groupBy(all, (unit) => now(unit.parent));
		return {
			all,
			siblings: (unit) => (byParent.get(now(unit.parent)) ?? []).filter((other) => other !== unit)
		};
	}

	function isAway(unit: Unit): boolean {
		const home = unit.parent[0]?.value ?? null;
		return home !== null && home !== now(unit.parent) && units[home]?.deleted === null;
	}

	/** A team goes to another department, or comes home: only a few are away at a time. */
	function move(from: number, draw: Random): void {
		const { all, siblings } = leaves();
		const movable = all.filter((unit) => unit.level >= 2);
		const away = movable.filter(isAway);
		const mostAway = Math.max(1, Math.round(movable.length / 25));
		const isReturning = away.length >= mostAway || (away.length > 0 && draw.chance(0.4));
		const candidates = isReturning ? away : movable.filter((unit) => siblings(unit).length > 0);
		if (candidates.length === 0) return;
		const unit = draw.pick(candidates);
		if (isReturning) {
			unit.parent.push({ from, value: unit.parent[0]?.value ?? null });
			return;
		}
		const leafIndexes = new Set(all.map(({ index }) => index));
		const homes = living(
			({ level, index }) =>
				level === unit.level - 1 && index !== now(unit.parent) && !leafIndexes.has(index)
		);
		if (homes.length > 0) unit.parent.push({ from, value: draw.pick(homes).index });
	}

	/** A department gets a more modern name, or its old one back. */
	function rename(from: number, draw: Random): void {
		const small = living(({ level }) => level > 1);
		const unit = draw.pick(small.length > 0 && draw.chance(0.95) ? small : living(() => true));
		const name = now(unit.name);
		const plain = name.replace(/^数智| & Số hóa$| & Growth$/, '');
		if (plain !== name) unit.name.push({ from, value: plain });
		else if (/^\p{Script=Han}/u.test(name)) unit.name.push({ from, value: `数智${name}` });
		else
			unit.name.push({
				from,
				value: name + (/[\u00c0-\u1ef9]/.test(name) ? ' & Số hóa' : ' & Growth')
			});
	}

	function changeHead(from: number, draw: Random): void {
		const staffed = living((unit) => (members[unit.index]?.length ?? 0) >= 3);
		if (staffed.length === 0) return;
		const unit = draw.pick(staffed);
		const heads = now(unit.heads);
		const candidates = (members[unit.index] ?? []).filter((slot) => !heads.includes(slot));
		if (candidates.length === 0) return;
		unit.heads.push({ from, value: [draw.pick(candidates), ...heads.slice(1)] });
	}

	function dissolve(from: number, draw: Random): void {
		const { all, siblings } = leaves();
		// Its people go to a sibling of the same division, and one more stays beside that.
		const heirs = (unit: Unit): readonly Unit[] =>
			siblings(unit).filter(({ division }) => division === unit.division);
		const candidates = all.filter((unit) => unit.level >= 2 && heirs(unit).length > 1);
		if (candidates.length === 0) return;
		const unit = draw.pick(candidates);
		const into = draw.pick(heirs(unit));
		for (const slot of [...(members[unit.index] ?? [])]) transfer(slot, into.index, from);
		unit.heads.push({ from, value: [] });
		unit.deleted = from;
		for (const slot of slots) {
			if (now(slot.second) === unit.index) slot.second.push({ from, value: null });
		}
	}

	function spinOff(from: number, draw: Random): void {
		const large = leaves().all.filter(
			(unit) => unit.level >= 2 && (members[unit.index]?.length ?? 0) >= 6
		);
		if (large.length === 0) return;
		const origin = draw.pick(large);
		const leaving = (members[origin.index] ?? [])
			.filter((slot) => !now(origin.heads).includes(slot))
			.slice(-3);
		const lead = leaving[0];
		if (lead === undefined) return;
		const index = units.length;
		units.push({
			index,
			id: unitId(seed, index, taken),
			division: origin.division,
			level: origin.level,
			created: from,
			deleted: null,
			name: [
				{ from, value: `${now(origin.name)} – ${draw.pick(['Pilot', 'X', '新', 'Mới'])} ${index}` }
			],
			parent: [{ from, value: now(origin.parent) }],
			heads: [{ from, value: [lead] }]
		});
		members[index] = [];
		for (const slot of leaving) transfer(slot, index, from);
	}

	/** Two people of one division change places. */
	function swap(from: number, draw: Random): void {
		const one = draw.pick(slots);
		const other = draw.pick(slots);
		if (one.division === null || one.division !== other.division) return;
		if (one.isLead || other.isLead || now(one.home) === now(other.home)) return;
		if (isHead(one) || isHead(other)) return;
		const home = now(one.home);
		transfer(one.index, now(other.home), from);
		transfer(other.index, home, from);
	}

	function isHead(slot: Slot): boolean {
		const unit = units[now(slot.home)];
		return unit !== undefined && now(unit.heads).includes(slot.index);
	}

	function transfer(slotIndex: number, unitIndex: number, from: number): void {
		const slot = slots[slotIndex];
		if (slot === undefined) return;
		const old = members[now(slot.home)];
		old?.splice(old.indexOf(slotIndex), 1);
		members[unitIndex]?.push(slotIndex);
		slot.home.push({ from, value: unitIndex });
		if (now(slot.second) === unitIndex) slot.second.push({ from, value: null });
	}
}

/** The latest value: events happen in the order of time. */
function now<T>(history: readonly Since<T>[]): T {
	return valueAt(history, Infinity);
}
