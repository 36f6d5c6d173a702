/**
 * Questions that list single rows of a cube, such as a page's first 50 key results. Cube joins and groups before it orders and limits,
 * which reads every text of every quarter and sorts every column: at 10,000 people most of such an answer's time. Known to be single
 * rows, they need no grouping, and their texts are looked up once the rows have been chosen.
 */
import { chosen, daysOf, valuesOf, type FilterNode } from './as-of-query.ts';

/** Cubes that hold nothing but texts under a key, and are joined by it (cube/model/cubes/labels.yml, comments.yml). */
export const TEXT_CUBES: ReadonlySet<string> = new Set(['labels', 'target_labels', 'comments']);

/** What has to be known of a question. Members are those of the view; `cubeMember` tells what stands behind one. */
export interface ListQuestion {
	readonly dimensions: readonly string[];
	readonly filters: readonly FilterNode[];
	readonly filterMembers: readonly string[];
	readonly orderMembers: readonly string[];
	readonly root: string;
	/** Names of the root's dimensions that tell its rows apart. */
	readonly primaryKey: readonly string[];
	readonly joined: readonly { readonly from: string; readonly to: string }[];
	readonly cubeMember: (member: string) => string;
}

/** Whether each answered row stands for one row of the cube: each column of its key is selected, or fixed by a filter. */
export function isOfSingleRows(question: ListQuestion): boolean {
	const { dimensions, filters, filterMembers, root, cubeMember } = question;
	const isFixed = (key: string): boolean =>
		[...new Set(filterMembers)]
			.filter((member) => cubeMember(member) === key)
			.some((member) =>
				[daysOf, valuesOf].some((values) => chosen({ and: filters }, member, values)?.length === 1)
			);
	return (
		question.primaryKey.length > 0 &&
		question.primaryKey
			.map((name) => `${root}.${name}`)
			.every((key) => dimensions.some((member) => cubeMember(member) === key) || isFixed(key))
	);
}

/**
 * The dimensions to look up late; empty: none, the question is written as ever. Of rows that are not single ones, some would differ in
 * the key of a text alone and no longer be one.
 */
export function lateDimensions(question: ListQuestion): string[] {
	const { dimensions, root, cubeMember } = question;
	const isText = (member: string): boolean =>
		TEXT_CUBES.has(cubeMember(member).split('.')[0] ?? '');
	const late = dimensions.filter(isText);
	const isDecided = [...question.filterMembers, ...question.orderMembers].some(isText);
	const isJoinedOtherwise = question.joined.some(
		({ from, to }) => TEXT_CUBES.has(to) && from !== root
	);
	if (late.length === 0 || isDecided || isJoinedOtherwise) return [];
	// Links of two kinds between the same ends have the same texts, and their kind is no member to select.
	const primaryKey = question.primaryKey.filter((name) => name !== 'link_kind');
	return isOfSingleRows({ ...question, primaryKey }) ? late : [];
}

/** `label_id` of `"key_result_days".label_id = "labels".label_id`: the column of the row, and that of the text. */
export function textKey(condition: string): { readonly row: string; readonly text: string } {
	const [, row, text] = /^\W*\w+\W*\.(\w+) = \W*\w+\W*\.(\w+)$/.exec(condition.trim()) ?? [];
	if (row === undefined || text === undefined)
		throw new Error(`A cube of texts is joined by more than its key: ${condition}`);
	return { row, text };
}
