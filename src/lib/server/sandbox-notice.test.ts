import { expect, it } from 'vitest';
import type { Period } from './queries/periods.ts';
import { sandboxNotice } from './sandbox-notice.ts';

const periods: Period[] = [
	{ id: 'y', name: '2026', kind: 'year', startsOn: '2026-01-01', endsOn: '2026-12-31' },
	{ id: 'q3', name: 'Q3', kind: 'quarter', startsOn: '2026-07-01', endsOn: '2026-09-30' },
	{ id: 'q4', name: 'Q4', kind: 'quarter', startsOn: '2026-10-01', endsOn: '2026-12-31' }
];

it('says nothing about a quarter that is older than three weeks', () => {
	expect(sandboxNotice(periods, '2026-10-22')).toEqual({ young: null });
});

it('offers the last quarter while the running one is young', () => {
	expect(sandboxNotice(periods, '2026-10-21')).toEqual({
		young: { name: 'Q4', day: 21, previous: { id: 'q3', name: 'Q3' } }
	});
});

it('offers nothing when there is no quarter before', () => {
	expect(sandboxNotice(periods, '2026-07-01')).toEqual({
		young: { name: 'Q3', day: 1, previous: null }
	});
});
