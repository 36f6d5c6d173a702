/**
 * The life of one objective, told from its plan alone and always to its end; whoever asks for it
 * cuts off what has not happened yet. Nothing in here may depend on the day of the build.
 */

import { DAY, HOUR } from './calendar.ts';
import { checkInsOf } from './check-ins.ts';
import { fill } from './content/phrases.ts';
import type { Mood } from './courses.ts';
import { shockOf } from './habits.ts';
import { draftKeyResults, percentOf, type Draft } from './key-results.ts';
import { valueAt, type ApproveStatus, type CheckIn, type KeyResult, type Since } from './model.ts';
import { workingTime, type Plan } from './plans.ts';
import { type Random, random, sharesOf } from './random.ts';
import type { Staff } from './staff.ts';

export interface Life {
	readonly title: readonly Since<string>[];
	readonly weight: readonly Since<number | null>[];
	readonly progress: readonly Since<number | null>[];
	readonly approveStatus: readonly Since<ApproveStatus | null>[];
	readonly score: readonly Since<number | null>[];
	readonly keyResults: readonly KeyResult[];
	readonly checkIns: readonly CheckIn[];
}

export function live(plan: Plan, staff: Staff, seed: number): Life {
	const draw = random(...plan.key, 'life');
	const title = titleOf(plan, draw);
	if (plan.kind === 'organisation') {
		return {
			title,
			weight: [{ from: plan.created, value: null }],
			progress: [{ from: plan.created, value: null }],
			approveStatus: [{ from: plan.created, value: null }],
			score: [{ from: plan.created, value: null }],
			keyResults: [],
			checkIns: []
		};
	}
	const shock = shockOf(plan, draw, seed);
	const drafts = draftKeyResults(plan, shock !== null, draw);
	const mood = moodOf(plan, shock, draw, seed);
	const checkIns = checkInsOf({ plan, staff, drafts, mood, seed });
	editWithoutCheckIn(plan, drafts, draw);
	for (const draft of drafts) draft.progress.sort((one, other) => one.from - other.from);
	const weight = draw.pick([null, null, 20, 30, 40, 50]);
	const progress = objectiveProgress(plan, drafts, draw);
	return {
		title,
		weight: [{ from: plan.created, value: weight }],
		progress,
		approveStatus: approvalOf(plan, draw),
		score: scoreOf(plan, progress),
		keyResults: drafts.map(({ id, created, deleted, title, weight, progress }) => ({
			id,
			created,
			deleted,
			title,
			weight,
			progress
		})),
		checkIns
	};
}

function titleOf(plan: Plan, draw: Random): Since<string>[] {
	const { objectives } = plan.field[plan.tongue];
	// Objectives of one owner differ: each starts at another place of the list.
	const first = objectives[plan.turn % objectives.length] ?? '';
	const history: Since<string>[] = [{ from: plan.created, value: fill(first, draw) }];
	const from = workingTime(
		plan.created + draw.between(0.2, 0.8) * (plan.term.end - plan.created),
		draw
	);
	const value = fill(draw.pick(objectives), draw);
	const isRescoped = draw.chance(0.04) && value !== history[0]?.value && from > plan.created;
	if (isRescoped) history.push({ from, value });
	return history;
}

const APPROVALS = sharesOf({ none: 66, approved: 28, draft: 3, rejected: 2, late: 1 });

/** About every third objective is put up for approval; some never get it. */
function approvalOf(plan: Plan, draw: Random): Since<ApproveStatus | null>[] {
	const { created } = plan;
	const flow = draw.weighted(APPROVALS);
	const asked = workingTime(created + draw.between(0.2, 3) * DAY, draw);
	const decided = workingTime(asked + draw.between(1, 4) * DAY, draw);
	switch (flow) {
		case 'none':
			return [{ from: created, value: null }];
		case 'approved':
			return [
				{ from: created, value: 'preApprove' },
				{ from: Math.max(asked, created + HOUR), value: 'approving' },
				{ from: Math.max(decided, created + 2 * HOUR), value: 'approved' }
			];
		case 'draft':
			return [{ from: created, value: 'preApprove' }];
		case 'rejected':
			return [
				{ from: created, value: 'approving' },
				{ from: Math.max(decided, created + 2 * HOUR), value: 'notApproved' }
			];
		case 'late':
			return [
				{ from: created, value: 'preApprove' },
				{ from: created + 30 * DAY, value: 'approved' }
			];
	}
}

/** Most objectives are graded within two weeks after their period, by people who are kind or strict. */
function scoreOf(plan: Plan, progress: Life['progress']): Since<number | null>[] {
	const draw = random(...plan.key, 'score');
	const from = workingTime(plan.term.end + draw.int(1, 13) * DAY, draw);
	const reached = valueAt(progress, plan.term.end) ?? 0;
	const value = Math.min(100, Math.max(0, Math.round(reached + draw.normal() * 8)));
	const history: Since<number | null>[] = [{ from: plan.created, value: null }];
	if (draw.chance(0.8)) history.push({ from, value });
	return history;
}

function moodOf(plan: Plan, shock: Mood['shock'], draw: Random, seed: number): Mood {
	const owner = plan.owner[0]?.value;
	const place = random(seed, 'place', plan.unit.id).normal() * 0.55;
	const person = random(seed, 'person', owner?.slot.index ?? 0, owner?.turn ?? 0).normal() * 0.6;
	const { character } = plan;
	return {
		base: character.mood + place + person + draw.normal() * 0.3,
		perWeek: character.drift * (plan.term.kind === 'quarter' ? 1 : 0.25),
		shock,
		start: plan.term.start
	};
}

/** Now and then somebody moves the slider and writes nothing. */
function editWithoutCheckIn(plan: Plan, drafts: readonly Draft[], draw: Random): void {
	for (const draft of drafts) {
		const at = workingTime(
			plan.created + draw.between(0.1, 0.95) * (plan.term.end - plan.created),
			draw
		);
		if (!draw.chance(0.05) || draft.pace.course === 'never' || at <= draft.created) continue;
		draft.progress.push({ from: at, value: draft.percentAt(at) });
	}
}

function objectiveProgress(
	plan: Plan,
	drafts: readonly Draft[],
	draw: Random
): Since<number | null>[] {
	const isAbsent = draw.chance(0.03);
	// Some objectives are kept by hand and drift away from their key results.
	const byHand = draw.chance(0.04) ? draw.pick([-12, -6, 5, 10]) : 0;
	const history: Since<number | null>[] = [{ from: plan.created, value: isAbsent ? null : 0 }];
	if (isAbsent) return history;
	const instants = new Set(drafts.flatMap((draft) => draft.progress.map((entry) => entry.from)));
	for (const from of [...instants].sort((one, other) => one - other)) {
		const value = Math.min(100, Math.max(0, Math.round(percentOf(drafts, from)) + byHand));
		if (from > plan.created && value !== history.at(-1)?.value) history.push({ from, value });
	}
	return history;
}
