/** Links and what follows from them on one day (metrics.md 7 and 8). */
import { inForceAt } from './history.ts';
import type { KnownObjective, World } from './known.ts';
import { endOf, isInPeriod, liveObjective, publishedFacts } from './live.ts';
import { oncePerDay } from './once.ts';
import { departmentOf, levelOf } from './organisation.ts';
import type { Level } from './organisation.ts';

/** In the order of "the first that holds". */
export const BROKEN_REASONS = ['dangling', 'self', 'cycle', 'period_mismatch'] as const;
export type BrokenReason = (typeof BROKEN_REASONS)[number];

interface StatedLink {
	readonly child: KnownObjective;
	readonly targetKind: 'objective' | 'keyResult';
	readonly targetId: string;
	readonly kind: 'SUPPORT' | 'COOPERATION' | null;
}

export interface JudgedLink extends StatedLink {
	/** The parent objective; null when dangling. */
	readonly parent: KnownObjective | null;
	/** null: valid. */
	readonly reason: BrokenReason | null;
}

export interface ObjectiveAlignment {
	readonly level: Level;
	readonly isAligned: boolean;
	/** A non-company objective that reaches a company-level objective along valid links. */
	readonly isRooted: boolean;
	readonly brokenReasons: readonly BrokenReason[];
	readonly validIncomingLinks: number;
	/** "Periods without a company objective in them or in an enclosing period (company-wide) are left out." */
	readonly hasCompanyObjective: boolean;
	readonly hasCrossDepartmentIn: boolean;
	readonly hasCrossDepartmentOut: boolean;
}

/**
 * "A link goes from a child objective to a parent objective, or to one of its key results. It is stated by the child (upward
 * lists) or by the parent (downward lists); either suffices, statements of the same child, target and kind are one link, a
 * typed statement beats an untyped one, and a link whose child is unknown is ignored."
 */
function linksOn(world: World, day: string): StatedLink[] {
	const links = new Map<string, StatedLink>();
	const state = (link: StatedLink): void => {
		const key = `${link.child.id} ${link.targetKind} ${link.targetId} ${link.kind ?? ''}`;
		links.set(key, link);
	};
	for (const objective of world.objectives.values()) {
		const facts = inForceAt(objective.history, endOf(world, day));
		if (facts === null) continue;
		for (const { targetKind, targetId, kind } of facts.up) {
			state({ child: objective, targetKind, targetId, kind });
		}
		for (const { targetKind, targetId, kind } of facts.down) {
			const child = targetKind === 'objective' ? world.objectives.get(targetId) : undefined;
			if (child !== undefined)
				state({ child, targetKind: 'objective', targetId: objective.id, kind });
		}
	}
	const all = [...links.values()];
	return all.filter((link) => {
		const isTyped = (other: StatedLink): boolean =>
			other.kind !== null &&
			other.child === link.child &&
			other.targetKind === link.targetKind &&
			other.targetId === link.targetId;
		return link.kind !== null || !all.some(isTyped);
	});
}

/** The parent objective, or null: "dangling: target unknown, gone or a draft"; so is a link to a key result that is gone. */
function parentOf(world: World, link: StatedLink, day: string): KnownObjective | null {
	let parent = world.objectives.get(link.targetId);
	if (link.targetKind === 'keyResult') {
		const keyResult = world.keyResults.get(link.targetId);
		const isThere =
			keyResult !== undefined && inForceAt(keyResult.history, endOf(world, day)) !== null;
		parent = isThere ? keyResult.objective : undefined;
	}
	return parent === undefined || publishedFacts(world, parent, day) === null ? null : parent;
}

function reaches(
	from: KnownObjective,
	to: (objective: KnownObjective) => boolean,
	parents: ReadonlyMap<KnownObjective, ReadonlySet<KnownObjective>>
): boolean {
	const seen = new Set<KnownObjective>();
	const queue = [...(parents.get(from) ?? [])];
	for (let objective = queue.pop(); objective !== undefined; objective = queue.pop()) {
		if (to(objective)) return true;
		if (seen.has(objective)) continue;
		seen.add(objective);
		queue.push(...(parents.get(objective) ?? []));
	}
	return false;
}

function parentsAlong(
	links: readonly { child: KnownObjective; parent: KnownObjective | null }[]
): Map<KnownObjective, Set<KnownObjective>> {
	const parents = new Map<KnownObjective, Set<KnownObjective>>();
	for (const { child, parent } of links) {
		if (parent === null) continue;
		const known = parents.get(child) ?? new Set();
		parents.set(child, known.add(parent));
	}
	return parents;
}

/** "Same or enclosing". */
function encloses(outer: KnownObjective['period'], inner: KnownObjective['period']): boolean {
	return outer.startsOn <= inner.startsOn && inner.endsBefore <= outer.endsBefore;
}

export interface AlignmentDay {
	/** Alignment links of live children. */
	readonly links: readonly JudgedLink[];
	/** Section 8: a COOPERATION or valid alignment link between live objectives of different departments. */
	readonly dependencies: readonly JudgedLink[];
	/** By id, for every live objective. */
	readonly objectives: ReadonlyMap<string, ObjectiveAlignment>;
}

export const alignmentOn = oncePerDay((world: World, day: string): AlignmentDay => {
	const stated = linksOn(world, day).map((link) => ({
		...link,
		parent: parentOf(world, link, day)
	}));
	const alignment = stated.filter(({ kind }) => kind !== 'COOPERATION');
	// "The link lies on a cycle of alignment links between objectives that exist at t and are not drafts."
	const existing = alignment.filter(({ child }) => publishedFacts(world, child, day) !== null);
	const allParents = parentsAlong(existing);

	const isLive = (objective: KnownObjective): boolean =>
		liveObjective(world, objective, day) !== null;
	const judge = (child: KnownObjective, parent: KnownObjective | null): BrokenReason | null => {
		if (parent === null) return 'dangling';
		if (parent === child) return 'self';
		if (reaches(parent, (objective) => objective === child, allParents)) return 'cycle';
		// "Anything else that makes the target not live at t, or a period neither the same nor enclosing."
		if (!isLive(parent) || !encloses(parent.period, child.period)) return 'period_mismatch';
		return null;
	};
	const links: JudgedLink[] = alignment
		.filter(({ child }) => isLive(child))
		.map((link) => ({ ...link, reason: judge(link.child, link.parent) }));
	const valid = links.filter(({ reason }) => reason === null);
	const validParents = parentsAlong(valid);

	const instant = endOf(world, day);
	const live = [...world.objectives.values()].filter(isLive);
	const levels = new Map<KnownObjective, Level>();
	const departments = new Map<KnownObjective, string>();
	for (const objective of live) {
		const facts = liveObjective(world, objective, day);
		if (facts === null) continue;
		levels.set(objective, levelOf(world, objective, facts, instant));
		departments.set(objective, departmentOf(world, objective, facts, instant));
	}
	const cooperation: JudgedLink[] = stated
		.filter(
			({ kind, child, parent }) =>
				kind === 'COOPERATION' && isLive(child) && parent !== null && isLive(parent)
		)
		.map((link) => ({ ...link, reason: null }));
	const dependencies = [...cooperation, ...valid].filter(
		({ child, parent }) => parent !== null && departments.get(child) !== departments.get(parent)
	);
	const isCompany = (objective: KnownObjective): boolean => levels.get(objective) === 'company';
	const companyObjectives = live.filter(isCompany);

	const objectives = new Map<string, ObjectiveAlignment>();
	for (const objective of live) {
		const own = links.filter(({ child }) => child === objective);
		const broken = own.flatMap(({ reason }) => (reason === null ? [] : [reason]));
		objectives.set(objective.id, {
			level: levels.get(objective) ?? 'individual',
			isAligned: own.some(({ reason }) => reason === null),
			isRooted: !isCompany(objective) && reaches(objective, isCompany, validParents),
			brokenReasons: broken,
			validIncomingLinks: valid.filter(({ parent }) => parent === objective).length,
			hasCompanyObjective: companyObjectives.some(({ period }) =>
				encloses(period, objective.period)
			),
			hasCrossDepartmentIn: dependencies.some(({ parent }) => parent === objective),
			hasCrossDepartmentOut: dependencies.some(({ child }) => child === objective)
		});
	}
	return { links, dependencies, objectives };
});

/** "Periods without a company objective in them or in an enclosing period (company-wide)." */
export function hasCompanyObjective(world: World, objective: KnownObjective, day: string): boolean {
	return (
		isInPeriod(objective, day) &&
		(alignmentOn(world, day).objectives.get(objective.id)?.hasCompanyObjective ?? false)
	);
}
