/** The check-ins of one objective: week by week one or none, with their later edits. */

import { DAY, HOUR, MINUTE, monday, WEEK } from './calendar.ts';
import { compose, type Facts, type Note } from './check-in-text.ts';
import { confidenceAt, shareOf, type Mood } from './courses.ts';
import { sittingOf, styleOf, type Style } from './habits.ts';
import { percentOf, type Draft } from './key-results.ts';
import { existsAt, valueAt, type CheckIn, type CheckInRevision } from './model.ts';
import type { Plan } from './plans.ts';
import { hexId, type Random, random, sharesOf } from './random.ts';
import type { Staff, Worker } from './staff.ts';

/** What is known about an objective when its check-ins are told. */
export interface Story {
	readonly plan: Plan;
	readonly staff: Staff;
	/** Their progress is moved on with every check-in. */
	readonly drafts: readonly Draft[];
	readonly mood: Mood;
	readonly seed: number;
}

interface Sitting {
	readonly author: Worker;
	readonly style: Style;
	readonly at: number;
	readonly draw: Random;
}

interface Told {
	readonly checkIn: CheckIn;
	readonly note: Note;
}

/** Which part of a person's sittings covers one objective. */
const COVERED = { quarter: 0.97, year: 0.7, half: 0.12 } as const;

/** In ascending order of creation. */
export function checkInsOf(story: Story): CheckIn[] {
	const { plan, drafts, seed } = story;
	const checkIns: CheckIn[] = [];
	// A key result that never gets going shows in lists only; with nothing else there is nothing to
	// check in on.
	if (drafts.every((draft) => draft.pace.course === 'never')) return checkIns;
	const end = Math.min(plan.term.end, plan.deleted ?? Infinity);
	const styles = new Map<Worker, Style>();
	let last: { readonly at: number; readonly note: Note | null } = { at: plan.created, note: null };
	for (let week = monday(plan.created); week < end; week += WEEK) {
		const author = valueAt(plan.owner, week + 4 * DAY);
		const style = styles.get(author) ?? styleOf(author, plan, seed);
		styles.set(author, style);
		const sitting = sittingOf(author, style.habit, plan, week, seed);
		if (sitting === null) continue;
		const draw = random(...plan.key, 'week', week);
		if (!draw.chance(COVERED[plan.term.kind])) continue;
		// One objective after the other in one sitting.
		const at = sitting + draw.int(0, 25) * MINUTE;
		if (at < last.at + HOUR || !mayCheckIn(plan, author, at)) continue;
		const repeats = style.temper === 'copy_paste' && draw.chance(0.85);
		const { checkIn, note } = tell(story, { author, style, at, draw }, repeats ? last.note : null);
		checkIns.push(checkIn);
		// A note that names one key result makes no sense where the list is another.
		const isGeneral = note.says.every(({ keyResultId }) => keyResultId === null);
		last = { at, note: isGeneral ? note : null };
	}
	return checkIns;
}

function mayCheckIn(plan: Plan, author: Worker, at: number): boolean {
	const isOver = at >= (plan.deleted ?? Infinity) || at > plan.term.end + 4 * DAY;
	const isEmployed = author.joined <= at && (author.left === null || at < author.left);
	return !isOver && isEmployed && valueAt(plan.owner, at) === author;
}

const LISTS = sharesOf({ all: 83, moved: 5, none: 7, unstated: 5 });

/** One check-in. States the progress that its author sees, and moves the key results' own. */
function tell(story: Story, sitting: Sitting, repeated: Note | null): Told {
	const { plan, drafts } = story;
	const { author, at: created, draw } = sitting;
	const living = drafts.filter(
		(draft) => existsAt(draft, created) && draft.pace.course !== 'never'
	);
	const stated = new Map(living.map((draft) => [draft.id, draft.percentAt(created)]));
	const moved = living.filter((draft) => stated.get(draft.id) !== valueAt(draft.progress, created));
	const list = draw.weighted(LISTS);
	const listed = list === 'none' ? [] : list === 'moved' && moved.length > 0 ? moved : living;
	for (const draft of moved) {
		draft.progress.push({ from: created, value: stated.get(draft.id) ?? null });
	}
	const facts = factsOf(story, sitting, listed);
	const note = repeated ?? compose(facts, sitting.style, draw);
	const first: CheckInRevision = {
		updated: created,
		modifierId: author.id,
		html: note.html,
		objectiveProgress: plan.hasNewFields ? facts.percent : null,
		keyResults: plan.hasNewFields
			? listed.map(({ id }) => ({
					id,
					progress: list === 'unstated' ? null : (stated.get(id) ?? null)
				}))
			: null,
		says: note.says,
		mentions: note.mentions
	};
	const revisions = [first];
	if (draw.chance(0.06)) revisions.push(edit(story, sitting, first, facts));
	const isDeleted = draw.chance(0.015);
	const gone = Math.round(created + draw.between(0.05, 9) * DAY);
	const lastTouched = revisions.at(-1)?.updated ?? created;
	return {
		note,
		checkIn: {
			id: hexId(created, ...plan.key, 'check-in', created),
			authorId: author.id,
			created,
			deleted: isDeleted ? Math.max(gone, lastTouched + MINUTE) : null,
			revisions
		}
	};
}

function factsOf(story: Story, sitting: Sitting, listed: readonly Draft[]): Facts {
	const { plan, drafts, mood } = story;
	const { author, style, at, draw } = sitting;
	const percent = percentOf(drafts, at);
	const expected = 100 * shareOf(at, Math.max(plan.term.start, plan.created), plan.term.end);
	const { shock } = mood;
	// A title that will change would leave a name in the text that nobody knows any more.
	const areNamesStable = listed.every((draft) => draft.title.length === 1);
	return {
		speech: author.speech,
		field: plan.field,
		percent: Math.round(percent),
		confidence: confidenceAt(mood, style.temper, at, expected - percent, draw),
		isHit: shock !== null && at >= shock.from && at < shock.from + 5 * WEEK,
		listed:
			plan.hasNewFields && areNamesStable
				? listed.map((draft) => ({ id: draft.id, title: valueAt(draft.title, at) }))
				: [],
		colleagues: colleaguesOf(story.staff, author, at)
	};
}

/**
 * Minutes to days later somebody reads it again: another text, another confidence, now and then by
 * the manager.
 */
function edit(
	{ plan, staff }: Story,
	{ author, style, draw }: Sitting,
	first: CheckInRevision,
	facts: Facts
): CheckInRevision {
	const isSoon = draw.chance(0.7);
	const updated = first.updated + (isSoon ? draw.int(3, 90) * MINUTE : draw.int(12, 90) * HOUR);
	const confidence = Math.min(10, Math.max(0, facts.confidence + draw.pick([-2, -1, 0, 1])));
	const { html, says, mentions } = compose({ ...facts, confidence }, style, draw);
	const manager = draw.chance(0.12) ? staff.managerOf(author, updated) : null;
	const isRestated = plan.hasNewFields && draw.chance(0.3);
	const restated = first.keyResults?.map(({ id, progress }) => ({
		id,
		progress: progress === null ? null : Math.min(100, progress + 2)
	}));
	return {
		...first,
		updated,
		modifierId: manager?.id ?? author.id,
		html,
		says,
		mentions,
		keyResults: isRestated ? (restated ?? null) : first.keyResults
	};
}

/** People at neighbouring posts, and the manager. */
function colleaguesOf(staff: Staff, author: Worker, instant: number): string[] {
	const names = new Set<string>();
	const manager = staff.managerOf(author, instant);
	if (manager !== null) names.add(manager.handle);
	for (const step of [-2, -1, 1, 2]) {
		const colleague = staff.occupantOf(author.slot.index + step, instant);
		if (colleague?.slot.division === author.slot.division) names.add(colleague.handle);
	}
	names.delete(author.handle);
	return [...names];
}
