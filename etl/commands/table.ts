/** Rows as text in columns: numbers to the right, the last column as long as it is. */
export function table(
	head: readonly string[],
	rows: readonly (readonly (string | number)[])[]
): string {
	const cells = [head, ...rows.map((row) => row.map(String))];
	const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
	const isNumeric = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
	return cells
		.map((row) =>
			row
				.map((cell, column) => {
					if (column === head.length - 1) return cell;
					const width = widths[column] ?? 0;
					return isNumeric[column] === true ? cell.padStart(width) : cell.padEnd(width);
				})
				.join('  ')
				.trimEnd()
		)
		.map((line) => `${line}\n`)
		.join('');
}
