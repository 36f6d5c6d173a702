/**
 * A large company straight in the core tables, made by the engine itself: for measuring marts and queries, and for comparing two
 * ways to build marts. A function of `people` and `seed`, day by day: what the reads up to one day saw and then what those up to a
 * later day saw is the same as all of it at once. Daily reads at 06:10 in Asia/Shanghai from 2025-01-01 on.
 *
 * Eight quarters and two years; per person and quarter two objectives of three key results with a check-in in most weeks (text,
 * confidence, blockers, some edited, late, deleted or only seen days later); departments six wide or wider, some renamed or moved; people who move,
 * join and leave; heads whose objectives are the department's; organisation objectives of every department and the company;
 * alignments up the tree, some broken, and COOPERATION.
 */
import { run, sqlLiteral, type Warehouse } from '../../etl/clickhouse/client.ts';
import type { MartSettings } from '../../etl/marts/rebuild.ts';

export interface LargeCompany {
	readonly people: number;
	readonly seed: number;
	/** Of the eight, the last so many have objectives. Default: all. */
	readonly quarters?: number;
	/** Departments directly below each other one, as far as there are so many. Default: 6. */
	readonly width?: number;
	/** Share 0..1 of the personal objectives that are restricted; all others are then public. Default: all unknown, as with Agoal. */
	readonly restrictedShare?: number;
	/** Share 0..1 of the check-ins that a read sees only up to ten days later, as a rotating one does. Default 0.01. */
	readonly lateShare?: number;
	/** Check-ins also list key results that come later, which takes builds back to the day of the check-in. Default: no. */
	readonly isListingAhead?: boolean;
}

/** The first day of the first quarter, and of the first read. */
export const FIRST_DAY = '2025-01-01';

/** Marts as of a day's read, with the product's default settings. */
export function martSettingsOn(asOf: string): MartSettings {
	return {
		timezone: 'Asia/Shanghai',
		holidayWeeks: [],
		companyHeadUserIds: [],
		minGroupSize: 5,
		unknownVisibility: 'company',
		asOf,
		lastSyncAt: Date.parse(`${asOf}T06:10:00+08:00`),
		runId: `run-${asOf}`
	};
}

const QUARTERS = 8;
const TABLES = ['bench_objectives', 'bench_key_results', 'bench_check_ins'];

/** Adds what the reads of the days from `since` (excluded; without it, from the first) to `until` saw, and those runs. */
export async function liveUntil(
	warehouse: Warehouse,
	company: LargeCompany,
	until: string,
	since?: string
): Promise<void> {
	const window = { after: since ?? '2024-12-31', until };
	for (const table of TABLES) await run(warehouse, `DROP TABLE IF EXISTS ${table} SYNC`);
	for (const statement of [
		...directory(company, window),
		...plans(company, window),
		...alignments(company, window),
		...checkIns(company, window),
		...reads(company, window)
	])
		await run(warehouse, statement);
	for (const table of TABLES) await run(warehouse, `DROP TABLE ${table} SYNC`);
}

interface Window {
	/** Local days of reads. */
	readonly after: string;
	readonly until: string;
}

/** A number drawn for these parts: the same for every window. */
function draw({ seed }: LargeCompany, ...parts: string[]): string {
	return `cityHash64(${[String(seed), ...parts].join(', ')})`;
}

function id(kind: string, number: string, { seed }: LargeCompany): string {
	return `substring(lower(hex(sipHash128('${kind}', ${seed}, toUInt64(${number})))), 1, 24)`;
}

/** The instant of the read of a local day: 06:10 in Asia/Shanghai, 22:10 UTC of the day before. */
function readOn(day: string): string {
	return `(toDateTime64(${day}, 3, 'UTC') - toIntervalMinute(110))`;
}

/** The local day of the first read after an instant. */
function seenOn(instant: string): string {
	return `(toDate(${instant} + toIntervalMinute(110), 'UTC') + 1)`;
}

function within(day: string, { after, until }: Window): string {
	return `${day} > toDate(${sqlLiteral(after)}) AND ${day} <= toDate(${sqlLiteral(until)})`;
}

/** `rows` has valid_from and is_present; the first read sees what was there before it. */
function versions(table: string, columns: string, rows: string, window: Window): string {
	const shared = 'is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id';
	return `INSERT INTO ${table} (${columns}, ${shared})
		SELECT ${columns}, is_present, valid_from, valid_from = toDateTime64(0, 3, 'UTC') AS is_assumed, ${readOn('seen_on')} AS observed_at,
			0 AS attributes_hash, concat('run-', toString(seen_on)) AS run_id
		FROM (SELECT *, greatest(toDate('${FIRST_DAY}'), ${seenOn('valid_from')}) AS seen_on FROM (${rows}))
		WHERE ${within('seen_on', window)}`;
}

function departmentCount({ people }: LargeCompany): number {
	return Math.max(8, Math.round(people / 40));
}

/** One of the 690 days from the 20th one on, at some hour; for departments and people. */
function someDay(drawn: string): string {
	return `(toDateTime64('${FIRST_DAY} 00:00:00', 3, 'UTC') + toIntervalDay(20 + ${drawn} % 690) + toIntervalHour(${drawn} % 9))`;
}

const EVER = `toDateTime64(0, 3, 'UTC')`;

/** The department of a person: the heads of all departments come first, everybody else is somewhere below the root. */
function homeOf(company: LargeCompany, person: string, turn: 0 | 1): string {
	const departments = departmentCount(company);
	const drawn = `2 + ${draw(company, `'home${turn}'`, person)} % ${departments - 1}`;
	return `if(${person} < ${departments}, ${person} + 1, ${drawn})`;
}

function directory(company: LargeCompany, window: Window): string[] {
	const departments = departmentCount(company);
	const kind = draw(company, "'department'", 'number');
	const life = draw(company, "'person'", 'number');
	return [
		`INSERT INTO core_runs
		SELECT concat('run-', toString(day)), ${readOn('day')}, day, 1, 1, ${readOn('day')}
		FROM (SELECT toDate('${FIRST_DAY}') + number AS day FROM numbers(1000)) WHERE ${within('day', window)}`,
		...(window.after < FIRST_DAY ? periods() : []),
		versions(
			'core_department_versions',
			'department_id, name, parent_id, head_ids',
			`SELECT toString(number + 1) AS department_id,
				concat(['Sales', 'Product', 'Engineering', 'Operations', 'Finance', '市场部'][number % 6 + 1], ' ', toString(number + 1),
					if(turn = 1 AND ${kind} % 50 = 0, ' (new)', '')) AS name,
				multiIf(number = 0, '', turn = 1 AND ${kind} % 50 = 1, '1', toString(intDiv(number - 1, ${company.width ?? 6}) + 1)) AS parent_id,
				[concat('p', toString(number))] AS head_ids,
				1 AS is_present,
				if(turn = 0, ${EVER}, ${someDay(kind)}) AS valid_from
			FROM numbers(${departments}) ARRAY JOIN if(number > 6 AND ${kind} % 50 < 2, [0, 1], [0]) AS turn`,
			window
		),
		// Of a hundred people twelve move once, four leave and eight join.
		versions(
			'core_person_versions',
			'person_id, name, title, department_ids, is_active, is_boss',
			`SELECT concat('p', toString(number)) AS person_id,
				concat(['Linh', 'Wei', 'Siti', 'Anan', 'Omar', '静'][${life} % 6 + 1], ' ', toString(number)) AS name, '' AS title,
				[toString(if(turn = 1, ${homeOf(company, 'number', 1)}, ${homeOf(company, 'number', 0)}))] AS department_ids,
				1 AS is_active, 0 AS is_boss, turn < 2 AS is_present,
				multiIf(turn > 0, ${someDay(life)}, life BETWEEN 16 AND 23, ${someDay(life)}, ${EVER}) AS valid_from
			FROM (SELECT number, ${life} % 100 AS life FROM numbers(${company.people}))
			ARRAY JOIN multiIf(number < ${departments}, [0], life < 12, [0, 1], life < 16, [0, 2], [0]) AS turn`,
			window
		)
	];
}

function periods(): string[] {
	const quarters = Array.from({ length: QUARTERS }, (_, quarter) => {
		const year = 2025 + Math.floor(quarter / 4);
		const month = (quarter % 4) * 3 + 1;
		const next = month === 10 ? `${year + 1}-01` : `${year}-${String(month + 3).padStart(2, '0')}`;
		const name = `Q${(quarter % 4) + 1} ${year}`;
		return [`q${quarter}`, name, `${year}-${String(month).padStart(2, '0')}-01`, `${next}-01`];
	});
	const years = [
		['y0', '2025', '2025-01-01', '2026-01-01'],
		['y1', '2026', '2026-01-01', '2027-01-01']
	];
	return [...quarters, ...years].map(
		([periodId = '', name = '', startsOn = '', endsBefore = '']) =>
			`INSERT INTO core_period_reads
			SELECT ${[periodId, 'rule', 'OKR', 'OKR', name, ''].map(sqlLiteral).join(', ')}, toDate(${sqlLiteral(startsOn)}),
				toDate(${sqlLiteral(endsBefore)}), ${readOn(`toDate('${FIRST_DAY}')`)}, 'run-${FIRST_DAY}'`
	);
}

/**
 * Objectives and key results. Number of an objective: those of people first, (quarter x people + person) x 2 + 0 or 1; then the
 * organisation's, quarter x departments + department; three of the company in each year last.
 */
function plans(company: LargeCompany, window: Window): string[] {
	const { people, restrictedShare, quarters = QUARTERS } = company;
	const departments = departmentCount(company);
	const personal = QUARTERS * people * 2;
	const organisation = personal + QUARTERS * departments;
	const fate = draw(company, "'fate'", 'number');
	const privacy = draw(company, "'privacy'", 'number');
	const joining = draw(company, "'person'", 'toUInt64(person)');
	const keyResultFate = draw(company, "'key result'", 'key_result_number');
	const visibility =
		restrictedShare === undefined
			? `'unknown'`
			: `if(is_personal AND ${privacy} % 10000 < ${Math.round(restrictedShare * 10_000)}, 'restricted', 'public')`;
	return [
		`CREATE TABLE bench_objectives ENGINE = MergeTree ORDER BY number AS
		SELECT *, addMonths(toDate('${FIRST_DAY}'), 3 * quarter) AS starts_on,
			addMonths(starts_on, if(is_yearly, 12, 3)) AS ends_before,
			toDateTime64(starts_on, 3, 'UTC') + toIntervalHour(1 + ${fate} % 200) AS created_at,
			${fate} % 100 AS fate,
			${id('o', 'number', company)} AS objective_id
		FROM
		(
			SELECT number, number < ${personal} AS is_personal, number >= ${organisation} AS is_yearly,
				toUInt8(multiIf(is_personal, intDiv(number, ${people * 2}),
					is_yearly, 4 * intDiv(number - ${organisation}, 3), intDiv(number - ${personal}, ${departments}))) AS quarter,
				multiIf(is_personal, intDiv(number, 2) % ${people}, is_yearly, 0, (number - ${personal}) % ${departments}) AS person,
				if(is_personal, ${homeOf(company, 'person', 0)}, person + 1) AS department
			FROM numbers(${organisation + 6})
		)
		WHERE (quarter >= ${QUARTERS - quarters} OR (is_yearly AND quarter = 4))
			-- Who joins later has none before, but for one in eight of them, whom contacts had forgotten.
			AND NOT (is_personal AND person >= ${departments} AND ${joining} % 100 BETWEEN 16 AND 22 AND ${someDay(joining)} > created_at)`,
		// Of a hundred objectives five get another title, two are dropped and two were drafts for a week.
		versions(
			'core_objective_versions',
			'objective_id, kind, title, owner_id, team_ids, period_id, weight, is_draft, visibility, score, created_at',
			`SELECT objective_id, if(is_personal, 'personal', 'organisation') AS kind,
				concat(['Make customers of the north stay with us', 'Deliver on time, every time', '提升一线团队的交付质量',
					'Halve the time from order to cash', 'Give managers their evenings back'][number % 5 + 1],
					' ', toString(number), if(turn = 1 AND fate < 5, ', second half', '')) AS title,
				concat('p', toString(person)) AS owner_id, if(is_personal, [], [toString(department)]) AS team_ids,
				if(is_yearly, concat('y', toString(intDiv(quarter, 4))), concat('q', toString(quarter))) AS period_id,
				NULL AS weight, turn = 0 AND fate IN (7, 8) AS is_draft, ${visibility} AS visibility, NULL AS score, created_at,
				NOT (turn = 1 AND fate IN (5, 6)) AS is_present,
				multiIf(turn = 0, created_at, fate < 7, created_at + toIntervalDay(20 + ${fate} % 40), created_at + toIntervalDay(7)) AS valid_from
			FROM bench_objectives ARRAY JOIN if(fate < 9, [0, 1], [0]) AS turn`,
			window
		),
		`CREATE TABLE bench_key_results ENGINE = MergeTree ORDER BY (number, position) AS
		SELECT number, objective_id, created_at, starts_on, ends_before, position, number * 3 + position AS key_result_number,
			${keyResultFate} % 100 AS fate, ${id('k', 'key_result_number', company)} AS key_result_id,
			if(fate < 3, created_at + toIntervalDay(30 + ${keyResultFate} % 30), created_at) AS since,
			-- What it gains in a week: most arrive, some stand still, some overtake the plan.
			if(fate >= 90, 0, 3 + ${draw(company, "'speed'", 'key_result_number')} % 8) AS speed
		FROM bench_objectives ARRAY JOIN [1, 2, 3] AS position WHERE is_personal`,
		// Of a hundred key results three come late, three are dropped, four get another title and weight.
		versions(
			'core_key_result_versions',
			'key_result_id, objective_id, title, weight, position',
			`SELECT key_result_id, objective_id,
				concat(['Reach ', 'Cut the backlog to ', '完成率达到 ', 'Win ', 'No more than '][key_result_number % 5 + 1],
					toString(10 + key_result_number % 90), if(turn = 1 AND fate >= 6, ' or better', '')) AS title,
				if(number % 2 = 0, if(position = 1, 40, 30) + if(turn = 1 AND fate >= 6, 10, 0), NULL) AS weight, toUInt32(position) AS position,
				NOT (turn = 1 AND fate BETWEEN 3 AND 5) AS is_present,
				if(turn = 0, since, created_at + toIntervalDay(15 + ${keyResultFate} % 50)) AS valid_from
			FROM bench_key_results ARRAY JOIN if(fate BETWEEN 3 AND 9, [0, 1], [0]) AS turn`,
			window
		)
	];
}

/** From each objective one up, in most cases; every twentieth also across. */
function alignments(company: LargeCompany, window: Window): string[] {
	const { people } = company;
	const departments = departmentCount(company);
	const personal = QUARTERS * people * 2;
	const organisation = personal + QUARTERS * departments;
	const choice = draw(company, "'up'", 'number');
	const other = draw(company, "'across'", 'number');
	const ofDepartment = (department: string) =>
		`${personal} + quarter * ${departments} + (${department} - 1)`;
	const ofCompany = `${organisation} + 3 * intDiv(quarter, 4) + number % 3`;
	const ofHead = `(quarter * ${people} + department - 1) * 2`;
	const anyOne = `(quarter * ${people} + ${other} % ${people}) * 2 + 1`;
	return [
		`INSERT INTO core_alignment_versions
		(child_objective_id, target_kind, target_id, link_kind, stated_by, is_present, valid_from, is_assumed, observed_at, run_id)
		SELECT objective_id, target.1, target.2, target.3, if(number % 3 = 0, 'parent', 'child'), turn = 0, since, 0,
			${readOn('seen_on')}, concat('run-', toString(seen_on))
		FROM
		(
			SELECT number, objective_id, target, turn, created_at + toIntervalDay(if(turn = 0, ${choice} % 5, 25)) AS since,
				${seenOn('since')} AS seen_on
			FROM bench_objectives
			ARRAY JOIN arrayFilter(target -> target.2 != '', [
				multiIf(
					is_yearly, ('', '', ''),
					NOT is_personal, ('objective', ${id('o', `if(person = 0, ${ofCompany}, ${ofDepartment('intDiv(person - 1, 6) + 1')})`, company)}, ''),
					choice < 40, ('objective', ${id('o', ofDepartment('department'), company)}, 'SUPPORT'),
					choice < 60, ('keyResult', ${id('k', `(${ofHead}) * 3 + 2`, company)}, ''),
					choice < 75, ('objective', ${id('o', ofHead, company)}, ''),
					-- Broken: nobody knows it, itself, one of another quarter, in a circle
					choice = 75, ('objective', ${id('o', 'number + 1000000000', company)}, ''),
					choice = 76, ('objective', objective_id, ''),
					choice = 77, ('objective', ${id('o', `number + if(quarter > 0, -2, 2) * ${people}`, company)}, ''),
					choice IN (78, 79), ('objective', ${id('o', 'bitXor(number, 1)', company)}, ''),
					('', '', '')
				),
				if(is_personal AND ${other} % 20 = 0, ('objective', ${id('o', anyOne, company)}, 'COOPERATION'), ('', '', ''))
			]) AS target
			-- One in fifty is taken back.
			ARRAY JOIN if(${other} % 50 = 1, [0, 1], [0]) AS turn
		)
		WHERE ${within('seen_on', window)}`.replaceAll(/\bchoice\b/g, `(${choice} % 100)`)
	];
}

function checkIns(company: LargeCompany, window: Window): string[] {
	const drawn = draw(company, "'check-in'", 'number', 'week');
	const late = Math.round((company.lateShare ?? 0.01) * 1000);
	// Most are written on Thursday or Friday, one in fifteen on the Monday or Tuesday after.
	const writtenAt = `toDateTime64(toMonday(starts_on) + 7 * week, 3, 'UTC')
		+ toIntervalHour(if(${drawn} % 15 = 0, 7, 3 + ${drawn} % 2) * 24 + ${drawn} % 10)`;
	return [
		`CREATE TABLE bench_check_ins ENGINE = MergeTree ORDER BY check_in_id AS
		SELECT objectives.number AS number, objective_id, person, week, ${writtenAt} AS checked_in_at,
			substring(lower(hex(sipHash128('c', ${company.seed}, number, week))), 1, 24) AS check_in_id,
			${draw(company, "'words'", 'number', 'week')} AS words,
			turn, checked_in_at + toIntervalHour(if(turn = 1, 30, 0)) AS revised_at,
			${seenOn('revised_at')} + if(words % 1000 < ${late}, words % 11, 0) AS seen_on,
			arrayFilter(listed -> is_listing AND ${company.isListingAhead === true ? 'true' : 'listed.2 <= checked_in_at'}, key_results.all) AS listed,
			listed.1 AS key_result_ids,
			arrayMap(speed -> CAST(least(110, speed * (week + 1)), 'Nullable(Float64)'), listed.3) AS key_result_progress,
			words % 40 != 0 AS is_listing
		FROM bench_objectives AS objectives
		INNER JOIN
		(
			SELECT objective_id, groupArray((key_result_id, since, speed)) AS all
			FROM bench_key_results GROUP BY objective_id
		) AS key_results ON key_results.objective_id = objectives.objective_id
		ARRAY JOIN range(13) AS week
		ARRAY JOIN if(${drawn} % 33 = 0, [0, 1], [0]) AS turn
		WHERE is_personal AND ${drawn} % 10 < 8 AND checked_in_at > created_at
			AND checked_in_at BETWEEN toDate(${sqlLiteral(window.after)}) - 40 AND toDate(${sqlLiteral(window.until)}) + 1`,
		`INSERT INTO core_check_in_revisions
		(check_in_id, objective_id, author_id, modifier_id, checked_in_at, revised_at, source, html, text, normalised_text,
			objective_progress, key_result_ids, key_result_progress, mentions, observed_at, run_id)
		SELECT check_in_id, objective_id, concat('p', toString(person)) AS author, author, checked_in_at, revised_at, 'check_in',
			concat('<p>', text_said, '</p>'), text_said, lower(text_said),
			if(words % 3 = 0, least(100, 8 * (week + 1)), NULL), key_result_ids, key_result_progress,
			if(words % 12 = 0, ['Wei'], []), ${readOn('seen_on')}, concat('run-', toString(seen_on))
		FROM
		(
			SELECT *, concat(['We talked to all customers of the region and wrote down what they miss.',
					'本周完成两次客户访谈，整理了反馈，下周继续推进。', 'Nothing much happened, the release took all of our time.',
					'The pilot runs in two plants; numbers come on Friday.'][words % 4 + 1],
				if(words % 25 = 0, '', concat('\\nWeek ', toString(week), ', objective ', toString(number))),
				if(turn = 1, '\\nCorrected: see the sheet.', ''),
				'\\nConfidence: ', toString(words % 11), '/10\\nNext: ', ['call the three largest', '整理方案', 'hire'][words % 3 + 1]) AS text_said
			FROM bench_check_ins WHERE ${within('seen_on', window)}
		)`,
		`INSERT INTO core_check_in_statements
		(check_in_id, objective_id, revised_at, key_result_id, confidence, confidence_provenance, blocker, says_no_blocker, next_action, run_id)
		SELECT check_in_id, objective_id, revised_at, said_of, if(words % 8 = 0, NULL, confidence), if(words % 8 = 0, '', 'text'),
			if(said_of = '' AND words % 6 = 0, ['The supplier is late', '等待审批'][words % 2 + 1], ''), words % 7 = 0,
			if(said_of = '', ['call the three largest', '整理方案', 'hire'][words % 3 + 1], ''), concat('run-', toString(seen_on))
		FROM (SELECT *, toFloat64(words % 11) AS confidence FROM bench_check_ins WHERE ${within('seen_on', window)})
		ARRAY JOIN if(words % 5 = 0 AND notEmpty(key_result_ids), ['', key_result_ids[1]], ['']) AS said_of`,
		// A read twelve to twenty days after the check-in misses it.
		`INSERT INTO core_check_in_deletions (check_in_id, objective_id, missed_at, run_id)
		SELECT check_in_id, objective_id, ${readOn('missed_on')}, concat('run-', toString(missed_on))
		FROM (SELECT *, toDate(checked_in_at) + 12 + words % 9 AS missed_on FROM bench_check_ins WHERE turn = 0 AND words % 301 = 0)
		WHERE ${within('missed_on', window)}`
	];
}

/** Every day each key result and objective of a running quarter, or of one that ended at most a week ago, is seen and answered for. */
function reads(company: LargeCompany, window: Window): string[] {
	const first = `greatest(toDate(${sqlLiteral(window.after)}) + 1, ${seenOn('since')})`;
	const last = `least(toDate(${sqlLiteral(window.until)}) + 1, ends_before + 7)`;
	const days = `arrayMap(day -> toDate(day), range(toUInt16(${first}), toUInt16(greatest(${first}, ${last}))))`;
	const week = 'greatest(0, intDiv(toInt32(day - toMonday(starts_on)) - 4, 7) + 1)';
	const columns = '(entity_kind, entity_id, observed_at, progress, run_id)';
	const read = `${readOn('day')}, greatest(0, least(100, speed * ${week})), concat('run-', toString(day))`;
	return [
		`INSERT INTO core_progress_observations ${columns}
		SELECT 'key_result', key_result_id, ${read} FROM bench_key_results ARRAY JOIN ${days} AS day`,
		`INSERT INTO core_progress_observations ${columns}
		SELECT 'objective', objective_id, ${read}
		FROM (SELECT *, created_at AS since, number % 9 AS speed FROM bench_objectives WHERE is_personal) ARRAY JOIN ${days} AS day`,
		`INSERT INTO core_answers (subject_kind, subject_id, answered_at, fingerprint, run_id)
		SELECT 'check_ins', objective_id, ${readOn('day')}, lower(hex(sipHash128(number, ${week}))), concat('run-', toString(day))
		FROM (SELECT *, created_at AS since FROM bench_objectives WHERE is_personal) ARRAY JOIN ${days} AS day`
	];
}
