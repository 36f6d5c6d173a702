/**
 * An administrator's Cube, which tells what of restricted goals it shows: goals that the administrator may open as such only. Here,
 * because every page, file and review reads its rows through it.
 */
import type { CubeQuery, DimensionOf, MeasureOf, Row, ViewName } from './catalog.ts';
import type { Cube } from './client.ts';

/** Members that hold words of a goal or about it. */
const WORDS =
	/(^|_)(title|value|terms)$|^(text|blocker|next_action|last_comment|mentions|line|words|review_note)$/;
/** Members that name a goal. */
const GOALS = /(^|_)(objective_id|key_result_id|entity_id)$/;

/**
 * @param closed objective by its id and those of its key results, those that are closed to the viewer as anybody else
 * @param note of objectives that were not noted before; awaited, so that nothing is shown that is not noted
 */
export function watched(
	cube: Cube,
	closed: () => Promise<ReadonlyMap<string, string>>,
	note: (objectiveIds: readonly string[]) => Promise<void>
): Cube {
	const noted = new Set<string>();
	return {
		async rows<
			V extends ViewName,
			M extends MeasureOf<V> = never,
			D extends DimensionOf<V> = never
		>(query: CubeQuery<V, M, D>): Promise<readonly Row<V, M, D>[]> {
			const rows = await cube.rows(query);
			const members: readonly string[] = query.dimensions ?? [];
			if (rows.length === 0 || !members.some((member) => WORDS.test(member))) return rows;
			const objectives = await closed();
			if (objectives.size === 0) return rows;
			const named = members.filter((member) => GOALS.test(member));
			const seen = [...idsAskedFor(query), ...rows.flatMap((row) => valuesOf(row, named))]
				.map((id) => objectives.get(id) ?? '')
				.filter((id) => id !== '' && !noted.has(id));
			if (seen.length > 0) {
				const fresh = [...new Set(seen)];
				for (const id of fresh) noted.add(id);
				await note(fresh);
			}
			return rows;
		}
	};
}

/** Whether a query in Cube's JSON asks for such members. */
export function isAboutWords(query: string): boolean {
	return [...query.matchAll(/\.(\w+)/g)].some(([, member]) => WORDS.test(member ?? ''));
}

/** A question about one goal need not have its id in each row. */
function idsAskedFor<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>({
	filters = []
}: CubeQuery<V, M, D>): string[] {
	return filters.flatMap((filter) =>
		'member' in filter &&
		'values' in filter &&
		filter.operator === 'equals' &&
		GOALS.test(filter.member)
			? [...filter.values]
			: []
	);
}

function valuesOf(row: object, members: readonly string[]): string[] {
	const values: Readonly<Record<string, unknown>> = { ...row };
	return members.map((member) => values[member]).filter((value) => typeof value === 'string');
}
