/**
 * ClickHouse SQL as Cube writes it, made independent of every time zone, and without the two features whose SQL is wrong.
 *
 * The stock dialect parses the bounds of a date filter, and widens a Date to a DateTime, in the zone of the process or server, so
 * that a filter on a local day starts hours early or late. Here both are UTC: a Date is its own midnight, an instant is itself.
 */
import schemaCompiler from '@cubejs-backend/schema-compiler';
// eslint-disable-next-line no-restricted-imports -- the package's entry leaves it out, and its path holds a folder "src"
import { ClickHouseQuery } from '@cubejs-backend/schema-compiler/dist/src/adapter/ClickHouseQuery.js';

const { UserError } = schemaCompiler;
type Filter = ReturnType<ClickHouseQuery['newFilter']>;

export class ZoneProofQuery extends ClickHouseQuery {
	/**
	 * Equality with a time dimension compares instants, in whatever way the day or instant is written. One by one and by `>=` and
	 * `<=`: ClickHouse turns three or more `=` into one `IN`, and does not look for an instant `IN` a column of days ("Type mismatch
	 * in IN or VALUES section"). Days of a member that holds days are looked up as days, which is many times faster.
	 */
	override newFilter(filter: unknown): Filter {
		const made = super.newFilter(filter);
		if (made.measure || made.definition().type !== 'time') return made;
		const isOneOf = (column: string) => {
			const values: unknown[] = made.filterParams();
			const days = values.map(wholeDay);
			if (holdsDays(made.dimension) && days.every((day) => day !== null))
				return `${column} IN (${days.map((day) => `toDate(${made.allocateParam(day)})`).join(', ')})`;
			return values
				.map((value) => [made.allocateParam(value), made.allocateParam(value)].map(instant))
				.map(([from, to]) => `(${column} >= ${from} AND ${column} <= ${to})`)
				.join(' OR ');
		};
		return Object.assign(made, {
			castParameter: () => instant('?'),
			inWhere: (column: string) => `(${isOneOf(column)}${made.orIsNullCheck(column, false)})`,
			notInWhere: (column: string) =>
				`(NOT (${isOneOf(column)})${made.orIsNullCheck(column, true)})`
		});
	}

	override convertTz(field: string): string {
		return `toTimeZone(toDateTime64(${field}, 3, 'UTC'), '${this.timezone}')`;
	}

	override timeStampCast(value: string): string {
		return instant(value);
	}

	override dateTimeCast(value: string, timezone?: string): string {
		return timezone === undefined ? instant(value) : super.dateTimeCast(value, timezone);
	}

	override seriesSql(): string {
		throw new UserError(
			'rolling_window is not supported: Cube generates a cartesian product for it on ClickHouse, so its sums are wrong. Use a mart.'
		);
	}

	override preAggregationLoadSql(): never {
		throw new UserError(
			'Pre-aggregations are not supported: on ClickHouse they lose days at zone and week borders. Use a mart.'
		);
	}
}

/** By the names that columns of type Date have throughout, and no others. */
function holdsDays(member: unknown): boolean {
	return typeof member === 'string' && /\.(as_of|week|\w+_on)$/.test(member);
}

/** `2026-11-22` of that day in whatever way its first instant is written; null: another instant. */
function wholeDay(value: unknown): string | null {
	return typeof value === 'string'
		? (/^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(value)?.[1] ?? null)
		: null;
}

/** ISO text to an instant with its milliseconds: `23:59:59.999` ends a day, `23:59:59` would lose the last second's. */
function instant(value: string): string {
	return `parseDateTime64BestEffort(${value}, 3, 'UTC')`;
}
