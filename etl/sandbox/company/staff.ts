/**
 * Who fills which post when, and who reports to whom: the questions about people that the rest of
 * the build asks. A post is filled by one worker after the other; a worker's life is drawn from the
 * post and the turn, whatever the day of the build.
 */

import { DAY, HOUR, midnight, onWorkday, startOfDay } from './calendar.ts';
import type { Speech } from './content/phrases.ts';
import { valueAt } from './model.ts';
import { handleOf, nameOf } from './names.ts';
import { decimalId, random, sharesOf, type Shares } from './random.ts';
import type { Slot, Structure, Unit } from './structure.ts';

/** From here on people leave and are replaced. */
const TURNOVER_STARTS = startOfDay('2024-01-01');
const YEAR = 365 * DAY;
const HEAD_OFFICE: Shares<Speech> = sharesOf({ zh: 1 });

export interface Worker {
	readonly slot: Slot;
	/** 0 for the first one at this post. */
	readonly turn: number;
	readonly id: string;
	readonly name: string;
	/** How colleagues mention them. */
	readonly handle: string;
	readonly speech: Speech;
	readonly joined: number;
	readonly left: number | null;
}

export interface Staff {
	readonly structure: Structure;
	/** All workers who joined up to the day of the build, by post, in the order of turns. */
	readonly bySlot: readonly (readonly Worker[])[];
	occupantOf(slot: number, instant: number): Worker | null;
	unitOf(slot: Slot, instant: number): Unit;
	parentOf(unit: Unit, instant: number): Unit | null;
	/** The heads that are there, the first head first. */
	headsOf(unit: Unit, instant: number): readonly Worker[];
	isHeadOf(worker: Worker, unit: Unit, instant: number): boolean;
	/** The head of the worker's unit, or of the nearest unit above that has another one. */
	managerOf(worker: Worker, instant: number): Worker | null;
}

/** Fills the posts with everybody who joined up to `instant`. */
export function hire(structure: Structure, seed: number, instant: number): Staff {
	const bySlot = structure.slots.map((slot) => workersOf(slot, seed, instant));
	const { units } = structure;

	function occupantOf(slot: number, at: number): Worker | null {
		for (const worker of bySlot[slot] ?? []) {
			if (worker.joined <= at && (worker.left === null || at < worker.left)) return worker;
		}
		return null;
	}

	function unitAt(index: number): Unit {
		const unit = units[index];
		if (unit === undefined) throw new RangeError(`No unit ${index}`);
		return unit;
	}

	function parentOf(unit: Unit, at: number): Unit | null {
		const parent = valueAt(unit.parent, at);
		return parent === null ? null : unitAt(parent);
	}

	function headsOf(unit: Unit, at: number): readonly Worker[] {
		const heads: Worker[] = [];
		for (const slot of valueAt(unit.heads, at)) {
			const worker = occupantOf(slot, at);
			if (worker !== null) heads.push(worker);
		}
		return heads;
	}

	return {
		structure,
		bySlot,
		occupantOf,
		unitOf: (slot, at) => unitAt(valueAt(slot.home, at)),
		parentOf,
		headsOf,
		isHeadOf: (worker, unit, at) => valueAt(unit.heads, at).includes(worker.slot.index),
		managerOf(worker, at) {
			if (worker.slot.isAdviser) return null;
			let unit: Unit | null = unitAt(valueAt(worker.slot.home, at));
			if (valueAt(unit.heads, at).includes(worker.slot.index)) unit = parentOf(unit, at);
			while (unit !== null) {
				const head = headsOf(unit, at)[0];
				if (head !== undefined && head.slot !== worker.slot) return head;
				unit = parentOf(unit, at);
			}
			return null;
		}
	};
}

function workersOf(slot: Slot, seed: number, instant: number): Worker[] {
	const workers: Worker[] = [];
	const speeches = slot.division?.speech ?? HEAD_OFFICE;
	let joined =
		TURNOVER_STARTS - Math.round(random(seed, 'first joined', slot.index).between(30, 2500)) * DAY;
	for (let turn = 0; joined <= instant; turn++) {
		const draw = random(seed, 'worker', slot.index, turn);
		const speech = draw.weighted(speeches);
		const name = nameOf(speech, draw);
		const meanYears = slot.isLead ? 9 : 5;
		const stay = 75 * DAY - Math.log(1 - draw.next()) * meanYears * YEAR;
		const leaves = onWorkday(midnight(Math.max(joined, TURNOVER_STARTS) + stay)) + 18 * HOUR;
		const left = slot.isBoss ? null : leaves;
		workers.push({
			slot,
			turn,
			id: workerId(seed, slot.index, turn),
			name,
			handle: handleOf(speech, name),
			speech,
			joined,
			left
		});
		if (left === null) break;
		// Who leads is replaced at once most of the time.
		const vacancy = slot.isLead && draw.chance(0.75) ? draw.int(1, 3) : draw.int(8, 60);
		joined = onWorkday(midnight(left) + vacancy * DAY) + 9 * HOUR;
	}
	return workers;
}

/**
 * DingTalk shows several kinds of user ids: long numbers, some with leading zeros, and some with a
 * word in front.
 */
function workerId(seed: number, slot: number, turn: number): string {
	if (slot === 0 && turn === 0) return `manager${decimalId(4, seed, 'worker', slot, turn)}`;
	const digits = decimalId(17, seed, 'worker', slot, turn);
	return slot % 5 === 3 ? `0${digits}` : digits;
}
