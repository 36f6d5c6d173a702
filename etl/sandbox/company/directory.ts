/** The departments and people of the model, with the moment of every change. */

import { DAY, HOUR } from './calendar.ts';
import { fields } from './content/fields.ts';
import type { Speech, Tongue } from './content/phrases.ts';
import { historyOf, isSameList } from './history.ts';
import { valueAt, type Department, type Person, type Since } from './model.ts';
import { hash, random } from './random.ts';
import type { Staff, Worker } from './staff.ts';
import type { Unit } from './structure.ts';

const LEAD_TITLES: Readonly<Record<Tongue, readonly string[]>> = {
	zh: ['集团总裁', '中心总经理', '部门总监', '团队主管', '组长'],
	vi: ['Tổng giám đốc', 'Giám đốc khối', 'Trưởng phòng', 'Trưởng nhóm', 'Tổ trưởng'],
	en: ['Chief Executive', 'Vice President', 'Head of Department', 'Team Lead', 'Squad Lead']
};

/** The language in which a person writes objectives and carries a title. */
export function tongueOf(speech: Speech): Tongue {
	return speech === 'zh' || speech === 'vi' ? speech : 'en';
}

export function departmentsOf(staff: Staff): Department[] {
	const { units } = staff.structure;
	return units.map((unit) => ({
		id: unit.id,
		created: unit.created,
		deleted: unit.deleted,
		name: unit.name,
		parentId: unit.parent.map(({ from, value }) => ({
			from,
			value: value === null ? null : (units[value]?.id ?? null)
		})),
		headIds: historyOf(
			unit.created,
			headInstants(staff, unit),
			(instant) => staff.headsOf(unit, instant).map((worker) => worker.id),
			isSameList
		)
	}));
}

/** When the heads of a unit change: a new post leads, or the one who fills it comes or goes. */
function headInstants(staff: Staff, unit: Unit): number[] {
	const instants: number[] = [];
	const posts = new Set<number>();
	for (const { from, value } of unit.heads) {
		instants.push(from);
		for (const slot of value) posts.add(slot);
	}
	for (const slot of posts) {
		for (const worker of staff.bySlot[slot] ?? []) {
			instants.push(worker.joined);
			if (worker.left !== null) instants.push(worker.left);
		}
	}
	return instants;
}

export function peopleOf(staff: Staff, seed: number): Person[] {
	const headChanges = staff.structure.units.map((unit) => headInstants(staff, unit));
	return staff.bySlot.flatMap((workers) =>
		workers.map((worker) => personOf(staff, worker, seed, headChanges))
	);
}

function personOf(
	staff: Staff,
	worker: Worker,
	seed: number,
	headChanges: readonly (readonly number[])[]
): Person {
	const { units } = staff.structure;
	const { slot, joined } = worker;
	const moves = [...slot.home, ...slot.second].map((entry) => entry.from);
	return {
		id: worker.id,
		unionId: unionIdOf(seed, worker),
		name: worker.name,
		title: titleOf(staff, worker, seed),
		joined,
		left: worker.left,
		isBoss: slot.isBoss,
		isActive: activityOf(worker, seed),
		departmentIds: historyOf(
			joined,
			moves,
			(instant) => {
				const home = staff.unitOf(slot, instant).id;
				const second = valueAt(slot.second, instant);
				const other = second === null ? undefined : units[second]?.id;
				return other === undefined ? [home] : [home, other];
			},
			isSameList
		),
		managerId: historyOf(joined, managerInstants(staff, worker, headChanges), (instant) => {
			return staff.managerOf(worker, instant)?.id ?? null;
		})
	};
}

/**
 * Instants at which a worker's manager may change: moves of the worker or of a unit above, changes
 * of heads there.
 */
function managerInstants(
	staff: Staff,
	worker: Worker,
	headChanges: readonly (readonly number[])[]
): Set<number> {
	const { units } = staff.structure;
	const instants = new Set<number>();
	const seen = new Set<number>();
	const waiting = worker.slot.home.map((entry) => entry.value);
	for (const entry of worker.slot.home) instants.add(entry.from);
	for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
		const unit = units[index];
		if (unit === undefined || seen.has(index)) continue;
		seen.add(index);
		for (const instant of headChanges[index] ?? []) instants.add(instant);
		for (const { from, value } of unit.parent) {
			instants.add(from);
			if (value !== null) waiting.push(value);
		}
	}
	for (const instant of instants) {
		if (worker.left !== null && instant >= worker.left) instants.delete(instant);
	}
	return instants;
}

/**
 * Most accounts are active; some were never activated, some rest for a while, new ones take a few
 * days.
 */
function activityOf(worker: Worker, seed: number): Since<boolean>[] {
	const draw = random(seed, 'activity', worker.slot.index, worker.turn);
	const { joined } = worker;
	if (worker.slot.isLead) return [{ from: joined, value: true }];
	if (draw.chance(0.015)) return [{ from: joined, value: false }];
	if (worker.turn > 0 && draw.chance(0.4)) {
		const activated = joined + draw.int(1, 5) * DAY + 2 * HOUR;
		if (worker.left === null || activated < worker.left) {
			return [
				{ from: joined, value: false },
				{ from: activated, value: true }
			];
		}
	}
	const history = [{ from: joined, value: true }];
	if (draw.chance(0.05)) {
		const rest = Math.max(joined, Date.UTC(2024, 0, 1)) + draw.int(40, 1400) * DAY + 3 * HOUR;
		const back = rest + draw.int(30, 150) * DAY;
		if (worker.left === null || back < worker.left) {
			history.push({ from: rest, value: false }, { from: back, value: true });
		}
	}
	return history;
}

function titleOf(staff: Staff, worker: Worker, seed: number): string {
	const tongue = tongueOf(worker.speech);
	const { slot } = worker;
	if (slot.isLead) {
		const unit = staff.unitOf(slot, worker.joined);
		return LEAD_TITLES[tongue][unit.level] ?? '';
	}
	const field = fields[slot.division?.field ?? 'strategy'];
	return random(seed, 'title', slot.index, worker.turn).pick(field[tongue].roles);
}

const UNION_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function unionIdOf(seed: number, worker: Worker): string {
	let text = '';
	for (let lane = 20; text.length < 20; lane++) {
		let bits = hash(lane, [seed, 'union', worker.slot.index, worker.turn]);
		for (let at = 0; at < 5; at++, bits >>>= 6) text += UNION_ALPHABET.charAt(bits % 62);
	}
	return `${text}iEiE`;
}
