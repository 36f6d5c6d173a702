/** Fields that DingTalk sends and no contract knows: a release of theirs brought them. The record is loaded all the same. */
import type { z } from 'zod';

type Contract = z.core.$ZodType;

const unread = new WeakMap<Contract, readonly string[]>();
const recordContracts = new WeakMap<Contract, Contract>();

/** A contract with the documented fields that nobody here reads, blanks between them; whatever they hold is no drift. */
export function withUnread<T extends z.ZodType>(unreadFields: string, contract: T): T {
	unread.set(contract, unreadFields.trim().split(/\s+/));
	return contract;
}

/** A list whose records are parsed one by one later, each held to `contract`. */
export function listOfRecords<T extends z.ZodType>(contract: Contract, list: T): T {
	recordContracts.set(list, contract);
	return list;
}

export interface UnknownField {
	/** Path in the record, list indices as `[]`: `keyResults[].ownerName`. */
	readonly field: string;
	/** Type of a value that was seen, never the value: it may be anybody's text. */
	readonly sample: Sample;
}
export type Sample = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** More of them in one record say nothing new, and names come from outside. */
const MOST_FIELDS = 50;
const LONGEST_NAME = 100;

/** How deep a record is looked into: as deep as its contract goes. null: not looked into. */
type Shape = ObjectShape | ListShape | null;
interface ObjectShape {
	readonly kind: 'object';
	readonly fields: ReadonlyMap<string, Shape>;
}
interface ListShape {
	readonly kind: 'list';
	readonly element: ObjectShape | ListShape;
}

const shapes = new WeakMap<Contract, { readonly shape: Shape }>();

/**
 * The fields of a record as DingTalk sent it that its contract does not know, each path once; an unknown field is not looked
 * into. Cheap enough for every record: the shape of a contract is worked out once.
 */
export function unknownFields(contract: Contract, record: unknown): UnknownField[] {
	const found: UnknownField[] = [];
	look(shapeOf(contract), record, '', found);
	return found;
}

function look(shape: Shape, value: unknown, path: string, found: UnknownField[]): void {
	if (shape === null || typeof value !== 'object' || value === null) return;
	if (shape.kind === 'list') {
		// Samples collapse a list of one into its element (dingtalk-api.md 2), and so do the contracts.
		if (!Array.isArray(value)) return look(shape.element, value, `${path}[]`, found);
		for (const element of value) look(shape.element, element, `${path}[]`, found);
		return;
	}
	if (Array.isArray(value)) return;
	const fields = value as Readonly<Record<string, unknown>>;
	for (const name of Object.keys(fields)) {
		const inner = shape.fields.get(name);
		if (inner === null) continue;
		const here = path === '' ? name : `${path}.${name}`;
		if (inner === undefined) note(found, here, fields[name]);
		else look(inner, fields[name], here, found);
	}
}

function note(found: UnknownField[], path: string, value: unknown): void {
	const field = path.slice(0, LONGEST_NAME);
	if (found.length >= MOST_FIELDS || found.some((other) => other.field === field)) return;
	found.push({ field, sample: sampleOf(value) });
}

function sampleOf(value: unknown): Sample {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'string') return 'string';
	if (typeof value === 'number') return 'number';
	if (typeof value === 'boolean') return 'boolean';
	return Array.isArray(value) ? 'list' : 'object';
}

function shapeOf(contract: Contract): Shape {
	const cached = shapes.get(contract);
	if (cached !== undefined) return cached.shape;
	const shape = workOut(contract);
	shapes.set(contract, { shape });
	return shape;
}

/** The definitions of zod's types that are looked through; each has some of these. */
interface Definition {
	readonly type: string;
	readonly shape?: Readonly<Record<string, Contract>>;
	readonly element?: Contract;
	readonly innerType?: Contract;
	readonly in?: Contract;
	readonly out?: Contract;
}

function workOut(contract: Contract): Shape {
	const records = recordContracts.get(contract);
	if (records !== undefined) return listOf(shapeOf(records));
	const def: Definition = contract._zod.def;
	if (def.shape !== undefined) {
		const fields = new Map<string, Shape>();
		for (const [name, type] of Object.entries(def.shape)) fields.set(name, shapeOf(type));
		for (const name of unread.get(contract) ?? []) fields.set(name, null);
		return { kind: 'object', fields };
	}
	if (def.element !== undefined) return listOf(shapeOf(def.element));
	// Optional, nullable, with a default or a fallback.
	if (def.innerType !== undefined) return shapeOf(def.innerType);
	// `z.preprocess(f, type)` is f piped into type, `type.transform(f)` is type piped into f.
	if (def.in !== undefined && def.out !== undefined)
		return shapeOf(def.in._zod.def.type === 'transform' ? def.out : def.in);
	return null;
}

function listOf(element: Shape): Shape {
	return element === null ? null : { kind: 'list', element };
}
