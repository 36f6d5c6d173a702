/** The key results of one objective: titles, weights, and the pace at which each one goes. */

import { DAY, HOUR } from './calendar.ts';
import { late, vague } from './content/everyday.ts';
import { fill } from './content/phrases.ts';
import { paceOf, percentAt, shareOf, type Pace } from './courses.ts';
import { existsAt, valueAt, type KeyResult, type Since } from './model.ts';
import { keyResultId, workingTime, type Plan } from './plans.ts';
import { sharesOf, type Random } from './random.ts';

/** A key result while its life is being told: its progress is still to be filled in. */
export interface Draft extends KeyResult {
	readonly pace: Pace;
	readonly progress: Since<number | null>[];
	/** Whole percent at an instant, before anybody states it. */
	percentAt(instant: number): number;
}

export function draftKeyResults(plan: Plan, isExposedNow: boolean, draw: Random): Draft[] {
	const count = plan.term.kind === 'half' ? draw.int(1, 2) : countOf(draw);
	const titles = titlesOf(plan, count, draw);
	const weights = weightsOf(count, draw);
	const mainCourse = draw.weighted(plan.character.courses);
	const length = plan.term.end - plan.created;
	return titles.map((title, at) => {
		const isAddedLate = at > 1 && at === count - 1 && draw.chance(0.06);
		const isSlowlyWritten = at > 0 && draw.chance(0.08);
		const created = isAddedLate
			? workingTime(plan.created + draw.between(0.5, 0.8) * length, draw)
			: plan.created + (isSlowlyWritten ? draw.int(1, 6) * DAY : 0);
		const dropped = workingTime(
			created + draw.between(0.25, 0.8) * (plan.term.end - created),
			draw
		);
		const isDropped = at > 0 && draw.chance(0.025) && dropped > created;
		const own = draw.weighted(plan.character.courses);
		const course = draw.chance(0.45) ? mainCourse : own;
		const pace = paceOf(
			isExposedNow && course === 'on_track' && draw.chance(0.25) ? 'slow' : course,
			draw
		);
		const isUnstated = pace.course === 'never' ? draw.chance(0.5) : draw.chance(0.06);
		return {
			id: keyResultId(plan, at),
			created,
			deleted: isDropped ? dropped : null,
			title: titleHistory(
				isAddedLate ? fill(draw.pick(late[plan.tongue]), draw) : title,
				created,
				plan,
				draw
			),
			weight: weightHistory(weights[at] ?? null, created, plan, draw),
			progress: [{ from: created, value: isUnstated ? null : 0 }],
			pace,
			percentAt: (instant) => wholePercent(pace, instant, created, plan.term.end)
		};
	});
}

const COUNTS = sharesOf({ '1': 4, '2': 5, '3': 42, '4': 32, '5': 13, '6': 3, '7': 1 });
const WEIGHT_KINDS = sharesOf({ percent: 56, none: 22, thirds: 10, wrong: 8, zero: 4 });

function countOf(draw: Random): number {
	return Number(draw.weighted(COUNTS));
}

function wholePercent(pace: Pace, instant: number, from: number, to: number): number {
	const percent = Math.round(percentAt(pace, shareOf(instant, from, to)));
	// Some people report that they did more than everything.
	return pace.speed > 1.115 && percent > 104
		? Math.min(120, percent)
		: Math.min(100, Math.max(0, percent));
}

/** Distinct titles; one objective in ten has a key result that nobody can measure. */
function titlesOf(plan: Plan, count: number, draw: Random): string[] {
	const phrases = [...plan.field[plan.tongue].keyResults];
	const titles = new Set<string>();
	const vagueAt = draw.chance(0.12) ? draw.int(0, count - 1) : -1;
	for (let guard = 0; titles.size < count && guard < 60; guard++) {
		const isVague = titles.size === vagueAt;
		const at = draw.int(0, phrases.length - 1);
		const phrase = isVague ? draw.pick(vague[plan.tongue]) : phrases[at];
		if (phrase === undefined) continue;
		titles.add(fill(phrase, draw));
		if (!isVague && phrases.length > 1) phrases.splice(at, 1);
	}
	return [...titles];
}

/** Percent that add up to 100, none at all, all alike, or plainly wrong. */
function weightsOf(count: number, draw: Random): (number | null)[] {
	const kind = draw.weighted(WEIGHT_KINDS);
	const even = Math.floor(100 / count / 5) * 5;
	const weights = new Array<number | null>(count).fill(even);
	weights[0] = 100 - even * (count - 1);
	switch (kind) {
		case 'none':
			return weights.fill(null);
		case 'thirds':
			return weights.fill(Math.round(10_000 / count) / 100);
		case 'wrong':
			return weights.fill(draw.pick([20, 30, 50]));
		case 'zero':
			if (count > 1) weights[0] = 0;
			return weights;
		case 'percent':
			if (count > 2 && draw.chance(0.5)) {
				weights[0] = (weights[0] ?? 0) + 5;
				weights[1] = even - 5;
			}
			return weights;
	}
}

/** A few targets are lowered or sharpened on the way. */
function titleHistory(title: string, created: number, plan: Plan, draw: Random): Since<string>[] {
	const history: Since<string>[] = [{ from: created, value: title }];
	const from = workingTime(created + draw.between(0.2, 0.7) * (plan.term.end - created), draw);
	if (!draw.chance(0.05) || from <= created) return history;
	const changed = title.replace(/\d+/, (digits) =>
		String(Math.max(1, Math.round(Number(digits) * 0.8)))
	);
	if (changed !== title) history.push({ from, value: changed });
	return history;
}

function weightHistory(
	weight: number | null,
	created: number,
	plan: Plan,
	draw: Random
): Since<number | null>[] {
	const history: Since<number | null>[] = [{ from: created, value: weight }];
	const from =
		workingTime(created + draw.between(0.1, 0.6) * (plan.term.end - created), draw) + HOUR;
	if (weight === null || !draw.chance(0.02) || from <= created) return history;
	history.push({ from, value: weight + 10 });
	return history;
}

/**
 * Percent over the key results by weight, as the product shows it; missing values count as nothing
 * done.
 */
export function percentOf(drafts: readonly Draft[], instant: number): number {
	let sum = 0;
	let weights = 0;
	const living = drafts.filter((draft) => existsAt(draft, instant));
	const isWeighted = living.some((draft) => (valueAt(draft.weight, instant) ?? 0) > 0);
	for (const draft of living) {
		const weight = isWeighted ? (valueAt(draft.weight, instant) ?? 0) : 1;
		sum += weight * (valueAt(draft.progress, instant) ?? 0);
		weights += weight;
	}
	return weights > 0 ? Math.min(100, sum / weights) : 0;
}
