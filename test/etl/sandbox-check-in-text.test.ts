/**
 * What the sandbox's people mean by a check-in (as its model states it) is what the ETL reads out
 * of its text.
 */
import { describe, expect, it } from 'vitest';
import { readCheckInText } from '../../etl/normalise/check-in-text.ts';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import type { Statement } from '../../etl/sandbox/company/model.ts';

type Said = Pick<Statement, 'confidence' | 'blocker' | 'nextAction' | 'saysNoBlocker'>;

/** By addressee; fields that are stated twice speak with the last one. */
function merge(statements: readonly (Said & { readonly keyResultId: string | null })[]) {
	const merged = new Map<string, Said>();
	for (const { keyResultId, confidence, blocker, nextAction, saysNoBlocker } of statements) {
		const known = merged.get(keyResultId ?? '');
		const said = {
			confidence: confidence ?? known?.confidence ?? null,
			blocker: blocker ?? known?.blocker ?? null,
			nextAction: nextAction ?? known?.nextAction ?? null,
			saysNoBlocker: saysNoBlocker || (known?.saysNoBlocker ?? false)
		};
		const isEmpty = said.confidence === null && said.blocker === null && said.nextAction === null;
		if (!isEmpty || said.saysNoBlocker) merged.set(keyResultId ?? '', said);
	}
	return Object.fromEntries([...merged].sort(([one], [other]) => (one < other ? -1 : 1)));
}

describe('the reader of check-in text', () => {
	it.each([7, 42])(
		'understands every check-in of the sandbox as it was meant (seed %i)',
		(seed) => {
			const company = buildCompany({ people: 120, seed, today: '2026-11-22' });
			let count = 0;
			for (const { checkIns, keyResults } of company.objectives) {
				const titles = new Map(
					keyResults.map(({ id, title }) => [id, title.map(({ value }) => value)])
				);
				for (const revision of checkIns.flatMap(({ revisions }) => revisions)) {
					const listed = (revision.keyResults ?? []).map(({ id }) => ({
						id,
						titles: titles.get(id) ?? []
					}));
					const read = readCheckInText(revision.html, listed);
					expect(merge(read.statements), revision.html).toEqual(merge(revision.says));
					expect(read.mentions, revision.html).toEqual(revision.mentions);
					count += 1;
				}
			}
			expect(count).toBeGreaterThan(5000);
		}
	);
});
