/** Whether somebody can be forgotten, and by which names other people's texts mean them and nobody else. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { newPseudonym, readForgotten, type ForgottenPerson } from './forgotten-people.ts';

/** Nothing was changed; the message names the remedy. */
export class ForgetRefusedError extends Error {
	override readonly name = 'ForgetRefusedError';
}

export interface Candidate {
	readonly person: ForgottenPerson;
	/** Names that somebody else has too, or that are part of somebody else's: left in running text, because it may mean them. */
	readonly ambiguous: readonly string[];
}

const Known = z.object({ name: z.string(), is_present: z.coerce.boolean() });
const Name = z.object({ name: z.string() });

/**
 * @param alsoNamed further words by which texts mean this person; taken as they are
 * @throws {ForgetRefusedError} nobody of that id is known, or DingTalk's directory still holds the person
 */
export async function candidateOf(
	warehouse: Warehouse,
	dataDir: string,
	personId: string,
	alsoNamed: readonly string[]
): Promise<Candidate> {
	const versions = await selectRows(
		warehouse,
		`SELECT name, is_present FROM core_person_versions WHERE person_id = ${sqlLiteral(personId)}
		ORDER BY valid_from DESC, observed_at DESC, run_id DESC`,
		(row) => Known.parse(row)
	);
	const before = readForgotten(dataDir).find((person) => person.personId === personId);
	if (versions.length === 0 && before === undefined && !(await wasAskedAbout(warehouse, personId)))
		throw new ForgetRefusedError(
			`Nobody with the DingTalk userid ${personId} is known here. Ids are those of DingTalk, as the address of a person's page shows them.`
		);
	if (versions[0]?.is_present === true && before === undefined)
		throw new ForgetRefusedError(
			`${versions[0].name} (${personId}) is in DingTalk's directory. Somebody who works here cannot be forgotten: the next sync needs them. Remove them in DingTalk, let a sync see that (npm run sync), and come back.`
		);
	const names = [...new Set(versions.map(({ name }) => name.trim()).filter((name) => name !== ''))];
	const ambiguous: string[] = [];
	for (const name of names) if (await meansOthers(warehouse, personId, name)) ambiguous.push(name);
	const own = names.filter((name) => !ambiguous.includes(name));
	return {
		person: {
			personId,
			pseudonym: before?.pseudonym ?? newPseudonym(),
			names: [...new Set([...(before?.names ?? []), ...own, ...alsoNamed])]
		},
		ambiguous: ambiguous.filter((name) => !alsoNamed.includes(name))
	};
}

/** Of somebody whom RETENTION_MONTHS has removed the id is left in what runs asked, and nothing else. */
async function wasAskedAbout(warehouse: Warehouse, personId: string): Promise<boolean> {
	const reads = await selectRows(
		warehouse,
		`SELECT entity_key AS name FROM raw_reads
		WHERE stream = 'objectives' AND entity_key = ${sqlLiteral(personId)} LIMIT 1`,
		(row) => Name.parse(row).name
	);
	return reads.length > 0;
}

async function meansOthers(warehouse: Warehouse, personId: string, name: string): Promise<boolean> {
	const others = await selectRows(
		warehouse,
		`SELECT name FROM core_person_versions
		WHERE person_id != ${sqlLiteral(personId)} AND positionCaseInsensitiveUTF8(name, ${sqlLiteral(name)}) > 0
		LIMIT 1`,
		(row) => Name.parse(row).name
	);
	return others.length > 0;
}
