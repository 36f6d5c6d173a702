/**
 * The company on its founding day: units (departments in the making) and slots (the posts that
 * people fill one after the other). Later changes are in reorganisation.ts.
 */

import { startOfDay } from './calendar.ts';
import { divisions, type Division } from './divisions.ts';
import type { Since } from './model.ts';
import { decimalId, random } from './random.ts';

/** Before anything that a reader can see. */
export const FOUNDED = startOfDay('2023-01-01');

export const COMPANY_NAME = 'Sao Mai Group 晨星集团';

/** A department as the build sees it: others are named by their index. */
export interface Unit {
	readonly index: number;
	readonly id: string;
	/** null for the root. */
	readonly division: Division | null;
	/** 0 is the root. */
	readonly level: number;
	readonly created: number;
	deleted: number | null;
	readonly name: Since<string>[];
	readonly parent: Since<number | null>[];
	/** Slots of its heads, the first head first. */
	readonly heads: Since<readonly number[]>[];
}

export interface Slot {
	readonly index: number;
	readonly division: Division | null;
	readonly isBoss: boolean;
	/** Led a unit when the company was founded. */
	readonly isLead: boolean;
	/** The one post that reports to nobody although it is not the head's. */
	readonly isAdviser: boolean;
	readonly home: Since<number>[];
	/** A second department, if any. */
	readonly second: Since<number | null>[];
}

export interface Structure {
	readonly units: Unit[];
	readonly slots: Slot[];
}

/** People directly in a unit before it is split, by level. */
const ROOM = [0, 9, 14, 25, Infinity] as const;
/** People per part when it is split, by level. */
const PART = [0, 18, 9, 12, 12] as const;

function divisionCount(people: number): number {
	if (people < 15) return 3;
	if (people < 50) return 4;
	if (people < 120) return 7;
	if (people < 250) return 9;
	return divisions.length;
}

/** Whole numbers in proportion to the shares that add up to `total`. */
function apportion(total: number, shares: readonly number[]): number[] {
	const whole = shares.reduce((sum, share) => sum + share, 0);
	const parts = shares.map((share) => Math.max(2, Math.floor((total * share) / whole)));
	let rest = total - parts.reduce((sum, part) => sum + part, 0);
	for (let at = 0; rest > 0; at = (at + 1) % parts.length, rest--) parts[at] = (parts[at] ?? 0) + 1;
	return parts;
}

/** The units and slots of a company of about `people` people. */
export function found(people: number, seed: number): Structure {
	const units: Unit[] = [];
	const slots: Slot[] = [];
	const taken = new Set<string>();
	const namesInDivision = new Map<string, number>();

	function addUnit(
		name: string,
		parent: number | null,
		level: number,
		division: Division | null
	): Unit {
		const index = units.length;
		const unit: Unit = {
			index,
			id: level === 0 ? '1' : unitId(seed, index, taken),
			division,
			level,
			created: FOUNDED,
			deleted: null,
			name: [{ from: FOUNDED, value: name }],
			parent: [{ from: FOUNDED, value: parent }],
			heads: []
		};
		units.push(unit);
		return unit;
	}

	function addSlot(home: Unit, role: 'boss' | 'adviser' | 'lead' | 'member'): Slot {
		const slot: Slot = {
			index: slots.length,
			division: home.division,
			isBoss: role === 'boss',
			isLead: role === 'boss' || role === 'lead',
			isAdviser: role === 'adviser',
			home: [{ from: FOUNDED, value: home.index }],
			second: [{ from: FOUNDED, value: null }]
		};
		slots.push(slot);
		return slot;
	}

	function uniqueName(division: Division, names: readonly string[], turn: number): string {
		const name = names[turn % names.length] ?? division.name;
		const key = `${division.name}/${name}`;
		const times = (namesInDivision.get(key) ?? 0) + 1;
		namesInDivision.set(key, times);
		return times === 1 ? name : `${name} ${times}`;
	}

	let teamTurn = 0;
	function staff(unit: Unit, division: Division, size: number): void {
		const lead = addSlot(unit, 'lead');
		let rest = size - 1;
		const isLeaf = rest <= (ROOM[unit.level] ?? Infinity);
		const deputies = isLeaf ? rest : rest > 16 ? 1 : 0;
		let deputy: Slot | undefined;
		for (let at = 0; at < deputies; at++) deputy = addSlot(unit, 'member');
		rest -= deputies;
		const hasTwoHeads = deputy !== undefined && random(seed, 'two heads', unit.id).chance(0.12);
		const heads = hasTwoHeads && deputy ? [lead.index, deputy.index] : [lead.index];
		unit.heads.push({ from: FOUNDED, value: heads });
		if (isLeaf) return;
		const most = unit.level === 1 ? 10 : 14;
		const parts = Math.min(most, Math.max(2, Math.round(rest / (PART[unit.level] ?? 12))));
		const sizes = apportion(rest, new Array<number>(parts).fill(1));
		sizes.forEach((part, at) => {
			const names = unit.level === 1 ? division.departments : division.teams;
			const turn = unit.level === 1 ? at : teamTurn++;
			staff(
				addUnit(uniqueName(division, names, turn), unit.index, unit.level + 1, division),
				division,
				part
			);
		});
	}

	const root = addUnit(COMPANY_NAME, null, 0, null);
	root.heads.push({ from: FOUNDED, value: [addSlot(root, 'boss').index] });
	// A few posts are always vacant between two people; so that about `people` are there, there are
	// more posts.
	const posts = Math.max(7, Math.round(people * 1.012));
	const advisers = people >= 20 ? 1 : 0;
	if (advisers) addSlot(root, 'adviser');
	const chosen = divisions.slice(0, divisionCount(people));
	const sizes = apportion(
		posts - 1 - advisers,
		chosen.map((division) => division.share)
	);
	chosen.forEach((division, at) => {
		staff(addUnit(division.name, root.index, 1, division), division, sizes[at] ?? 2);
	});

	assignSecondDepartments(units, slots, seed);
	return { units, slots };
}

/**
 * Department ids are unique over all companies' lives: a taken one moves on to the next free
 * number.
 */
export function unitId(seed: number, index: number, taken: Set<string>): string {
	let id = decimalId(9, seed, 'unit', index);
	while (taken.has(id)) id = String(Number(id) + 1);
	taken.add(id);
	return id;
}

/** About one person in twenty-five works for a second department too. */
function assignSecondDepartments(
	units: readonly Unit[],
	slots: readonly Slot[],
	seed: number
): void {
	for (const slot of slots) {
		const draw = random(seed, 'second department', slot.index);
		if (slot.division === null || !draw.chance(0.04)) continue;
		const second = draw.pick(units);
		if (second.level === 0 || second.index === slot.home[0]?.value) continue;
		slot.second[0] = { from: FOUNDED, value: second.index };
	}
}
