/**
 * Which alignments lie on a cycle, and when (metrics.md 7). Pure; days are numbers, spans are
 * [fromDay, toDay). In SQL this would take a transitive closure per day; here it is one walk per day
 * on which something changed, over the few links that ever lie on a cycle.
 */

/** An alignment between two objectives that exist and are no drafts. */
export interface AlignmentSpan {
	readonly childId: string;
	readonly parentId: string;
	readonly fromDay: number;
	readonly toDay: number;
}

/** The parts of the spans in which the link lies on a cycle: its child can be reached from its parent. */
export function spansOnCycles(spans: readonly AlignmentSpan[]): AlignmentSpan[] {
	// A link that lies on no cycle of all links of all days lies on none on any day.
	const suspects = onCycles(spans);
	const borders = suspects.flatMap((span) => [span.fromDay, span.toDay]);
	const days = [...new Set(borders)].sort((a, b) => a - b);
	const found: AlignmentSpan[] = [];
	for (const [index, fromDay] of days.entries()) {
		const toDay = days[index + 1];
		if (toDay === undefined) break;
		const active = suspects.filter((span) => span.fromDay <= fromDay && fromDay < span.toDay);
		for (const span of onCycles(active)) found.push({ ...span, fromDay, toDay });
	}
	return found;
}

/** The links whose two ends lie in one strongly connected component. */
function onCycles(spans: readonly AlignmentSpan[]): AlignmentSpan[] {
	const components = componentsOf(spans);
	return spans.filter(
		({ childId, parentId }) =>
			childId !== parentId && components.get(childId) === components.get(parentId)
	);
}

/** Tarjan's strongly connected components, without recursion: a chain of links may be long. */
function componentsOf(spans: readonly AlignmentSpan[]): Map<string, number> {
	const parents = new Map<string, string[]>();
	for (const { childId, parentId } of spans) {
		if (!parents.has(parentId)) parents.set(parentId, []);
		const known = parents.get(childId);
		if (known === undefined) parents.set(childId, [parentId]);
		else known.push(parentId);
	}
	const order = new Map<string, number>();
	const lowest = new Map<string, number>();
	const components = new Map<string, number>();
	const open: string[] = [];
	const lower = (id: string, value: number) =>
		lowest.set(id, Math.min(lowest.get(id) ?? Infinity, value));

	for (const start of parents.keys()) {
		if (order.has(start)) continue;
		const path: { readonly id: string; next: number }[] = [];
		const enter = (id: string) => {
			order.set(id, order.size);
			lower(id, order.size - 1);
			open.push(id);
			path.push({ id, next: 0 });
		};
		enter(start);
		for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
			const parentId = parents.get(step.id)?.[step.next++];
			if (parentId !== undefined) {
				const seen = order.get(parentId);
				if (seen === undefined) enter(parentId);
				else if (!components.has(parentId)) lower(step.id, seen);
				continue;
			}
			path.pop();
			const low = lowest.get(step.id) ?? 0;
			const below = path.at(-1);
			if (below !== undefined) lower(below.id, low);
			if (low !== order.get(step.id)) continue;
			for (let id = open.pop(); id !== undefined; id = open.pop()) {
				components.set(id, low);
				if (id === step.id) break;
			}
		}
	}
	return components;
}
