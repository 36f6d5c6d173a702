/**
 * ClickHouse SQL as Cube writes it, made independent of every time zone, and without the two features whose SQL is wrong.
 *
 * The stock dialect parses the bounds of a date filter, and widens a Date to a DateTime, in the zone of the process or server, so
 * that a filter on a local day starts hours early or late. Here both are UTC: a Date is its own midnight, an instant is itself.
 */
import schemaCompiler from '@cubejs-backend/schema-compiler';
// oxlint-disable-next-line no-restricted-imports -- the package's entry leaves it out, and its path holds a folder "src"
import { ClickHouseQuery } from '@cubejs-backend/schema-compiler/dist/src/adapter/ClickHouseQuery.js';
import { branchesOf } from './access-branches.ts';
import {
	chosen,
	membersOf,
	valuesOf,
	type FilterNode,
	type TimeDimensionNode
} from './as-of-query.ts';
import { DAYS_OF_ENTITY, withinLives } from './lives.ts';
import { measureSteps, pathColumn } from './path-states.ts';
import { partsFor } from './question-parts.ts';
import {
	isOfSingleRows,
	lateDimensions,
	TEXT_CUBES,
	textKey,
	type ListQuestion
} from './row-lists.ts';

const { UserError } = schemaCompiler;
/** Of the query that Cube's constructor took. */
interface Asked {
	readonly dimensions: readonly string[];
	readonly filters?: readonly FilterNode[];
	readonly segments?: readonly string[];
	readonly timeDimensions?: readonly TimeDimensionNode[];
}

/** Of more departments most rows are below some, and looking for them costs more than it saves. */
const FEW_DEPARTMENTS = 20;

type Filter = ReturnType<ClickHouseQuery['newFilter']>;

export class ZoneProofQuery extends ClickHouseQuery {
	/**
	 * Equality with a time dimension compares instants, in whatever way the day or instant is written. One by one and by `>=` and
	 * `<=`: ClickHouse turns three or more `=` into one `IN`, and does not look for an instant `IN` a column of days ("Type mismatch
	 * in IN or VALUES section"). Days of a member that holds days are looked up as days, which is many times faster.
	 */
	override newFilter(filter: unknown): Filter {
		const made = super.newFilter(filter);
		if (made.measure) return made;
		if (made.definition().type !== 'time') return this.withLife(made);
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

	/** An entity named by its id, on whatever days, also says between which days it has rows. */
	private withLife(made: Filter): Filter {
		const member = this.cubeMember(String(made.dimension));
		const [view = ''] = String(made.dimension).split('.');
		const [cube = ''] = member.split('.');
		const days = DAYS_OF_ENTITY[member];
		const { filters = [], timeDimensions = [] } = this.options as Asked;
		const isLimited = membersOf({ filters, timeDimensions }).includes(`${view}.${days}`);
		if (days === undefined || isLimited || made.operator !== 'equals') return made;
		const condition = made.conditionSql.bind(made);
		const ids = (): string =>
			made
				.filterParams()
				.map((id: unknown) => made.allocateParam(id))
				.join(', ');
		return Object.assign(made, {
			conditionSql: (column: string) =>
				`(${condition(column)} AND ${withinLives(`${this.cubeAlias(cube)}.${days}`, ids)})`
		});
	}

	/** Without the parts that the question does not need, nor those whose kind of row it does not ask for. */
	override cubeSql(cube: string): string {
		const { filters = [] } = this.options as Asked;
		const members = [...new Set(membersOf({ filters }))];
		const valuesIn = (dimension: string): readonly string[] | null => {
			const asked = members.find((member) => this.cubeMember(member) === `${cube}.${dimension}`);
			return asked === undefined ? null : chosen({ and: filters }, asked, valuesOf);
		};
		const sql = partsFor(String(super.cubeSql(cube)), valuesIn);
		return sql.startsWith('(') ? `(${branchesOf(sql.slice(1, -1), valuesIn('access'))})` : sql;
	}

	/**
	 * A list of rows, and then its texts. `RIGHT JOIN`, so that the few rows are what is hashed, and of the texts only those are read
	 * that they name: the engine does not turn a `LEFT JOIN` around for rows that it cannot count beforehand.
	 */
	override simpleQuery(): string {
		const question = this.listQuestion();
		const late = lateDimensions(question);
		if (late.length === 0) return this.byPathsFirst() ?? super.simpleQuery();
		const { root, joins } = this.join;
		const keys = joins
			.filter(({ to }) => TEXT_CUBES.has(to))
			.map(({ to, join }) => ({
				cube: to,
				...textKey(String(this.evaluateSql(root, join.sql, {})))
			}));
		const asked = this.options as Asked;
		const rows = this.newSubQuery({
			...asked,
			totalQuery: false,
			dimensions: [
				...asked.dimensions.filter((member) => !late.includes(member)),
				...new Set(keys.map(({ row }) => `${root}.${row}`))
			]
		});
		const withTexts = keys.reduce((found, { cube, row, text }) => {
			const texts = this.dimensions
				.filter(({ dimension }) => late.includes(String(dimension)))
				.filter(({ dimension }) => question.cubeMember(String(dimension)).startsWith(`${cube}.`))
				.map((dimension) => dimension.selectColumns());
			const key = this.escapeColumnName(this.aliasName(`${root}.${row}`));
			return `SELECT rows.*, ${texts.join(', ')} FROM ${this.cubeSql(cube)} AS ${this.cubeAlias(cube)} RIGHT JOIN (${found}) AS rows ON rows.${key} = ${this.cubeAlias(cube)}.${text}`;
		}, rows.buildParamAnnotatedSql());
		const columns = this.forSelect()
			.filter((member) => member.selectColumns() !== null)
			.map((member) => member.aliasName());
		return `SELECT ${columns.join(', ')} FROM (${withTexts}) AS rows${this.orderBy()}`;
	}

	/**
	 * Measures by department above and other columns, in two steps (path-states.ts); null: the question is another one. Conditions on
	 * the department are ones on what the second step unfolds, all others are ones on rows.
	 */
	private byPathsFirst(): string | null {
		const { root, joins } = this.join;
		const isOfTime = this.timeDimensions.some((one) => one.selectColumns() !== null);
		if (this.ungrouped === true || joins.length > 0 || isOfTime || this.measureFilters.length > 0)
			return null;
		const columns = this.dimensions.map((one) => ({
			member: String(one.dimension),
			alias: String(one.aliasName()),
			shown: String(one.selectColumns()?.join(', ')),
			sql: String(this.dimensionSql(one))
		}));
		const [above, ...others] = columns.filter(({ sql }) => pathColumn(sql) !== null);
		const path = above === undefined ? null : pathColumn(above.sql);
		if (above === undefined || path === null || others.length > 0) return null;

		const steps = measureSteps(
			this.measures.map((measure) => measure.selectColumns().join(', ')),
			`${this.cubeAlias(root)}.`
		);
		const keys = columns.filter((column) => column !== above);
		const filters = (this.allFilters ?? []).map((filter) => ({
			filter,
			members: [filter.getMembers()].flat().map((one) => String(one.dimension))
		}));
		const ofAbove = filters.filter(({ members }) => members.includes(above.member));
		const ofRows = filters.filter((one) => !ofAbove.includes(one));
		const where = this.baseWhere(ofRows.map(({ filter }) => filter));
		const isPlain =
			ofAbove.every(({ members }) => members.length === 1) &&
			keys.every(({ shown, sql }) => shown.includes(sql)) &&
			![where, ...keys.map(({ sql }) => sql)].some((sql) => /array ?join/i.test(String(sql)));
		if (steps === null || !isPlain) return null;

		const names = keys.map((_, index) => `key_${index}`);
		const firstStep = [
			`SELECT ${[...keys.map(({ sql }, index) => `${sql} AS ${names[index]}`), `${path} AS path`, ...steps.states].join(', ')}`,
			`FROM ${this.query()}${String(this.baseWhere([...ofRows.map(({ filter }) => filter), ...this.alongPaths(ofAbove, path)]))}`,
			`GROUP BY ${[...names, 'path'].join(', ')}`
		].join(' ');
		const shown = columns.map((column) =>
			column === above
				? column.shown.replaceAll(path, 'path')
				: column.shown.replaceAll(column.sql, `key_${keys.indexOf(column)}`)
		);
		const chosenPaths = String(this.baseWhere(ofAbove.map(({ filter }) => filter)));
		return [
			`SELECT ${[...shown, ...steps.merged].join(', ')} FROM (${firstStep}) AS states`,
			`${chosenPaths.replaceAll(path, 'path')} GROUP BY ${[above.alias, ...names].join(', ')}`,
			`${this.orderBy()}${this.groupByDimensionLimit()}`
		].join('');
	}

	/** Conditions that leave out rows below none of the departments that are asked for, which the engine tells of each path once. */
	private alongPaths(
		ofAbove: readonly { readonly filter: Pick<Filter, 'operator' | 'filterParams'> }[],
		path: string
	): { filterToWhere: () => string }[] {
		return ofAbove
			.filter(({ filter }) => filter.operator === 'equals')
			.map(({ filter }): unknown[] => filter.filterParams())
			.filter(({ length }) => length > 0 && length <= FEW_DEPARTMENTS)
			.map((ids) => ids.map((id) => this.paramAllocator.allocateParam(`/${String(id)}/`)))
			.map((needles) => ({
				filterToWhere: () => `multiSearchAny(${path}, [${needles.join(', ')}])`
			}));
	}

	/**
	 * Single rows need no grouping. Others are grouped by days themselves, not by the instants that are shown for them: grouping by an
	 * instant takes the engine half as long again.
	 */
	override groupByClause(): string {
		if (this.ungrouped === true || this.isOfSingleRows()) return '';
		const keys = this.dimensionsForSelect().flatMap((dimension) => {
			const alias = dimension.aliasName();
			if (alias === null) return [];
			const isDay = this.dimensions.includes(dimension) && holdsDays(dimension.dimension);
			return isDay ? String(this.dimensionSql(dimension)) : alias;
		});
		return keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`;
	}

	/**
	 * `arrayJoin` makes several rows of one: asked for departments above, it is there for each of them. And where a cube unfolds arrays,
	 * grouping is what leaves one of two equal entries.
	 */
	private isOfSingleRows(): boolean {
		if (this.measures.length > 0 || this.measureFilters.length > 0) return false;
		if (!isOfSingleRows(this.listQuestion())) return false;
		const filters = this.filters.flatMap((filter) => filter.getMembers() as Filter[]);
		const members = [...this.dimensions, ...filters].map((member) =>
			String(this.dimensionSql(member))
		);
		return ![this.cubeSql(this.join.root), ...members].some((sql) => /array ?join/i.test(sql));
	}

	private listQuestion(): ListQuestion {
		const { root, joins } = this.join;
		const { filters = [], segments = [] } = this.options as Asked;
		return {
			dimensions: this.dimensions.map(({ dimension }) => String(dimension)),
			filters,
			filterMembers: membersOf({ filters, segments }),
			// An entry without a member is none.
			orderMembers: [this.order].flat().flatMap((entry?: { id?: string }) => entry?.id ?? []),
			root,
			primaryKey: this.cubeEvaluator.primaryKeys[root] ?? [],
			joined: joins.map(({ from, to }) => ({ from, to })),
			cubeMember: (member) => this.cubeMember(member)
		};
	}

	/** What a view's member stands for. */
	private cubeMember(member: string): string {
		const definition: object = this.cubeEvaluator.byPathAnyType(member);
		return 'aliasMember' in definition ? String(definition.aliasMember) : member;
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

	/** A model without pre-aggregations is not searched for one: that is half of the work of writing a statement. */
	override newPreAggregations(): ReturnType<ClickHouseQuery['newPreAggregations']> {
		const made = super.newPreAggregations();
		return hasPreAggregations(this.cubeEvaluator)
			? made
			: Object.assign(made, {
					findPreAggregationForQuery: () => undefined,
					preAggregationsDescription: () => [],
					// Told by /dry-run alone, for whoever would write one.
					canUseTransformedQuery: () => undefined
				});
	}

	/**
	 * What members of views stand for. Each `FILTER_PARAMS` of a cube asks for it once per filter of the question, and it follows from the
	 * question alone once the joins are known.
	 */
	override allBackAliasMembersExceptSegments(): Record<string, string> {
		if (!this.join || !this.joinGraphPaths) return super.allBackAliasMembersExceptSegments();
		this.backAliases ??= super.allBackAliasMembersExceptSegments();
		return this.backAliases;
	}

	private backAliases: Record<string, string> | undefined;

	override preAggregationLoadSql(): never {
		throw new UserError(
			'Pre-aggregations are not supported: on ClickHouse they lose days at zone and week borders. Use a mart.'
		);
	}
}

/** Of each compiled model. */
const withPreAggregations = new WeakMap<ClickHouseQuery['cubeEvaluator'], boolean>();

function hasPreAggregations(model: ClickHouseQuery['cubeEvaluator']): boolean {
	const known =
		withPreAggregations.get(model) ??
		model.cubeNames().some((name) => Object.keys(model.preAggregationsForCube(name)).length > 0);
	withPreAggregations.set(model, known);
	return known;
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
