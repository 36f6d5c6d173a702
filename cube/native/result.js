'use strict';
/**
 * Turns the rows of a data source into the JSON body that Cube's REST API answers with.
 *
 * Cube 1.7 does this in its Rust module (rust/cube/cubeorchestrator, `query_result_transform.rs` and `transport.rs`); the same rules
 * are written here in JavaScript. **Member-level access is enforced here and nowhere else**: a column whose member is not in the
 * annotation (which Cube builds from what the caller may see) refuses the whole result.
 */

/** @typedef {Record<string, unknown>} Row */
/**
 * @typedef {{
 *   aliasToMemberNameMap: Record<string, string>,
 *   annotation: Record<string, { type?: string } | undefined>,
 *   query: Record<string, unknown>,
 *   queryType?: string,
 *   resType?: string
 * }} TransformRequest
 */
/** @typedef {{ dimension: string, granularity?: string | null, dateRange?: string[] | null }} TimeDimension */
/** @typedef {{ member: string, values: (row: Row) => unknown }} Column */

const GRANULARITIES = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

/** The fields of a query that are sent back; Cube's own `cacheMode`, for one, is not among them. */
const QUERY_FIELDS =
	'measures dimensions timeDimensions segments limit offset total totalQuery timezone renewQuery ungrouped responseFormat filters rowLimit order queryType'.split(
		' '
	);
const ANNOTATION_FIELDS =
	'title shortTitle description type format currency meta drillMembers drillMembersGrouped granularity'.split(
		' '
	);
const RESULT_FIELDS =
	'query lastRefreshTime refreshKeyValues usedPreAggregations transformedQuery requestId annotation dataSource dbType extDbType external slowQuery total data'.split(
		' '
	);

/** @param {string} member */
function hiddenMember(member) {
	return new Error(
		`You requested hidden member: '${member}'. Please make it visible using \`public: true\`. ` +
			'Please note primaryKey fields are `public: false` by default: ' +
			'https://docs.cube.dev/reference/data-modeling/joins#setting-a-primary-key.'
	);
}

/**
 * Wall-clock time to `YYYY-MM-DDTHH:mm:ss.SSS`: a zone or offset is dropped, never applied. What is not one of the known forms, or
 * not a day of the calendar, stays as it is.
 * @param {unknown} value
 */
function formatTime(value) {
	if (typeof value !== 'string') return value;
	const match =
		/^(\d{4})-(\d{2})-(\d{2})([T ])(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?( ?)(Z|[+-]\d{2}:\d{2}|[A-Za-z/_]+)?$/.exec(
			value
		);
	if (match === null) return value;
	const [, year, month, day, separator, hour, minute, second, fraction = '', gap, zone] = match;
	// As upstream: without a zone, a "T" form carries no fraction; a named zone needs the blank in front; an offset may have it.
	if (separator === 'T' && (zone === undefined ? fraction !== '' : gap !== '')) return value;
	if (zone === undefined ? gap !== '' : /^[A-Za-z]/.test(zone) && zone !== 'Z' && gap === '')
		return value;
	const date = `${year}-${month}-${day}`;
	const instant = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
	if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(date)) return value;
	return `${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

/**
 * Numbers leave as text, as they did with Cube Store; other values as JSON has them.
 * @param {unknown} value
 */
function formatValue(value) {
	if (value === undefined) return null;
	if (typeof value === 'bigint') return value.toString();
	if (typeof value !== 'number') return value;
	return plainDecimal(value);
}

/**
 * A number without an exponent.
 * @param {number} value
 */
function plainDecimal(value) {
	const text = String(value);
	const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
	if (match === null) return text;
	const [, sign = '', first = '', rest = '', power = '0'] = match;
	const digits = first + rest;
	const point = 1 + Number(power);
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	return `${sign}${digits.padEnd(point, '0')}`;
}

/** @param {TransformRequest} request @returns {TimeDimension[]} */
function timeDimensionsOf(request) {
	const list = request.query['timeDimensions'];
	return Array.isArray(list) ? list : [];
}

/** @param {TransformRequest} request @param {string} field @returns {unknown[]} */
function membersOf(request, field) {
	const list = request.query[field];
	return Array.isArray(list) ? list : [];
}

/**
 * What a caller asked for must be visible also when there is no row to show it in.
 * @param {TransformRequest} request
 */
function refuseHiddenMembersOf(request) {
	const asked = [...membersOf(request, 'measures'), ...membersOf(request, 'dimensions')].map(
		(item) =>
			typeof item === 'object' && item !== null && 'name' in item ? String(item.name) : String(item)
	);
	// A time dimension without granularity only filters: it makes no column and is not annotated.
	for (const item of timeDimensionsOf(request)) if (item.granularity) asked.push(item.dimension);
	for (const member of asked)
		if (!Object.hasOwn(request.annotation, member)) throw hiddenMember(member);
}

/**
 * The columns of the answer, in the order of the source's columns, then those that Cube adds.
 * @param {TransformRequest} request
 * @param {readonly Row[]} rows
 * @returns {Column[]}
 */
function planColumns(request, rows) {
	const first = rows[0];
	if (first === undefined) {
		refuseHiddenMembersOf(request);
		return [];
	}
	/** @type {Column[]} */
	const columns = [];
	for (const alias of Object.keys(first)) {
		if (!Object.hasOwn(request.aliasToMemberNameMap, alias))
			throw new Error(`Member name not found for alias: '${alias}'`);
		const member = String(request.aliasToMemberNameMap[alias]);
		if (!Object.hasOwn(request.annotation, member)) throw hiddenMember(member);
		const isTime = request.annotation[member]?.type === 'time';
		columns.push({
			member,
			values: isTime
				? (row) => formatTime(formatValue(row[alias]))
				: (row) => formatValue(row[alias])
		});
	}
	columns.push(...columnsWithoutGranularity(request, columns));
	columns.push(...columnsOfQueryType(request, columns));
	return columns;
}

/**
 * `view.day.month` is also given as `view.day` (Cube's old way), from the finest granularity asked for.
 * @param {TransformRequest} request
 * @param {readonly Column[]} columns
 * @returns {Column[]}
 */
function columnsWithoutGranularity(request, columns) {
	/** @type {Map<string, { level: number, column: Column }>} */
	const finest = new Map();
	for (const column of columns) {
		const [cube, dimension, granularity, more] = column.member.split('.');
		if (granularity === undefined || more !== undefined) continue;
		const base = `${cube}.${dimension}`;
		if (membersOf(request, 'dimensions').includes(base)) continue;
		const known = GRANULARITIES.indexOf(granularity);
		const level = known === -1 ? GRANULARITIES.length : known;
		const best = finest.get(base);
		if (best === undefined || best.level >= level) finest.set(base, { level, column });
	}
	return [...finest].map(([member, { column }]) => ({ member, values: column.values }));
}

/**
 * @param {TransformRequest} request
 * @param {readonly Column[]} columns
 * @returns {Column[]}
 */
function columnsOfQueryType(request, columns) {
	const [time] = timeDimensionsOf(request);
	if (request.queryType === 'compareDateRangeQuery') {
		const range = time?.dateRange;
		if (!Array.isArray(range) || range.length < 2)
			throw new Error(
				`A compareDateRange query needs a time dimension with a date range of two ends, not ${JSON.stringify(range ?? null)}.`
			);
		const text = range.join(' - ');
		return [{ member: 'compareDateRange', values: () => text }];
	}
	if (request.queryType === 'blendingQuery') {
		if (!time?.granularity)
			throw new Error('A blending query needs a time dimension with a granularity.');
		const source = columns.find(({ member }) => member === `${time.dimension}.${time.granularity}`);
		if (source === undefined)
			throw new Error(`A blending query needs the column ${time.dimension}.${time.granularity}.`);
		return [{ member: `time.${time.granularity}`, values: source.values }];
	}
	return [];
}

/**
 * The `data` of one result.
 * @param {TransformRequest} request
 * @param {readonly Row[]} rows
 */
function transformRows(request, rows) {
	const columns = planColumns(request, rows);
	const members = columns.map(({ member }) => member);
	if (request.resType === 'compact')
		return { members, dataset: rows.map((row) => columns.map(({ values }) => values(row))) };
	if (request.resType === 'columnar')
		return { members, columns: columns.map(({ values }) => rows.map(values)) };
	return rows.map((row) =>
		Object.fromEntries(columns.map(({ member, values }) => [member, values(row)]))
	);
}

/**
 * The named fields that have a value.
 * @param {unknown} object
 * @param {readonly string[]} fields
 * @returns {Record<string, unknown>}
 */
function pick(object, fields) {
	if (typeof object !== 'object' || object === null) return {};
	const entries = new Map(Object.entries(object));
	return Object.fromEntries(
		fields
			.filter((field) => (entries.get(field) ?? null) !== null)
			.map((field) => [field, entries.get(field)])
	);
}

/**
 * @param {TransformRequest} request
 * @param {readonly Row[]} rows
 * @param {Record<string, unknown>} head the result without its data
 */
function finalResult(request, rows, head) {
	/** @type {Record<string, unknown>} */
	const annotation = {};
	for (const [kind, items] of Object.entries(head['annotation'] ?? {}))
		annotation[kind] = Object.fromEntries(
			Object.entries(items ?? {}).map(([member, item]) => [member, pick(item, ANNOTATION_FIELDS)])
		);
	return pick(
		{
			...head,
			query: pick(head['query'], QUERY_FIELDS),
			annotation,
			slowQuery: Boolean(head['slowQuery']),
			data: transformRows(request, rows)
		},
		RESULT_FIELDS
	);
}

/**
 * One query that stands for all of them when the client pivots the answer.
 * @param {string} queryType
 * @param {readonly Record<string, unknown>[]} queries
 */
function pivotQuery(queryType, queries) {
	const first = queries[0];
	if (first === undefined) throw new Error('A result of several queries needs at least one.');
	/** @param {string} field @returns {unknown[]} */
	const all = (field) => {
		const seen = new Map();
		for (const query of queries) {
			const list = query[field];
			for (const item of Array.isArray(list) ? list : []) seen.set(JSON.stringify(item), item);
		}
		return [...seen.values()];
	};
	const pivot = { ...first, queryType };
	if (queryType === 'compareDateRangeQuery') {
		const own = first['dimensions'];
		return { ...pivot, dimensions: ['compareDateRange', ...(Array.isArray(own) ? own : [])] };
	}
	if (queryType !== 'blendingQuery') return pivot;
	const granularity = queries
		.map((query) => timeDimensionsOf({ aliasToMemberNameMap: {}, annotation: {}, query })[0])
		.find((item) => item?.granularity)?.granularity;
	return {
		...pivot,
		measures: all('measures'),
		dimensions: all('dimensions'),
		...(granularity ? { timeDimensions: [{ dimension: 'time', granularity }] } : {})
	};
}

/** @param {unknown} body */
const toBytes = (body) => Buffer.from(JSON.stringify(body));

/**
 * @param {TransformRequest} request
 * @param {readonly Row[]} rows
 * @param {Record<string, unknown>} head
 * @returns {Promise<Buffer>} the JSON body of a single query
 * @throws {Error} a hidden member, or a column nobody asked for
 */
async function getFinalQueryResult(request, rows, head) {
	return toBytes(finalResult(request, rows, head));
}

/**
 * @param {readonly TransformRequest[]} requests
 * @param {readonly (readonly Row[])[]} rowsOfEach
 * @param {{ queryType: string, results: Record<string, unknown>[], slowQuery?: boolean }} head
 * @returns {Promise<Buffer>} the JSON body of several queries answered together
 * @throws {Error} as for a single query
 */
async function getFinalQueryResultMulti(requests, rowsOfEach, head) {
	const results = requests.map((request, index) =>
		finalResult(request, rowsOfEach[index] ?? [], head.results[index] ?? {})
	);
	const queries = results.map((result) => pick(result['query'], QUERY_FIELDS));
	return toBytes({
		queryType: head.queryType,
		results,
		pivotQuery: pivotQuery(head.queryType, queries),
		slowQuery: Boolean(head.slowQuery)
	});
}

module.exports = { getFinalQueryResult, getFinalQueryResultMulti };
