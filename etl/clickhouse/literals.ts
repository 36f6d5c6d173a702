/** What can stand as a value in SQL text. */
export type SqlValue =
	| string
	| number
	| bigint
	| boolean
	| Date
	| null
	| readonly (string | number | bigint | boolean | Date | null)[];

/**
 * A value as ClickHouse SQL text, safe for any string: `sqlLiteral("it's")` is `'it\'s'`, an array
 * is `['a', 'b']` (which `IN` takes too), a Date is a `DateTime64(3, 'UTC')`.
 *
 * @throws {RangeError} a number that is not finite, or a Date that is none
 */
export function sqlLiteral(value: SqlValue): string {
	if (value === null) return 'NULL';
	if (typeof value === 'string')
		return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;
	if (typeof value === 'boolean') return value ? 'true' : 'false';
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal in SQL`);
		return String(value);
	}
	if (value instanceof Date) {
		return `toDateTime64('${value.toISOString().slice(0, -1).replace('T', ' ')}', 3, 'UTC')`;
	}
	return `[${value.map(sqlLiteral).join(', ')}]`;
}

/** A name of a database, table or column as SQL text. */
export function sqlIdentifier(name: string): string {
	return `\`${name.replace(/[\\`]/g, '\\$&')}\``;
}
