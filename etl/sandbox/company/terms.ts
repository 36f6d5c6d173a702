/** Rules and periods: one rule that counts, and two that a careful reader leaves out. */

import { DAY, startOfMonth, yearOf } from './calendar.ts';
import type { Period, Rule } from './model.ts';
import { hexId } from './random.ts';

/** The first year whose periods are listed; OKRs came to the company with it. */
const FIRST_YEAR = 2024;

/** How long before its start a period is set up. */
const SET_UP = 21 * DAY;

export type TermKind = 'year' | 'half' | 'quarter';

/** A period as the build sees it: `end` is exclusive. */
export interface Term {
	readonly period: Period;
	readonly kind: TermKind;
	readonly start: number;
	readonly end: number;
	/** Counts terms of one kind through the years. */
	readonly number: number;
	/**
	 * Whether objectives of it are still to be had: the running year, the one before, and what is
	 * ahead.
	 */
	readonly isReadable: boolean;
}

export interface Calendar {
	readonly rules: readonly Rule[];
	readonly okr: Rule;
	readonly pbc: Rule;
	readonly terms: readonly Term[];
}

const QUARTER_NAMES = ['一季度', '二季度', '三季度', '四季度'];
const HALF_NAMES = ['上半年', '下半年'];

/** Rules, and the periods that were set up until `instant`. */
export function calendarOf(seed: number, instant: number): Calendar {
	const okr = rule(seed, 'okr', 'OKR 目标管理', 'OKR', true);
	const pbc = rule(seed, 'pbc', 'PBC 个人绩效承诺', 'PBC', true);
	const pilot = rule(seed, 'pilot', 'OKR 试点（2024）', 'OKR', false);
	const thisYear = yearOf(instant);
	const terms: Term[] = [];

	function add(
		of: Rule,
		kind: TermKind,
		name: string,
		number: number,
		from: number,
		to: number
	): void {
		if (from - SET_UP > instant) return;
		terms.push({
			kind,
			start: from,
			end: to,
			number,
			isReadable: of.isEnabled && yearOf(from) >= thisYear - 1,
			period: {
				id: hexId(from - SET_UP, seed, 'period', of.id, kind, number),
				ruleId: of.id,
				name,
				startDate: from,
				endDate: to - 1000,
				type: kind === 'quarter' ? 'season' : kind
			}
		});
	}

	for (let year = FIRST_YEAR; year <= thisYear + 1; year++) {
		add(okr, 'year', `${year}年度`, year, startOfMonth(year, 0), startOfMonth(year, 12));
		QUARTER_NAMES.forEach((name, at) => {
			const from = startOfMonth(year, at * 3);
			const to = startOfMonth(year, at * 3 + 3);
			add(okr, 'quarter', `${year}年${name}`, year * 4 + at, from, to);
			if (year === FIRST_YEAR && at < 2)
				add(pilot, 'quarter', `试点${name}`, year * 4 + at, from, to);
		});
		HALF_NAMES.forEach((name, at) => {
			const from = startOfMonth(year, at * 6);
			add(pbc, 'half', `${year}年${name}`, year * 2 + at, from, startOfMonth(year, at * 6 + 6));
		});
	}
	return { rules: [okr, pbc, pilot], okr, pbc, terms };
}

function rule(seed: number, key: string, name: string, category: string, isEnabled: boolean): Rule {
	const setUp = startOfMonth(FIRST_YEAR - 1, 11);
	return { id: hexId(setUp, seed, 'rule', key), name, category, isEnabled };
}
