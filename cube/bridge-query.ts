/**
 * What a question about the change between two days must name: the two days, and of `bridges` one department and one lens, and for the
 * split of a ratio the steps. Read from the query alone, like the as-of day (as-of-query.ts).
 */
import {
	chosen,
	dayOf,
	daysOf,
	membersOf,
	valuesOf,
	type FilterNode,
	type QueryNode
} from './as-of-query.ts';

const VIEW = 'bridges';
const VIEWS_OF_TWO_DAYS = [VIEW, 'confidence_changes'];

/** Not worth a retry; the message says what to change. */
export class BridgeError extends Error {
	override readonly name = 'BridgeError';
}

/** What a question gets that names neither: the whole company, each day along its own tree. */
const USUAL = { within_department_id: 'everywhere', lens: 'as_was' } as const;

/** Measures that tell by how much one step changes a mean or ratio. */
const STEP_MEASURE = /_step$/;

interface AddedFilter {
	readonly member: string;
	readonly operator: 'equals';
	readonly values: string[];
}

/**
 * The filters to add, so that no row is counted for two departments or along two trees. None for other views.
 *
 * @param query with the as-of day it gets if it names none
 * @throws {BridgeError} a question that would read every day, or count rows twice
 */
export function bridgeFilters(query: QueryNode): AddedFilter[] {
	const asks = (view: string): boolean =>
		membersOf(query).some((member) => member.startsWith(`${view}.`));
	const filters = { and: [...(query.filters ?? []), ...rangesOf(query)] };
	for (const view of VIEWS_OF_TWO_DAYS.filter(asks)) {
		const firstDay = oneDay(filters, `${view}.from_on`);
		const lastDay = oneDay(filters, `${view}.as_of`);
		if (firstDay > lastDay) throw new BridgeError(`${view}.from_on is later than ${view}.as_of.`);
	}
	if (!asks(VIEW)) return [];
	refuseHalfSteps(query);
	return Object.entries(USUAL).flatMap(([name, usual]): AddedFilter[] => {
		const member = `${VIEW}.${name}`;
		if ((query.dimensions ?? []).includes(member)) return [];
		if (!membersOf({ filters: [filters] }).includes(member))
			return [{ member, operator: 'equals', values: [usual] }];
		if (chosen(filters, member, valuesOf)?.length === 1) return [];
		throw new BridgeError(`${member}: name one (equals) or group by it, else rows count twice.`);
	});
}

/** Conditions that stand beside the filters, as filters. */
export function rangesOf({ timeDimensions = [] }: QueryNode): FilterNode[] {
	return timeDimensions.flatMap(({ dimension, dateRange }) =>
		dateRange === undefined
			? []
			: {
					member: dimension,
					operator: 'inDateRange',
					values: typeof dateRange === 'string' ? [dateRange] : dateRange
				}
	);
}

function oneDay(filters: FilterNode, member: string): string {
	const days = chosen(filters, member, daysOf) ?? [];
	const [day] = days;
	if (day === undefined || days.length > 1)
		throw new BridgeError(`${member}: name one day (equals). A change has a from_on and an as_of.`);
	return dayOf(day);
}

/** A step of a ratio is a difference of two states of the whole cell, a count is one of rows: they are not asked together. */
function refuseHalfSteps(query: QueryNode): void {
	const step = `${VIEW}.step`;
	const isByStep = (query.dimensions ?? []).includes(step);
	const measures = (query.measures ?? []).map(String).filter((name) => name.startsWith(`${VIEW}.`));
	const filtered = membersOf({ filters: query.filters ?? [] });
	const isSound = isByStep
		? measures.length > 0 && measures.every((name) => STEP_MEASURE.test(name))
		: ![...measures, ...filtered].some((name) => STEP_MEASURE.test(name) || name === step);
	if (!isSound)
		throw new BridgeError(
			`Measures of ${VIEW} that end in _step are asked grouped by ${step}, and no others are.`
		);
}
