import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { reasonParts } from './reasons.ts';

it('says in the language of the page what the streams of the sync say most, and leaves the rest in English', async () => {
	const written = await Promise.all(
		['check-ins', 'objectives', 'okr-objectives'].map(async (stream) => {
			const code = await readFile(
				new URL(`../../../etl/streams/${stream}.ts`, import.meta.url),
				'utf8'
			);
			return /`(the [a-z-]+ of \$\{\w+\} \w+ may not be read)`/.exec(code)?.[1] ?? '';
		})
	);
	for (const reason of written) {
		const parts = reasonParts(reason.replace(/\$\{\w+\}/, '1204'));
		expect(parts.map(({ isEnglish }) => isEnglish)).toEqual([false]);
		expect(parts[0]?.text).toContain('1,204');
	}
	expect(
		reasonParts('the check-ins of 1 objectives may not be read; a period could not be understood')
	).toEqual([
		{ text: 'the check-ins of 1 objective may not be read', isEnglish: false },
		{ text: 'a period could not be understood', isEnglish: true }
	]);
});
