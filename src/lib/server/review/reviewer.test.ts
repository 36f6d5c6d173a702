import { describe, expect, it } from 'vitest';
import type { Scope } from '../scope.ts';
import type { Viewer } from '../view-as.ts';
import { mayReview } from './reviewer.ts';

/** Who headed the department of sales on which day. */
const HEADS: Readonly<Record<string, string>> = { '2026-09-30': 'before', '2026-11-20': 'today' };
const SALES = { id: '9', name: 'Sales', path: '/1/9/', parentId: '1' };

/** A review of sales as of a day, opened on 20 November. */
function reviewOn(day: string): Scope {
	return {
		cube: {
			rows: async ({
				filters
			}: {
				filters: readonly { readonly values?: readonly string[] }[];
			}) => {
				const head = HEADS[filters[0]?.values?.[0] ?? ''];
				return [{ department_id: '9', department_name: 'Sales', head_ids: head ?? null }];
			}
		},
		version: { version: Number(day.replaceAll('-', '')), asOf: '2026-11-20' },
		moment: { day },
		department: SALES,
		departments: [SALES]
	} as unknown as Scope;
}

const viewer = (userId: string, isAdmin = false) => ({ userId, isAdmin }) as Viewer;

describe('something is entered into the review of a department', () => {
	it.each(['2026-09-30', '2026-11-20'])('as of %s by who heads it today', async (day) => {
		expect(await mayReview(reviewOn(day), viewer('today'))).toBe(true);
		expect(await mayReview(reviewOn(day), viewer('before'))).toBe(false);
		expect(await mayReview(reviewOn(day), viewer('', true))).toBe(true);
	});
});
