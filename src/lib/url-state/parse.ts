import { earlier, isDay, later } from '../calendar/days.ts';
import {
	BROKEN_REASONS,
	DEPENDENCY_KINDS,
	LENSES,
	LOWER_LEVELS,
	PARAM,
	SEARCH_KINDS,
	SORTS,
	STALL_REASONS,
	type Notice,
	type UrlState
} from './state.ts';

/** What is needed of a period to judge a URL. Days are inclusive. */
export interface PeriodBounds {
	readonly id: string;
	readonly startsOn: string;
	readonly endsOn: string;
}

/** What there is data for. */
export interface KnownMoments<P extends PeriodBounds> {
	readonly periods: readonly P[];
	/** The first day of the earliest loaded period. */
	readonly firstDay: string;
	/** The day of the last data version. */
	readonly dataDay: string;
}

export interface Moment<P extends PeriodBounds> {
	/** null: every period that is live. */
	readonly period: P | null;
	/** The as-of day t that the page shows, inside the period and the data (metrics.md 1). */
	readonly day: string;
	/** The t that holds without `as_of` in the URL. */
	readonly defaultDay: string;
	readonly minDay: string;
	readonly maxDay: string;
	/** The chosen period begins after the last data: there is nothing to show yet. */
	readonly isNotStarted: boolean;
	readonly notices: readonly Notice[];
}

/** Period and as-of day. A value that cannot be used gives a notice and the default, never an error. */
export function parseMoment<P extends PeriodBounds>(
	params: URLSearchParams,
	known: KnownMoments<P>
): Moment<P> {
	const notices: Notice[] = [];

	const periodValue = read(params, PARAM.period);
	const period = known.periods.find((one) => one.id === periodValue) ?? null;
	if (periodValue !== null && period === null)
		notices.push({ kind: 'unknown_period', value: shorten(periodValue) });

	const minDay = period === null ? known.firstDay : later(period.startsOn, known.firstDay);
	const maxDay = period === null ? known.dataDay : earlier(period.endsOn, known.dataDay);
	const isNotStarted = minDay > maxDay;
	const defaultDay = isNotStarted ? known.dataDay : maxDay;

	const dayValue = read(params, PARAM.asOf);
	let day = defaultDay;
	if (dayValue !== null && !isDay(dayValue)) {
		notices.push({ kind: 'malformed_as_of', value: shorten(dayValue), shown: day });
	} else if (dayValue !== null && !isNotStarted) {
		day = earlier(later(dayValue, minDay), maxDay);
		if (day !== dayValue) {
			const kind =
				dayValue > known.dataDay
					? 'as_of_after_data'
					: dayValue < known.firstDay
						? 'as_of_before_data'
						: 'as_of_outside_period';
			notices.push({ kind, value: dayValue, shown: day });
		}
	}
	return { period, day, defaultDay, minDay, maxDay, isNotStarted, notices };
}

/** The department among those that exist on the as-of day. */
export function parseDepartment<D extends { readonly id: string }>(
	params: URLSearchParams,
	departments: readonly D[],
	day: string
): { readonly department: D | null; readonly notices: readonly Notice[] } {
	const value = read(params, PARAM.department);
	if (value === null) return { department: null, notices: [] };
	const department = departments.find((one) => one.id === value) ?? null;
	return {
		department,
		notices: department === null ? [{ kind: 'unknown_department', value: shorten(value), day }] : []
	};
}

/** The rest of the state, which needs no data to be judged. */
export function parseView(
	params: URLSearchParams,
	languages: readonly string[]
): Pick<
	UrlState,
	| 'lens'
	| 'lang'
	| 'reason'
	| 'level'
	| 'broken'
	| 'kind'
	| 'sort'
	| 'from'
	| 'to'
	| 'open'
	| 'find'
	| 'q'
	| 'found'
	| 'page'
> & {
	readonly notices: readonly Notice[];
} {
	const notices: Notice[] = [];

	/** One of a few words; another one gives a notice. */
	const oneOf = <Word extends string>(
		name: string,
		words: readonly Word[],
		kind: WordNotice
	): Word | null => {
		const value = read(params, name);
		const found = words.find((one) => one === value) ?? null;
		if (value !== null && found === null) notices.push({ kind, value: shorten(value) });
		return found;
	};
	const lens = oneOf(PARAM.lens, LENSES, 'unknown_lens') ?? 'as_was';
	const lang = oneOf(PARAM.lang, languages, 'unknown_language');
	const reason = oneOf(PARAM.reason, STALL_REASONS, 'unknown_reason');
	const level = oneOf(PARAM.level, LOWER_LEVELS, 'unknown_level');
	const kind = oneOf(PARAM.kind, DEPENDENCY_KINDS, 'unknown_kind');
	const sort = oneOf(PARAM.sort, SORTS, 'unknown_sort');
	const broken = oneOf(PARAM.broken, BROKEN_REASONS, 'unknown_broken');
	const found = oneOf(PARAM.found, SEARCH_KINDS, 'unknown_found');

	const pageValue = read(params, PARAM.page);
	const isPage = pageValue !== null && /^[1-9]\d{0,5}$/.test(pageValue);
	if (pageValue !== null && !isPage)
		notices.push({ kind: 'page_out_of_range', value: shorten(pageValue) });

	return {
		...{ lens, lang, reason, level, broken, kind, sort, found },
		from: read(params, PARAM.from)?.slice(0, LONGEST_ID) ?? null,
		to: read(params, PARAM.to)?.slice(0, LONGEST_ID) ?? null,
		open: read(params, PARAM.open)?.slice(0, LONGEST_OPEN) ?? null,
		find: read(params, PARAM.find)?.slice(0, LONGEST_FIND) ?? null,
		q: read(params, PARAM.q)?.slice(0, LONGEST_FIND) ?? null,
		page: isPage ? Number(pageValue) : 1,
		notices
	};
}

const LONGEST_ID = 64;
const LONGEST_OPEN = 2_000;
const LONGEST_FIND = 100;

type WordNotice = Extract<
	Notice['kind'],
	`unknown_${'lens' | 'language' | 'reason' | 'level' | 'broken' | 'kind' | 'sort' | 'found'}`
>;

/** An empty value is what a form without JavaScript sends for "all"; it is the default, not a fault. */
function read(params: URLSearchParams, name: string): string | null {
	const value = params.get(name)?.trim() ?? '';
	return value === '' ? null : value;
}

/** A notice repeats what was asked for, but not a whole book of it. */
function shorten(value: string): string {
	return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
