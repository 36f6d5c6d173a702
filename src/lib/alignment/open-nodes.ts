/**
 * Which nodes of the tree are open, as the URL holds it: ids with `.` between them, and behind an id `*3` where three steps of its
 * children are shown. The empty id is the top, whose children are the company objectives.
 */
export type OpenNodes = ReadonlyMap<string, number>;

export const TOP = '';

/** Each open node is a question to Cube; of more than this the oldest close. */
const MOST = 30;
const MOST_STEPS = 40;

export function parseOpen(text: string | null): OpenNodes {
	const nodes = (text ?? '').split('.').map((part): [string, number] => {
		const [id = '', steps] = part.split('*');
		return [id, Math.min(MOST_STEPS, Math.max(1, Number.parseInt(steps ?? '1', 10) || 1))];
	});
	const found = new Map(nodes.filter(([id, steps]) => id !== TOP || steps > 1));
	return new Map([...found].slice(-MOST));
}

/** null: nothing is open. */
export function writeOpen(nodes: OpenNodes): string | null {
	const parts = [...nodes].map(([id, steps]) => (steps > 1 ? `${id}*${steps}` : id));
	return parts.length === 0 ? null : parts.slice(-MOST).join('.');
}

export function toggled(nodes: OpenNodes, id: string): OpenNodes {
	return nodes.has(id)
		? new Map([...nodes].filter(([other]) => other !== id))
		: new Map([...nodes, [id, 1]]);
}

export function withMore(nodes: OpenNodes, id: string): OpenNodes {
	return new Map([...nodes, [id, (nodes.get(id) ?? 1) + 1]]);
}
