import { createHash } from 'node:crypto';

/** sha256 of plain data, in hex. Equal data has an equal hash, in whatever order its keys were written. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('hex');
}

/** JSON with its keys in order, as RFC 8785 has it for the values that figures have. */
export function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
			: part
	);
}
