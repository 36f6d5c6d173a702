/** No cube that tells something of an objective forgets the rules of access (metrics.md 13). */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { modelFilesOf } from './model-files.ts';

/** Tables with rows that say nothing of a single objective, or whose texts are only reached through a row that is open. */
const HARMLESS = [
	'mart_labels',
	'mart_comments',
	'mart_department_days',
	'mart_periods',
	'mart_restricted_objectives'
];

/** As one who may open some, or as administrator. */
const ASKS_AS = [
	"SECURITY_CONTEXT.reader.requiredFilter('reader')",
	'SECURITY_CONTEXT.may_administer.requiredFilter'
];

/** Counts people, of whom everybody in the company knows. */
const PEOPLE_ONLY = ['cubes/person-answers.yml'];

describe('each cube of the model', () => {
	it('asks as the viewer, if it reads a mart', async () => {
		const files = await modelFilesOf(
			fileURLToPath(new URL('./model', import.meta.url))
		).dataSchemaFiles();
		const open = files
			.filter(({ fileName }) => fileName.startsWith('cubes/') && !PEOPLE_ONLY.includes(fileName))
			.filter(({ content }) =>
				[...content.matchAll(/\bmart_\w+/g)].some(([table]) => !HARMLESS.includes(table))
			)
			.filter(({ content }) => !ASKS_AS.some((asks) => content.includes(asks)))
			.map(({ fileName }) => fileName);
		expect(open).toEqual([]);
	});
});
