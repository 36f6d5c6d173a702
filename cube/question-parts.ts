/**
 * Parts of a cube's SQL that some questions do not need. What a cube takes along for all of its columns costs the engine time also
 * where a question asks for none of them: it plans, reads, and sorts them. A cube marks such a part with the one value of a filter
 * for which another text says the same:
 *
 *     \/* when within_department_id = everywhere *\/ … \/* otherwise *\/ … \/* end *\/
 */
const PART = /\/\* when (\w+) = (\w+) \*\/([^]*?)\/\* otherwise \*\/([^]*?)\/\* end \*\//g;

/**
 * @param valuesOf of the filter on a dimension of the cube, by its name; null: it is not limited to a list of values
 * @returns the SQL with one text of each part
 */
export function partsFor(
	sql: string,
	valuesOf: (dimension: string) => readonly string[] | null
): string {
	return sql.replace(PART, (_, dimension: string, value: string, then: string, other: string) => {
		const values = valuesOf(dimension);
		return values?.length === 1 && values[0] === value ? then : other;
	});
}
