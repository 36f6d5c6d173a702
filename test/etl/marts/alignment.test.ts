import { describe, expect } from 'vitest';
import {
	department,
	keyResult,
	link,
	objective,
	period,
	person
} from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const {
	tells,
	objective: day,
	rows,
	row
} = story({ asOf: '2026-09-30' }, [
	period('Y', '2026-01-01', '2026-12-31'),
	period('Q3', '2026-07-01', '2026-09-30'),
	period('M8', '2026-08-01', '2026-08-31'),
	// A period that nobody above has an objective in.
	period('Q2', '2026-04-01', '2026-06-30'),
	period('LATE', '2025-10-01', '2026-06-30'),
	department('1', { heads: ['boss'] }),
	department('2'),
	department('3'),
	person('boss'),
	person('linh', { departments: ['2'] }),
	person('mai', { departments: ['3'] }),
	person('idle', { departments: ['3'] }),
	objective('top', { owner: 'boss' }),
	keyResult('topk', { of: 'top' })
]);

const DAY = '2026-08-10';

describe('a link (metrics.md 7)', () => {
	tells(
		'aligns and roots its child, stated by the child or by the parent',
		[
			objective('a1'),
			objective('a2'),
			objective('a3'),
			link('a1', 'top'),
			link('a2', 'top', { statedBy: 'parent' })
		],
		async () => {
			expect(await day('a1', DAY)).toMatchObject({
				is_aligned: 1,
				is_rooted: 1,
				broken_link_count: 0
			});
			expect(await day('a2', DAY)).toMatchObject({ is_aligned: 1, is_rooted: 1 });
			expect(await day('a3', DAY)).toMatchObject({
				is_aligned: 0,
				is_rooted: 0,
				broken_link_reason: ''
			});
		}
	);

	tells(
		'to a key result counts as one to its objective',
		[objective('b1'), link('b1', 'topk', { to: 'keyResult' })],
		async () => expect(await day('b1', DAY)).toMatchObject({ is_aligned: 1, is_rooted: 1 })
	);

	tells(
		'stated twice is one, and a typed statement beats an untyped one',
		[
			objective('c1'),
			objective('c2'),
			link('c1', 'nothing'),
			link('c1', 'nothing', { statedBy: 'parent' }),
			link('c1', 'nothing', { statedBy: 'parent', kind: 'SUPPORT' }),
			link('c2', 'top'),
			link('c2', 'top', { statedBy: 'parent', kind: 'COOPERATION' })
		],
		async () => {
			expect(await day('c1', DAY)).toMatchObject({ broken_link_count: 1 });
			// What the parent calls cooperation is no alignment.
			expect(await day('c2', DAY)).toMatchObject({ is_aligned: 0, broken_link_count: 0 });
		}
	);

	tells(
		'holds from the read that saw it to the one that missed it',
		[
			objective('d1'),
			link('d1', 'top', { from: '2026-08-05' }),
			link('d1', 'top', { from: '2026-08-10', isGone: true })
		],
		async () => {
			expect(await day('d1', '2026-08-04')).toMatchObject({ is_aligned: 0 });
			expect(await day('d1', '2026-08-05')).toMatchObject({ is_aligned: 1 });
			expect(await day('d1', '2026-08-09')).toMatchObject({ is_aligned: 1 });
			expect(await day('d1', '2026-08-10')).toMatchObject({ is_aligned: 0 });
		}
	);

	tells('whose child is unknown is ignored', [link('', 'top'), link('ghost', 'top')], async () => {
		const found = await rows('mart_objective_days', { objective_id: 'ghost' });
		expect(found).toEqual([]);
	});
});

describe('a broken link (metrics.md 7)', () => {
	const broken = async (id: string, on = DAY) => {
		const found = await day(id, on);
		return [found?.['broken_link_reason'], found?.['broken_link_count']];
	};

	tells(
		'dangles when its target is unknown, gone or a draft, or a key result that is gone',
		[
			objective('e1'),
			link('e1', 'never-seen'),
			objective('e2'),
			objective('e2t'),
			objective('e2t', { from: '2026-08-05', isGone: true }),
			link('e2', 'e2t'),
			objective('e3'),
			objective('e3t', { isDraft: true }),
			link('e3', 'e3t'),
			objective('e4'),
			keyResult('e4k', { of: 'top' }),
			keyResult('e4k', { of: 'top', from: '2026-08-05', isGone: true }),
			link('e4', 'e4k', { to: 'keyResult' })
		],
		async () => {
			expect(await broken('e1')).toEqual(['dangling', 1]);
			expect(await broken('e2', '2026-08-04')).toEqual(['', 0]);
			expect(await broken('e2', '2026-08-05')).toEqual(['dangling', 1]);
			expect(await broken('e3')).toEqual(['dangling', 1]);
			expect(await broken('e4', '2026-08-04')).toEqual(['', 0]);
			expect(await broken('e4', '2026-08-05')).toEqual(['dangling', 1]);
		}
	);

	tells(
		'points at its own objective',
		[
			objective('f1'),
			keyResult('f1k', { of: 'f1' }),
			link('f1', 'f1'),
			link('f1', 'f1k', { to: 'keyResult' })
		],
		async () => expect(await broken('f1')).toEqual(['self', 2])
	);

	tells(
		'lies on a cycle of objectives that exist and are no drafts, live or not',
		[
			objective('g1'),
			objective('g2', { period: 'Q2' }),
			objective('g3'),
			objective('g4'),
			link('g1', 'g2'),
			link('g2', 'g3'),
			link('g3', 'g1'),
			// Hangs below the cycle, but lies on none.
			link('g4', 'g1')
		],
		async () => {
			expect(await broken('g1')).toEqual(['cycle', 1]);
			expect(await broken('g3')).toEqual(['cycle', 1]);
			expect(await broken('g4')).toEqual(['', 0]);
			expect(await day('g4', DAY)).toMatchObject({ is_aligned: 1, is_rooted: 0 });
		}
	);

	tells(
		'lies on a cycle only while all of it is there',
		[
			objective('h1'),
			objective('h2'),
			link('h1', 'h2'),
			link('h2', 'h1', { from: '2026-08-05' }),
			link('h2', 'h1', { from: '2026-08-15', isGone: true })
		],
		async () => {
			expect(await broken('h1', '2026-08-04')).toEqual(['', 0]);
			expect(await broken('h1', '2026-08-05')).toEqual(['cycle', 1]);
			expect(await broken('h1', '2026-08-15')).toEqual(['', 0]);
		}
	);

	tells(
		'has a target that is not live, or in a period neither the same nor enclosing',
		[
			objective('i1'),
			objective('i1t', { period: 'Q2', from: '2026-04-01' }),
			link('i1', 'i1t'),
			objective('i2'),
			objective('i2t', { period: 'M8' }),
			link('i2', 'i2t'),
			objective('i3'),
			objective('i3t', { period: 'Y' }),
			link('i3', 'i3t')
		],
		async () => {
			expect(await broken('i1')).toEqual(['period_mismatch', 1]);
			expect(await broken('i2')).toEqual(['period_mismatch', 1]);
			expect(await broken('i3')).toEqual(['', 0]);
		}
	);

	tells(
		'is named by the first reason that holds, and each is counted',
		[
			objective('j1'),
			link('j1', 'i1t'),
			link('j1', 'j1'),
			link('j1', 'never-seen'),
			link('j1', 'top')
		],
		async () => {
			expect(await broken('j1')).toEqual(['dangling', 3]);
			expect(await day('j1', DAY)).toMatchObject({ is_aligned: 1, is_rooted: 1 });
		}
	);

	tells(
		'of kind COOPERATION is no alignment and breaks nothing',
		[objective('k1'), link('k1', 'never-seen', { kind: 'COOPERATION' })],
		async () => expect(await broken('k1')).toEqual(['', 0])
	);
});

describe('rooted (metrics.md 7)', () => {
	tells(
		'along valid links only, however many',
		[
			objective('l1'),
			objective('l2'),
			objective('l3'),
			objective('l4'),
			link('l4', 'l3'),
			link('l3', 'l2'),
			link('l2', 'l1'),
			link('l1', 'top', { from: '2026-08-05' })
		],
		async () => {
			expect(await day('l4', '2026-08-04')).toMatchObject({ is_aligned: 1, is_rooted: 0 });
			expect(await day('l4', '2026-08-05')).toMatchObject({ is_aligned: 1, is_rooted: 1 });
		}
	);

	tells(
		'not along a broken one',
		[
			objective('q1t', { owner: 'boss', period: 'M8' }),
			objective('q1'),
			link('q1', 'q1t'),
			objective('q2'),
			link('q2', 'q1')
		],
		async () => {
			expect(await day('q1', DAY)).toMatchObject({ is_aligned: 0, is_rooted: 0 });
			expect(await day('q2', DAY)).toMatchObject({ is_aligned: 1, is_rooted: 0 });
			expect(await day('q1t', DAY)).toMatchObject({ level: 'company', valid_incoming_links: 0 });
		}
	);

	tells(
		'a company objective is neither aligned nor rooted, and knows how many valid links come in',
		[objective('m1', { owner: 'boss' }), link('m1', 'top'), objective('m2'), link('m2', 'm1')],
		async () =>
			expect(await day('m1', DAY)).toMatchObject({
				level: 'company',
				is_aligned: 0,
				is_rooted: 0,
				valid_incoming_links: 1
			})
	);

	tells(
		'says nothing in a period without a company objective in it or in an enclosing one',
		[objective('n1', { period: 'LATE', from: '2025-10-01' }), objective('n2', { period: 'M8' })],
		async () => {
			expect(await day('n1', '2026-03-01')).toMatchObject({ has_company_objective: 0 });
			// The third quarter, which holds one, encloses August.
			expect(await day('n2', DAY)).toMatchObject({ has_company_objective: 1 });
		}
	);
});

describe('people and alignment (metrics.md 7)', () => {
	const person = (id: string, on: string, periodId: string) =>
		row('mart_person_days', { person_id: id, as_of: on, period_id: periodId });

	tells(
		'a person counts as rooted by a rooted or company-level objective of the period',
		[objective('o1', { owner: 'mai' }), link('o1', 'top', { from: '2026-08-05' })],
		async () => {
			expect(await person('mai', '2026-08-04', 'Q3')).toMatchObject({
				has_objective: 1,
				is_counted: 1,
				is_rooted: 0
			});
			expect(await person('mai', '2026-08-05', 'Q3')).toMatchObject({ is_rooted: 1 });
			expect(await person('mai', '2026-08-05', 'Y')).toMatchObject({
				has_objective: 0,
				is_rooted: 0
			});
			expect(await person('boss', DAY, 'Q3')).toMatchObject({ has_objective: 1, is_rooted: 1 });
			expect(await person('idle', DAY, 'Q3')).toMatchObject({ has_objective: 0, is_counted: 0 });
		}
	);

	tells(
		'only personal objectives have an owner in this sense',
		[objective('o2', { kind: 'organisation', teams: ['3'], owner: 'idle' })],
		async () => expect(await person('idle', DAY, 'Q3')).toMatchObject({ has_objective: 0 })
	);

	tells('where no period has a company objective, a person is not counted', [], async () =>
		expect(await person('linh', '2026-03-01', 'LATE')).toMatchObject({
			has_objective: 1,
			is_counted: 0,
			is_rooted: 0
		})
	);
});

describe('cross-department links (metrics.md 8)', () => {
	const flags = async (id: string) => {
		const found = await day(id, DAY);
		return [found?.['has_cross_department_in'], found?.['has_cross_department_out']];
	};

	tells(
		'are valid alignments and cooperation between live objectives of different departments',
		[
			objective('p1'),
			objective('p2', { owner: 'mai' }),
			link('p1', 'p2'),
			objective('p3'),
			objective('p4'),
			link('p3', 'p4'),
			// Periods need not match for COOPERATION, and for alignment they must.
			objective('p5'),
			objective('p6', { owner: 'mai', period: 'M8' }),
			link('p5', 'p6', { kind: 'COOPERATION' }),
			objective('p7'),
			objective('p8', { owner: 'mai', period: 'M8' }),
			link('p7', 'p8'),
			// Nobody depends on an objective whose period is over.
			objective('p9'),
			objective('p10', { owner: 'mai', period: 'Q2', from: '2026-04-01' }),
			link('p9', 'p10', { kind: 'COOPERATION' })
		],
		async () => {
			expect(await flags('p1')).toEqual([0, 1]);
			expect(await flags('p2')).toEqual([1, 0]);
			expect(await flags('p3')).toEqual([0, 0]);
			expect(await flags('p5')).toEqual([0, 1]);
			expect(await flags('p6')).toEqual([1, 0]);
			expect(await flags('p7')).toEqual([0, 0]);
			expect(await flags('p9')).toEqual([0, 0]);
		}
	);
});
