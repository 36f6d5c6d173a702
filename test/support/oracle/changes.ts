/** Rows of `changes`: everything that complete reads found to be different (contract.md; metrics.md 1, history and end). */
import { asCubeTime } from './differences.ts';
import { dayOf, daysBetween } from './days.ts';
import type { History } from './history.ts';
import type { KnownKeyResult, KnownObjective, World } from './known.ts';
import { endOf } from './live.ts';
import {
	departmentName,
	departmentOf,
	levelOf,
	personName,
	placeOf,
	primaryDepartment
} from './organisation.ts';
import type { ObjectiveFacts } from './read.ts';
import { speakingFacts } from './rows.ts';

/** A time in which something exists and its facts stay the same; the first fact is what it is called. */
interface Span {
	readonly from: number;
	readonly to: number;
	readonly facts: Readonly<Record<string, string>>;
	/** Its start was not seen. */
	readonly isAssumed: boolean;
}

interface Change {
	readonly at: number;
	readonly change_kind: 'created' | 'ended' | 'returned' | 'changed';
	readonly field: string;
	readonly old_value: string;
	readonly new_value: string;
	readonly is_assumed: boolean;
}

/** Spans in order; between two of them there may be a gap. */
function changesOf(spans: readonly Span[]): Change[] {
	const changes: Change[] = [];
	const nothing = { old_value: '', new_value: '', is_assumed: false };
	for (const [index, span] of spans.entries()) {
		const before = spans[index - 1];
		const [called = ''] = Object.values(span.facts);
		if (before === undefined) {
			// Of what is there since ever nobody knows when it began.
			if (span.from > 0)
				changes.push({
					...{ ...nothing, at: span.from, change_kind: 'created', field: 'existence' },
					...{ new_value: called, is_assumed: span.isAssumed }
				});
		} else {
			if (before.to < span.from)
				changes.push({
					...{ ...nothing, at: span.from, change_kind: 'returned', field: 'existence' },
					new_value: called
				});
			for (const [field, value] of Object.entries(span.facts)) {
				const old = before.facts[field] ?? '';
				if (old !== value)
					changes.push({
						...{ ...nothing, at: span.from, change_kind: 'changed', field },
						...{ old_value: old, new_value: value }
					});
			}
		}
		if (span.to !== Infinity && spans[index + 1]?.from !== span.to)
			changes.push({
				...{ ...nothing, at: span.to, change_kind: 'ended', field: 'existence' },
				old_value: called
			});
	}
	return changes;
}

function spansOf<T>(
	history: History<T>,
	facts: (value: T) => Record<string, string>,
	isStartAssumed = false
): Span[] {
	const held = history.filter(({ from, to }) => from < to);
	return held.map(({ from, to, value }, index) => ({
		...{ from, to, facts: facts(value) },
		isAssumed: index === 0 && isStartAssumed
	}));
}

function numberText(value: number | null): string {
	return value === null ? '' : String(value);
}

function objectiveFacts(objective: KnownObjective, facts: ObjectiveFacts): Record<string, string> {
	return {
		title: facts.title,
		owner: facts.ownerId,
		team: facts.teamIds.join(','),
		period: objective.period.id,
		weight: numberText(facts.weight),
		score: numberText(facts.score),
		visibility: facts.visibility,
		draft: facts.isDraft ? 'draft' : 'published'
	};
}

/** "A key result that is gone with its objective": it exists while both do. */
function keyResultSpans(keyResult: KnownKeyResult): Span[] {
	const { objective } = keyResult;
	const own = spansOf(
		keyResult.history,
		({ title, weight }) => ({ title, weight: numberText(weight), objective: objective.id }),
		keyResult.isStartAssumed
	);
	return own.flatMap((span) =>
		objective.history
			.map(({ from, to }) => ({
				...span,
				from: Math.max(from, span.from),
				to: Math.min(to, span.to)
			}))
			.filter(({ from, to }) => from < to)
	);
}

interface Statement {
	readonly from: number;
	readonly to: number;
	readonly kind: string;
	readonly isAssumed: boolean;
}

interface KnownLink {
	readonly child: KnownObjective;
	readonly targetId: string;
	readonly statements: Statement[];
}

/** Links by child and target: who stated them when. */
function linksOf(world: World): KnownLink[] {
	const links = new Map<string, KnownLink>();
	const state = (child: KnownObjective, targetId: string, statement: Statement): void => {
		const key = `${child.id} > ${targetId}`;
		const link = links.get(key) ?? { child, targetId, statements: [] };
		link.statements.push(statement);
		links.set(key, link);
	};
	for (const objective of world.objectives.values()) {
		const held = objective.history.filter(({ from, to }) => from < to);
		for (const [index, { from, to, value }] of held.entries()) {
			const isAssumed = index === 0 && objective.isFirstAnswer;
			for (const { targetId, kind } of value.up)
				state(objective, targetId, { from, to, kind: kind ?? '', isAssumed });
			for (const { targetKind, targetId, kind } of value.down) {
				const child = targetKind === 'objective' ? world.objectives.get(targetId) : undefined;
				if (child !== undefined)
					state(child, objective.id, { from, to, kind: kind ?? '', isAssumed });
			}
		}
	}
	return [...links.values()];
}

/** "A typed statement beats an untyped one." */
function linkSpans({ statements }: KnownLink): Span[] {
	const borders = [...new Set(statements.flatMap(({ from, to }) => [from, to]))].sort(
		(a, b) => a - b
	);
	return borders.flatMap((from, index) => {
		const to = borders[index + 1];
		const inForce = statements.filter((each) => each.from <= from && from < each.to);
		if (to === undefined || inForce.length === 0) return [];
		const kinds = [...new Set(inForce.map(({ kind }) => kind))].sort();
		const typed = kinds.filter((kind) => kind !== '');
		return [
			{
				...{ from, to, facts: { kind: (typed.length > 0 ? typed : kinds).join(',') } },
				isAssumed: inForce.some((each) => each.from === from && each.isAssumed)
			}
		];
	});
}

/** Of ids of people, departments or a period their names on that day. */
function namesOf(world: World, field: string, ids: string, day: string): string | null {
	const instant = endOf(world, day);
	const nameOf = (id: string): string => {
		if (field === 'owner' || field === 'heads') return personName(world, id, instant);
		if (field === 'period') return world.periods.get(id)?.name ?? '';
		const areDepartments = ['team', 'departments', 'parent'].includes(field);
		return areDepartments ? departmentName(world, id, instant) : '';
	};
	const names = ids.split(',').map(nameOf);
	return names.filter((name) => name !== '').join(', ') || null;
}

function rowsOf(
	world: World,
	entity: { readonly entity_kind: string; readonly entity_id: string },
	spans: readonly Span[],
	ends: {
		readonly objective: KnownObjective | null;
		readonly otherObjectiveId?: string | null;
		readonly keyResultId?: string | null;
	}
) {
	return changesOf(spans).map(({ at, ...change }) => {
		const day = dayOf(at, world.settings.timezone);
		const called = Object.values(spans.findLast(({ from }) => from <= at)?.facts ?? {})[0] ?? '';
		const isTold = change.field !== 'existence';
		return {
			...entity,
			...change,
			changed_on: day,
			changed_at: asCubeTime(at),
			old_value: change.old_value || null,
			new_value: change.new_value || null,
			old_name: isTold ? namesOf(world, change.field, change.old_value, day) : null,
			new_name: isTold ? namesOf(world, change.field, change.new_value, day) : null,
			other_objective_id: ends.otherObjectiveId ?? null,
			key_result_id: ends.keyResultId ?? null,
			key_result_title: entity.entity_kind === 'key_result' ? called : null,
			...(ends.objective === null
				? placeOfOther(world, entity, day)
				: placeOfObjective(world, ends.objective, day))
		};
	});
}

function placeOfObjective(world: World, objective: KnownObjective, day: string) {
	const { facts, instant } = speakingFacts(objective, endOf(world, day));
	const { startsOn, endsBefore } = objective.period;
	const isInPeriod = startsOn <= day && day < endsBefore;
	const isPastHalf = 2 * daysBetween(startsOn, day) > daysBetween(startsOn, endsBefore);
	return {
		objective_id: objective.id,
		objective_title: facts.title,
		period_id: objective.period.id,
		period_name: objective.period.name,
		level: levelOf(world, objective, facts, instant),
		owner_id: facts.ownerId,
		owner_name: personName(world, facts.ownerId, instant),
		...placeOf(world, departmentOf(world, objective, facts, instant), endOf(world, day)),
		is_in_period: isInPeriod,
		is_late: isInPeriod && isPastHalf
	};
}

function placeOfOther(
	world: World,
	{ entity_kind, entity_id }: { readonly entity_kind: string; readonly entity_id: string },
	day: string
) {
	const instant = endOf(world, day);
	const department =
		entity_kind === 'person' ? primaryDepartment(world, entity_id, instant) : entity_id;
	return {
		...{ objective_id: null, objective_title: null, period_id: null, period_name: null },
		...{ level: null, owner_id: null, owner_name: null },
		...placeOf(world, department, instant),
		...{ is_in_period: false, is_late: false }
	};
}

export function changeRows(world: World) {
	const rows = [];
	for (const objective of world.objectives.values()) {
		const spans = spansOf(
			objective.history,
			(facts) => objectiveFacts(objective, facts),
			objective.isStartAssumed
		);
		const entity = { entity_kind: 'objective', entity_id: objective.id };
		rows.push(...rowsOf(world, entity, spans, { objective }));
	}
	for (const keyResult of world.keyResults.values()) {
		const entity = { entity_kind: 'key_result', entity_id: keyResult.id };
		const ends = { objective: keyResult.objective, keyResultId: keyResult.id };
		rows.push(...rowsOf(world, entity, keyResultSpans(keyResult), ends));
	}
	for (const link of linksOf(world)) {
		const entity = { entity_kind: 'alignment', entity_id: `${link.child.id} > ${link.targetId}` };
		const keyResult = world.keyResults.get(link.targetId);
		const ends = {
			objective: link.child,
			otherObjectiveId: keyResult?.objective.id ?? link.targetId,
			keyResultId: keyResult?.id ?? null
		};
		rows.push(...rowsOf(world, entity, linkSpans(link), ends));
	}
	for (const [id, history] of world.people) {
		const spans = spansOf(history, ({ name, departmentIds, isActive, isBoss }) => ({
			name,
			departments: departmentIds.join(','),
			active: isActive ? 'active' : 'inactive',
			boss: isBoss ? 'boss' : ''
		}));
		const entity = { entity_kind: 'person', entity_id: id };
		rows.push(...rowsOf(world, entity, spans, { objective: null }));
	}
	for (const [id, history] of world.departments) {
		const spans = spansOf(history, ({ name, parentId, headIds }) => ({
			name,
			parent: parentId ?? '',
			heads: headIds.join(',')
		}));
		const entity = { entity_kind: 'department', entity_id: id };
		rows.push(...rowsOf(world, entity, spans, { objective: null }));
	}
	// A source whose clock is ahead may date a start later than the read.
	return rows.filter(({ changed_on }) => changed_on <= world.lastDay);
}
export type ChangeRow = ReturnType<typeof changeRows>[number];

export function changeMeasures(rows: readonly ChangeRow[]) {
	const things = (of: readonly ChangeRow[]): number =>
		new Set(of.map((row) => `${row.entity_kind} ${row.entity_id}`)).size;
	const goals = rows.filter((row) => ['objective', 'key_result'].includes(row.entity_kind));
	return {
		base_count: rows.length,
		change_count: rows.length,
		assumed_count: rows.filter((row) => row.is_assumed).length,
		changed_thing_count: things(rows),
		rescoped_count: things(
			goals.filter((row) => ['title', 'weight', 'period', 'objective'].includes(row.field))
		),
		dropped_count: goals.filter((row) => row.change_kind === 'ended' && row.is_in_period).length,
		added_late_count: goals.filter(
			(row) => ['created', 'returned'].includes(row.change_kind) && row.is_late
		).length
	};
}
