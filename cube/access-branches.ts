/**
 * The parts of a cube's SQL that a question reads. A cube of cells has a part for each kind of row (cube/README.md, "Access"), begun by
 * a comment that names the values of `access` in it. Parts without any that the question asks for give no row and are left out:
 * planning all of them takes the engine longer than most questions take to answer.
 */
const MARK = /\/\* access: ([\w, ]+) \*\//;

/** @param values of the filter on `access`; null: there is none, and every part stays */
export function branchesOf(sql: string, values: readonly string[] | null): string {
	if (values === null || !MARK.test(sql)) return sql;
	const parts = sql.split(' UNION ALL ');
	const kept = parts.filter((part) => {
		const named = MARK.exec(part)?.[1]?.split(', ');
		if (named === undefined) throw new Error(`A part of a cube does not name its access: ${part}`);
		return named.some((value) => values.includes(value));
	});
	return (kept.length === 0 ? parts : kept).join(' UNION ALL ');
}
