/**
 * What happens to the structure over the years: every quarter some teams move, are renamed, get new heads, are dissolved
 * or founded, and some people change teams. A quarter's events depend on the quarters before it and on nothing later.
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

	function isLeaf(unit: Unit): boolean {
		return !units.some((other) => other.deleted === null && now(other.parent) === unit.index);
	}

	function siblings(unit: Unit): Unit[] {
		const parent = now(unit.parent);
		return living((other) => other !== unit && now(other.parent) === parent && isLeaf(other));
	}

	function move(from: number, draw: Random): void {
		const movable = living((unit) => unit.level >= 2 && isLeaf(unit));
		if (movable.length === 0) return;
		const unit = draw.pick(movable);
		const homes = living(
			(other) =>
				other.level === unit.level - 1 && other.index !== now(unit.parent) && !isLeaf(other)
		);
		// A division with one department left would look odd, so the last sibling stays.
		if (homes.length === 0 || siblings(unit).length === 0) return;
		unit.parent.push({ from, value: draw.pick(homes).index });
	}

	function rename(from: number, draw: Random): void {
		const unit = draw.pick(living(() => true));
		const name = now(unit.name);
		const plain = name.replace(/与创新$| & Đổi mới$| & Growth$/, '');
		const suffix = /\p{Script=Han}$/u.test(name)
			? '与创新'
			: / [A-Z]\w+$/.test(name)
				? ' & Growth'
				: ' & Đổi mới';
		unit.name.push({ from, value: plain === name ? name + suffix : plain });
	}

	function changeHead(from: number, draw: Random): void {
		const units = living((unit) => (members[unit.index]?.length ?? 0) >= 3);
		if (units.length === 0) return;
		const unit = draw.pick(units);
		const heads = now(unit.heads);
		const candidates = (members[unit.index] ?? []).filter((slot) => !heads.includes(slot));
		if (candidates.length === 0) return;
		unit.heads.push({ from, value: [draw.pick(candidates), ...heads.slice(1)] });
	}

	function dissolve(from: number, draw: Random): void {
		const small = living((unit) => unit.level >= 2 && isLeaf(unit) && siblings(unit).length > 1);
		if (small.length === 0) return;
		const unit = draw.pick(small);
		const into = draw.pick(siblings(unit));
		for (const slot of [...(members[unit.index] ?? [])]) transfer(slot, into.index, from);
		unit.heads.push({ from, value: [] });
		unit.deleted = from;
		for (const slot of slots) {
			if (now(slot.second) === unit.index) slot.second.push({ from, value: null });
		}
	}

	function spinOff(from: number, draw: Random): void {
		const large = living(
			(unit) => unit.level >= 2 && isLeaf(unit) && (members[unit.index]?.length ?? 0) >= 6
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
