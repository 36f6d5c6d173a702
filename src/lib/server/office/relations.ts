import type { Relation, RelationKind } from './package.ts';

/** Relations of one part, numbered as they come. */
export function relations(): {
	readonly list: Relation[];
	readonly relate: (kind: RelationKind, target: string) => string;
} {
	const list: Relation[] = [];
	return {
		list,
		relate: (kind, target) => {
			const known = list.find((one) => one.kind === kind && one.target === target);
			if (known !== undefined) return known.id;
			const id = `rId${list.length + 1}`;
			list.push({ id, kind, target });
			return id;
		}
	};
}
