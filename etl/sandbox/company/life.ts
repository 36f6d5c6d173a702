/**
 * The life of one objective, told from its plan alone and always to its end; whoever asks for it cuts off what has not
 * happened yet. Nothing in here may depend on the day of the build.
 */

import { DAY, HOUR, monday, MINUTE, WEEK } from './calendar.ts';
import { compose, type Note } from './check-in-text.ts';
import { confidenceAt, shareOf, type Mood } from './courses.ts';
import { fill } from './content/phrases.ts';
import { shockOf, sittingOf, styleOf, type Style } from './habits.ts';
import { draftKeyResults, type Draft } from './key-results.ts';
import {
	existsAt,
	valueAt,
	type ApproveStatus,
	type CheckIn,
	type CheckInRevision,
	type KeyResult,
	type Since
} from './model.ts';
import { workingTime, type Plan } from './plans.ts';
import { hexId, random, type Random } from './random.ts';
import type { Staff, Worker } from './staff.ts';

export interface Life {
	readonly title: readonly Since<string>[];
	readonly weight: readonly Since<number | null>[];
	readonly progress: readonly Since<number | null>[];
	readonly approveStatus: readonly Since<ApproveStatus | null>[];
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
			keyResults: [],
			checkIns: []
		};
	}
	const shock = shockOf(plan, draw, seed);
	const drafts = draftKeyResults(plan, shock !== null, draw);
	const checkIns = checkInsOf(plan, staff, drafts, moodOf(plan, shock, draw, seed), seed);
	editWithoutCheckIn(plan, drafts, draw);
	for (const draft of drafts) draft.progress.sort((one, other) => one.from - other.from);
	return {
		title,
		weight: [{ from: plan.created, value: draw.pick([null, null, 20, 30, 40, 50]) }],
		progress: objectiveProgress(plan, drafts, draw),
		approveStatus: approvalOf(plan, draw),
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
	const history: Since<string>[] = [
		{ from: plan.created, value: fill(draw.pick(objectives), draw) }
	];
	const from = workingTime(
		plan.created + draw.between(0.2, 0.8) * (plan.term.end - plan.created),
		draw
	);
	const value = fill(draw.pick(objectives), draw);
	const isRescoped = draw.chance(0.04) && value !== history[0]?.value && from > plan.created;
	if (isRescoped) history.push({ from, value });
	return history;
}

/** Two divisions in five let objectives be approved; some never are. */
function approvalOf(plan: Plan, draw: Random): Since<ApproveStatus | null>[] {
	const { created } = plan;
	const flow = draw.weighted({ none: 66, approved: 28, draft: 3, rejected: 2, late: 1 });
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

function moodOf(plan: Plan, shock: Mood['shock'], draw: Random, seed: number): Mood {
	const owner = plan.owner[0]?.value;
	const place = random(seed, 'place', plan.unit.id).normal() * 0.55;
	const person = random(seed, 'person', owner?.slot.index ?? 0, owner?.turn ?? 0).normal() * 0.6;
	const { character } = plan;
	return {
		temper: 'honest',
		base: character.mood + place + person + draw.normal() * 0.3,
		perWeek: character.drift * (plan.term.kind === 'quarter' ? 1 : 0.25),
		shock,
		start: plan.term.start
	};
}

/** Week by week, one check-in or none. */
function checkInsOf(
	plan: Plan,
	staff: Staff,
	drafts: readonly Draft[],
	mood: Mood,
	seed: number
): CheckIn[] {
	const checkIns: CheckIn[] = [];
	// A key result that never gets going shows in lists only; with nothing else there is nothing to check in on.
	if (drafts.every((draft) => draft.pace.course === 'never')) return checkIns;
	const end = Math.min(plan.term.end, plan.deleted ?? Infinity);
	const keeps = plan.term.kind === 'quarter' ? 0.94 : plan.term.kind === 'year' ? 0.6 : 0.12;
	let last: { readonly at: number; readonly note: Note | null } = { at: plan.created, note: null };
	for (let week = monday(plan.created); week < end; week += WEEK) {
		const draw = random(...plan.key, 'week', week);
		const author = valueAt(plan.owner, week + 4 * DAY);
		const sitting = sittingOf(author, plan, week, seed);
		if (sitting === null || !draw.chance(keeps)) continue;
		// One objective after the other in one sitting.
		const at = sitting + draw.int(0, 25) * MINUTE;
		const isOver = at >= (plan.deleted ?? Infinity) || at > plan.term.end + 4 * DAY;
		if (at < last.at + HOUR || isOver || !isThere(author, at) || valueAt(plan.owner, at) !== author)
			continue;
		const style = styleOf(author, plan, seed);
		const note =
			last.note !== null && style.temper === 'copy_paste' && draw.chance(0.85) ? last.note : null;
		const checkIn = tell(
			plan,
			staff,
			drafts,
			{ ...mood, temper: style.temper },
			style,
			author,
			at,
			note,
			draw
		);
		checkIns.push(checkIn.checkIn);
		last = { at, note: checkIn.note };
	}
	return checkIns;
}

function isThere(worker: Worker, instant: number): boolean {
	return worker.joined <= instant && (worker.left === null || instant < worker.left);
}

/** One check-in with its later edits. States the progress that its author sees, and moves the key results' own. */
function tell(
	plan: Plan,
	staff: Staff,
	drafts: readonly Draft[],
	mood: Mood,
	style: Style,
	author: Worker,
	created: number,
	repeated: Note | null,
	draw: Random
): { readonly checkIn: CheckIn; readonly note: Note } {
	const living = drafts.filter(
		(draft) => existsAt(draft, created) && draft.pace.course !== 'never'
	);
	const stated = new Map(living.map((draft) => [draft.id, draft.percentAt(created)]));
	const moved = living.filter((draft) => stated.get(draft.id) !== valueAt(draft.progress, created));
	const form = draw.weighted({ all: 80, moved: 8, none: 7, unstated: 5 });
	const listed = form === 'none' ? [] : form === 'moved' && moved.length > 0 ? moved : living;
	for (const draft of living) {
		const percent = stated.get(draft.id) ?? 0;
		if (percent !== valueAt(draft.progress, created))
			draft.progress.push({ from: created, value: percent });
	}
	const percent = weighted(drafts, created);
	const expected = 100 * shareOf(created, Math.max(plan.term.start, plan.created), plan.term.end);
	const confidence = confidenceAt(mood, created, expected - percent, draw);
	const facts = {
		speech: author.speech,
		field: plan.field,
		percent: Math.round(percent),
		confidence,
		isHit:
			mood.shock !== null && created >= mood.shock.from && created < mood.shock.from + 5 * WEEK,
		listed:
			listed.filter((draft) => draft.title.length === 1).length === listed.length &&
			plan.hasNewFields
				? listed.map((draft) => ({ id: draft.id, title: valueAt(draft.title, created) }))
				: [],
		colleagues: colleaguesOf(staff, author, created)
	};
	const note = repeated ?? compose(facts, style, draw);
	const first: CheckInRevision = {
		updated: created,
		modifierId: author.id,
		html: note.html,
		objectiveProgress: plan.hasNewFields ? Math.round(percent) : null,
		keyResults: plan.hasNewFields
			? listed.map(({ id }) => ({
					id,
					progress: form === 'unstated' ? null : (stated.get(id) ?? null)
				}))
			: null,
		says: note.says,
		mentions: note.mentions
	};
	const revisions = [first];
	if (draw.chance(0.06)) revisions.push(edit(plan, staff, first, author, facts, style, draw));
	const isDeleted = draw.chance(0.015);
	const gone = created + draw.between(0.05, 9) * DAY;
	return {
		note,
		checkIn: {
			id: hexId(created, ...plan.key, 'check-in', created),
			authorId: author.id,
			created,
			deleted: isDeleted
				? Math.max(Math.round(gone), (revisions.at(-1)?.updated ?? created) + MINUTE)
				: null,
			revisions
		}
	};
}

/** Minutes to days later somebody reads it again: another text, another confidence, now and then by the manager. */
function edit(
	plan: Plan,
	staff: Staff,
	first: CheckInRevision,
	author: Worker,
	facts: Parameters<typeof compose>[0],
	style: Style,
	draw: Random
): CheckInRevision {
	const isSoon = draw.chance(0.7);
	const updated = first.updated + (isSoon ? draw.int(3, 90) * MINUTE : draw.int(12, 90) * HOUR);
	const confidence = Math.min(10, Math.max(0, facts.confidence + draw.pick([-2, -1, 0, 1])));
	const note = compose({ ...facts, confidence }, style, draw);
	const manager = draw.chance(0.12) ? staff.managerOf(author, updated) : null;
	const isRestated = plan.hasNewFields && draw.chance(0.3);
	return {
		...first,
		updated,
		modifierId: manager?.id ?? author.id,
		html: note.html,
		says: note.says,
		mentions: note.mentions,
		keyResults: isRestated
			? (first.keyResults?.map(({ id, progress }) => ({
					id,
					progress: progress === null ? null : Math.min(100, progress + 2)
				})) ?? null)
			: first.keyResults
	};
}

/** People at neighbouring posts, and the manager. */
function colleaguesOf(staff: Staff, author: Worker, instant: number): string[] {
	const names: string[] = [];
	const manager = staff.managerOf(author, instant);
	if (manager !== null) names.push(manager.handle);
	for (const step of [-2, -1, 1, 2]) {
		const colleague = staff.occupantOf(author.slot.index + step, instant);
		if (colleague !== null && colleague.slot.division === author.slot.division)
			names.push(colleague.handle);
	}
	return [...new Set(names)].filter((name) => name !== author.handle);
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

/** Percent over the key results by weight, as the product shows it. */
function weighted(drafts: readonly Draft[], instant: number): number {
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
		const value = Math.min(100, Math.max(0, Math.round(weighted(drafts, from)) + byHand));
		if (from > plan.created && value !== history.at(-1)?.value) history.push({ from, value });
	}
	return history;
}
