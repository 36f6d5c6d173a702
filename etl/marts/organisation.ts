/**
 * The tree of departments as it was, and who headed the company (metrics.md 2). Pure; days are
 * counted from 1970-01-01, spans are [fromDay, toDay).
 */

/** One department as it was at the ends of the days from `fromDay` to its next version. */
export interface DepartmentVersion {
	readonly departmentId: string;
	readonly fromDay: number;
	readonly isPresent: boolean;
	readonly name: string;
	/** '' for the root. */
	readonly parentId: string;
	readonly headIds: readonly string[];
}

/** Somebody in the directory, active, with `boss: true`. */
export interface BossSpan {
	readonly personId: string;
	readonly fromDay: number;
	readonly toDay: number;
}

export interface DepartmentSpan {
	readonly departmentId: string;
	readonly fromDay: number;
	readonly toDay: number;
	readonly isPresent: boolean;
	readonly name: string;
	readonly parentId: string;
	/** From the top, with its own id: `/1/12/45/`. */
	readonly path: string;
	/** The same in the tree of the last day; a department that is gone keeps its last path. */
	readonly pathToday: string;
	/** Of the root those who head the company. */
	readonly headIds: readonly string[];
}

export interface HeadSpan {
	readonly fromDay: number;
	readonly toDay: number;
	readonly headIds: readonly string[];
}

export interface Organisation {
	/** Of each department they cover all days up to END_OF_TIME. */
	readonly departments: readonly DepartmentSpan[];
	/** They cover all days as well. */
	readonly companyHeads: readonly HeadSpan[];
}

/** 2149-06-01, `{{end_of_time}}` of the SQL: close to the last day a ClickHouse Date can hold. */
export const END_OF_TIME = 65_530;

/**
 * Walks the tree on each day on which something about it changed.
 *
 * A department is spoken for by its version in force; before its first one by that first one, after
 * it is gone by its last one, with the path it had on its last day. A parent that contacts do not
 * show ends the path, and so does a parent below itself.
 *
 * @param versions at most one per department and day, in any order
 * @param configuredHeadIds COMPANY_HEAD_USER_IDS, the last resort
 */
export function buildOrganisation(
	versions: readonly DepartmentVersion[],
	bosses: readonly BossSpan[],
	configuredHeadIds: readonly string[]
): Organisation {
	const histories = historiesOf(versions);
	const borders = [
		0,
		...versions.map((version) => version.fromDay),
		...bosses.flatMap((boss) => [boss.fromDay, boss.toDay])
	];
	const days = [...new Set(borders)].filter((day) => day < END_OF_TIME).sort((a, b) => a - b);

	const departments = new Map<string, DepartmentSpan[]>();
	const companyHeads: HeadSpan[] = [];
	for (const [index, fromDay] of days.entries()) {
		const toDay = days[index + 1] ?? END_OF_TIME;
		const paths = pathsOn(fromDay, histories, departments);
		const heads = companyHeadsOn(fromDay, histories, bosses, configuredHeadIds);
		append(companyHeads, { fromDay, toDay, headIds: heads });
		for (const [departmentId, history] of histories) {
			const { version, isPresent } = speakingOn(fromDay, history);
			let spans = departments.get(departmentId);
			if (spans === undefined) departments.set(departmentId, (spans = []));
			append(spans, {
				departmentId,
				fromDay,
				toDay,
				isPresent,
				name: version.name,
				parentId: version.parentId,
				path: paths.get(departmentId) ?? `/${departmentId}/`,
				pathToday: '',
				headIds: version.parentId === '' ? heads : version.headIds
			});
		}
	}
	return {
		departments: [...departments.values()].flatMap((spans) => {
			const pathToday = spans.at(-1)?.path ?? '';
			return spans.map((span) => ({ ...span, pathToday }));
		}),
		companyHeads
	};
}

/** Of a department that was ever there: its versions in order; at least one is present. */
type Histories = ReadonlyMap<string, readonly DepartmentVersion[]>;

function historiesOf(versions: readonly DepartmentVersion[]): Histories {
	const histories = Map.groupBy(
		versions.toSorted((a, b) => a.fromDay - b.fromDay),
		(version) => version.departmentId
	);
	for (const [id, history] of histories) {
		if (!history.some((version) => version.isPresent)) histories.delete(id);
	}
	return histories;
}

interface Speaking {
	readonly version: DepartmentVersion;
	/** It is there on the day itself. */
	readonly isPresent: boolean;
	/** It was there and is not any more. */
	readonly isGone: boolean;
}

function speakingOn(day: number, history: readonly DepartmentVersion[]): Speaking {
	const inForce = history.findLast((version) => version.fromDay <= day);
	const isPresent = inForce?.isPresent ?? false;
	const last = history.findLast((version) => version.isPresent && version.fromDay <= day);
	const version = last ?? history.find((candidate) => candidate.isPresent);
	if (version === undefined) throw new RangeError('A department that never was there');
	return { version, isPresent, isGone: !isPresent && last !== undefined };
}

function pathsOn(
	day: number,
	histories: Histories,
	soFar: ReadonlyMap<string, readonly DepartmentSpan[]>
): Map<string, string> {
	const paths = new Map<string, string>();
	const above = new Set<string>();
	const walk = (id: string, history: readonly DepartmentVersion[]): string => {
		const known = paths.get(id);
		if (known !== undefined) return known;
		const { version, isGone } = speakingOn(day, history);
		const lastPath = isGone ? soFar.get(id)?.at(-1)?.path : undefined;
		above.add(id);
		const parent = histories.get(version.parentId);
		const isTop = parent === undefined || above.has(version.parentId);
		const path = lastPath ?? `${isTop ? '/' : walk(version.parentId, parent)}${id}/`;
		above.delete(id);
		paths.set(id, path);
		return path;
	};
	for (const [id, history] of histories) walk(id, history);
	return paths;
}

/**
 * "Heads are DingTalk's list; for the root, if that is empty, the active people with `boss: true`,
 * and if there are none COMPANY_HEAD_USER_IDS."
 */
function companyHeadsOn(
	day: number,
	histories: Histories,
	bosses: readonly BossSpan[],
	configured: readonly string[]
): readonly string[] {
	const stated = new Set<string>();
	for (const history of histories.values()) {
		const { version } = speakingOn(day, history);
		if (version.parentId === '') for (const id of version.headIds) stated.add(id);
	}
	if (stated.size > 0) return [...stated];
	const active = bosses.filter((boss) => boss.fromDay <= day && day < boss.toDay);
	if (active.length > 0) return [...new Set(active.map((boss) => boss.personId))].sort();
	return configured;
}

/** Adds a span, or lengthens the last one if only its days differ. */
function append<T extends { readonly fromDay: number; readonly toDay: number }>(
	spans: T[],
	span: T
): void {
	const last = spans.at(-1);
	if (last === undefined) {
		spans.push(span);
		return;
	}
	const grown = { ...span, fromDay: last.fromDay };
	const isSame = JSON.stringify({ ...last, toDay: span.toDay }) === JSON.stringify(grown);
	if (isSame) spans[spans.length - 1] = grown;
	else spans.push(span);
}
