/** What a question of the view `search` must name: one day, and at most one text to look for. Read from the query alone. */
import { fold } from '../etl/clickhouse/fold.ts';
import { rangesOf } from './bridge-query.ts';
import {
	chosen,
	dayOf,
	daysOf,
	membersOf,
	type FilterNode,
	type QueryNode
} from './as-of-query.ts';

const VIEW = 'search';
const WORDS = `${VIEW}.words`;

interface WordsFilter {
	readonly member: string;
	readonly operator: 'equals';
	readonly values: string[];
}

/** Longer texts are cut: a title that holds so many words is found by fewer. */
const MOST_WORDS = 12;
const LONGEST_WORD = 100;

/** Not worth a retry; the message says what to change. */
export class SearchError extends Error {
	override readonly name = 'SearchError';
}

/**
 * The filters with the words as titles are compared (etl/clickhouse/fold.ts), so that everybody who asks finds the same. As they are for
 * other views.
 *
 * @param query with the as-of day it gets if it names none
 * @throws {SearchError} several days, or words in another way than one value
 */
export function searchFilters<F extends FilterNode>(
	query: QueryNode & { readonly filters: readonly F[] }
): (F | WordsFilter)[] {
	const filters = [...query.filters];
	if (!membersOf(query).some((member) => member.startsWith(`${VIEW}.`))) return filters;
	const days = chosen({ and: [...filters, ...rangesOf(query)] }, `${VIEW}.as_of`, daysOf) ?? [];
	if (new Set(days.map(dayOf)).size !== 1)
		throw new SearchError(`${VIEW}.as_of: name one day (equals).`);
	const named = membersOf({ filters }).filter((member) => member === WORDS);
	if (named.length === 0) return [...filters, wordsFilter('')];
	return filters.map((filter) => {
		const [text, ...others] = filter.values ?? [];
		const isOne = filter.member === WORDS && filter.operator === 'equals' && others.length === 0;
		if (!membersOf({ filters: [filter] }).includes(WORDS)) return filter;
		if (named.length > 1 || !isOne || typeof text !== 'string')
			throw new SearchError(`${WORDS}: name one text (equals); its words are taken apart.`);
		return wordsFilter(text);
	});
}

function wordsFilter(text: string): WordsFilter {
	return { member: WORDS, operator: 'equals', values: [wordsOf(text).join(' ')] };
}

/** The words of a text as titles are compared, in its order. */
export function wordsOf(text: string): string[] {
	const words = fold(text.slice(0, MOST_WORDS * LONGEST_WORD)).split(' ');
	return words
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS)
		.map((word) => word.slice(0, LONGEST_WORD));
}
