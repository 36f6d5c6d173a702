/** What the model's words for a goal are called in the language of the page. An unknown word stands for itself. */
import { m } from '$lib/paraglide/messages.js';

type Words = Readonly<Record<string, () => string>>;

const PACES: Words = {
	done: m.pace_done,
	on_track: m.pace_on_track,
	behind: m.pace_behind,
	at_risk: m.pace_at_risk,
	too_early: m.pace_too_early,
	unknown: m.pace_unknown
};

const LEVELS: Words = {
	company: m.level_company,
	department: m.level_department,
	individual: m.level_individual
};

const VISIBILITIES: Words = {
	public: m.visibility_public,
	restricted: m.visibility_restricted,
	unknown: m.visibility_unknown
};

const WEEK_STATES: Words = {
	on_time: m.week_on_time,
	late: m.week_late,
	missed: m.week_missed,
	pending: m.week_pending,
	not_due: m.week_not_due,
	unknown: m.week_unknown
};

const BROKEN: Words = {
	dangling: m.link_dangling,
	self: m.link_self,
	cycle: m.link_cycle,
	period_mismatch: m.link_period_mismatch
};

/** The same in two words, over a list of them. */
const BROKEN_NAMES: Words = {
	dangling: m.broken_dangling,
	self: m.broken_self,
	cycle: m.broken_cycle,
	period_mismatch: m.broken_period_mismatch
};

const ANSWERS = {
	market_moved: m.answer_market_moved,
	capacity_or_dependency: m.answer_capacity,
	slow_to_react: m.answer_slow,
	cannot_tell: m.answer_cannot_tell
} satisfies Words;

/** To "did the market change, or did we not keep up?" (metrics.md 12). */
export const ANSWER_NAMES = Object.keys(ANSWERS);

function word(words: Words, value: string): string {
	return words[value]?.() ?? value;
}

export function paceWord(pace: string): string {
	return word(PACES, pace);
}

export function levelWord(level: string): string {
	return word(LEVELS, level);
}

export function visibilityWord(visibility: string): string {
	return word(VISIBILITIES, visibility);
}

export function weekStateWord(state: string): string {
	return word(WEEK_STATES, state);
}

export function brokenWord(reason: string): string {
	return word(BROKEN, reason);
}

export function brokenName(reason: string): string {
	return word(BROKEN_NAMES, reason);
}

export function answerWord(answer: string): string {
	return word(ANSWERS, answer);
}

/** Where a confidence comes from. */
export function provenanceWord(provenance: string): string {
	return provenance === 'report' ? m.provenance_report() : m.provenance_text();
}
