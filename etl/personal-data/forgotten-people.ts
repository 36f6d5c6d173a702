/**
 * Whom the company has forgotten. DingTalk goes on naming people who left (as executors, authors, mentioned colleagues), so their
 * ids and names have to be recognised in every further answer. They stand in a file of DATA_DIR that its owner alone may read, and in
 * no table.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** In DATA_DIR, and part of a backup. */
export const FORGOTTEN_FILE = 'forgotten.json';

const People = z.array(
	z.strictObject({
		pseudonym: z.string().min(1),
		personId: z.string().min(1),
		names: z.array(z.string().min(1))
	})
);
export type ForgottenPerson = z.infer<typeof People>[number];

/** What ids and names of forgotten people become begins so; nothing that DingTalk gives out does. */
const PREFIX = 'person-';

export function newPseudonym(): string {
	return PREFIX + randomBytes(4).toString('hex');
}

/** @throws if the file is there but cannot be read as written by us: a sync without it would bring people back */
export function readForgotten(dataDir: string): ForgottenPerson[] {
	const path = join(dataDir, FORGOTTEN_FILE);
	let json: string;
	try {
		json = readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
	try {
		return People.parse(JSON.parse(json));
	} catch (cause) {
		throw new Error(
			`${path} cannot be read. It names the people who were forgotten (npm run forget); restore it from a backup, or remove it and forget them again: without it the next sync brings them back.`,
			{ cause }
		);
	}
}

/** Adds people, or replaces what is known of them; the whole file or nothing of it is written. */
export function addForgotten(dataDir: string, people: readonly ForgottenPerson[]): void {
	if (people.length === 0) return;
	const all = new Map(readForgotten(dataDir).map((person) => [person.personId, person]));
	for (const person of people) all.set(person.personId, person);
	mkdirSync(dataDir, { recursive: true });
	const path = join(dataDir, FORGOTTEN_FILE);
	rmSync(`${path}.new`, { force: true });
	writeFileSync(`${path}.new`, `${JSON.stringify([...all.values()], null, '\t')}\n`, {
		mode: 0o600,
		flag: 'wx'
	});
	renameSync(`${path}.new`, path);
}
