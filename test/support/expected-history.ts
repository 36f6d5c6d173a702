/**
 * The version history that daily syncs of a company should leave in the core tables, computed from the company's model alone:
 * what each end of day showed, with first versions as in metrics.md 1. One line per version, in the notation of `core-history.ts`.
 */
import { valueAt, type Company, type Objective } from '../../etl/sandbox/company/model.ts';
import { miss, see, type History } from './oracle/history.ts';
import { learn, type World } from './oracle/known.ts';
import { readCompany, type SeenObjective } from './oracle/read.ts';
import { endOfDay } from './oracle/days.ts';

const ZONE = 'Asia/Shanghai';

export interface Shown {
	/** YYYY-MM-DD: read at its end. */
	readonly day: string;
	/** As built for that day. */
	readonly company: Company;
}

/** Table -> lines `key | from .. to | facts`, sorted. */
export type HistoryLines = Readonly<Record<string, readonly string[]>>;

/** Everybody is answered for on each of the days, which ascend. */
export function expectedHistory(days: readonly Shown[]): HistoryLines {
	const last = days.at(-1);
	if (last === undefined) throw new RangeError('No day');
	const reads = days.map(({ day, company }) => ({ day, company, readAt: endOfDay(day, ZONE) }));
	const world = learn(last.company, reads, {
		timezone: ZONE,
		holidayWeeks: [],
		companyHeadUserIds: []
	});
	const tables = {
		departments: new Versions(),
		people: new Versions(),
		objectives: new Versions(),
		key_results: new Versions(),
		alignments: new Versions(),
		fields: new Versions()
	};
	for (const [index, { day, company, readAt }] of reads.entries()) {
		const answer = readCompany(company, readAt, day, index === 0, 'agoal');
		const ever = index === 0 ? -Infinity : readAt;
		for (const [id, { name, parentId, headIds }] of answer.departments)
			tables.departments.see(id, readAt, [name, parentId ?? '', headIds], ever);
		tables.departments.missBut(answer.departments, readAt);
		const titles = new Map(company.people.map(({ id, title }) => [id, title]));
		for (const [id, { name, departmentIds, isActive, isBoss }] of answer.people) {
			const facts = [name, titles.get(id), departmentIds, isActive ? 1 : 0, isBoss ? 1 : 0];
			tables.people.see(id, readAt, facts, ever);
		}
		tables.people.missBut(answer.people, readAt);
		for (const seen of answer.objectives.values()) seeObjective(tables, world, seen, readAt);
		for (const [id, { period }] of world.objectives)
			if (answer.periodIds.has(period.id) && !answer.objectives.has(id))
				tables.objectives.miss(id, readAt);
	}
	return Object.fromEntries(
		Object.entries(tables).map(([name, versions]) => [name, versions.lines()])
	);
}

function seeObjective(
	tables: Readonly<Record<'objectives' | 'key_results' | 'alignments' | 'fields', Versions>>,
	world: World,
	seen: SeenObjective,
	readAt: number
): void {
	const { source, facts } = seen;
	const { id, kind, periodId } = source;
	const isNew = !tables.objectives.has(id);
	const since = world.objectives.get(id)?.history[0]?.from ?? readAt;
	const weight = kind === 'personal' ? valueAt(source.weight, readAt) : null;
	const { title, ownerId, teamIds, isDraft } = facts;
	tables.objectives.see(
		id,
		readAt,
		[kind, title, ownerId, teamIds, periodId, weight, isDraft ? 1 : 0],
		since
	);
	if (kind === 'organisation')
		tables.fields.see(`${id} title`, readAt, ['目标名称', 'string', title], since);
	const keyResults = new Set<string>();
	for (const [index, keyResult] of seen.keyResults.entries()) {
		const key = keyResult.source.id;
		keyResults.add(key);
		const from = world.keyResults.get(key)?.history[0]?.from ?? readAt;
		const { title: named, weight: weighs } = keyResult.facts;
		tables.key_results.see(key, readAt, [id, named, weighs, index + 1], from);
	}
	for (const { id: key } of source.keyResults)
		if (!keyResults.has(key)) tables.key_results.miss(key, readAt);
	if (kind === 'personal' && !source.hasNewFields) return;
	const stated = statementsOf(source, readAt);
	for (const key of stated) tables.alignments.see(key, readAt, [], isNew ? since : readAt);
	tables.alignments.missWhere((key) => isStatedBy(key, id) && !stated.has(key), readAt);
}

/** `child target_kind target link_kind stated_by` */
function statementsOf(objective: Objective, instant: number): Set<string> {
	const { id, kind } = objective;
	const isPersonal = kind === 'personal';
	const up = valueAt(objective.up, instant).map(({ targetId, targetKind, kind: link }) =>
		[id, isPersonal ? '-' : targetKind, targetId, isPersonal ? '-' : (link ?? '-'), 'child'].join(
			' '
		)
	);
	const down = valueAt(objective.down, instant).map(({ targetId, kind: link }) =>
		[targetId, 'objective', id, isPersonal ? '-' : (link ?? '-'), 'parent'].join(' ')
	);
	return new Set([...up, ...down]);
}

function isStatedBy(key: string, objectiveId: string): boolean {
	const [child, , target, , by] = key.split(' ');
	return (by === 'child' ? child : target) === objectiveId;
}

/** Histories by key. */
class Versions {
	readonly #histories = new Map<string, History<string>>();

	has(key: string): boolean {
		return this.#histories.has(key);
	}

	see(key: string, readAt: number, facts: readonly unknown[], firstFrom: number): void {
		const history = this.#histories.get(key) ?? [];
		this.#histories.set(key, history);
		see(history, readAt, JSON.stringify(facts), firstFrom);
	}

	miss(key: string, readAt: number): void {
		const history = this.#histories.get(key);
		if (history !== undefined) miss(history, readAt);
	}

	missBut(present: ReadonlyMap<string, unknown>, readAt: number): void {
		this.missWhere((key) => !present.has(key), readAt);
	}

	missWhere(isMissing: (key: string) => boolean, readAt: number): void {
		for (const key of this.#histories.keys()) if (isMissing(key)) this.miss(key, readAt);
	}

	lines(): string[] {
		return [...this.#histories]
			.flatMap(([key, history]) =>
				history.map(({ from, to, value }) => `${key} | ${said(from)} .. ${said(to)} | ${value}`)
			)
			.sort();
	}
}

function said(instant: number): string {
	if (instant === Infinity) return 'now';
	return instant === -Infinity ? 'ever' : new Date(instant).toISOString();
}
