/** Who may open which objective, and which blocks form, sentence by sentence (metrics.md 13). */
import { expect } from 'vitest';
import {
	department,
	instant,
	keyResult,
	objective,
	period,
	person,
	type Fact,
	type ObjectiveFacts
} from '../../support/core-builder.ts';
import { SMALL_COMPANY, story } from '../../support/mart-story.ts';

const { tells, rows } = story({ asOf: '2026-09-10', minGroupSize: 2 }, [
	...SMALL_COMPANY,
	department('3', { heads: ['head3'] }),
	department('31', { parent: '3', heads: ['former'] }),
	department('31', { parent: '3', heads: ['head31'], from: '2026-08-01' }),
	department('32', { parent: '3', heads: ['head32'] }),
	department('4', { heads: ['head4'] }),
	department('4', { heads: ['head4'], from: '2026-08-01', isGone: true }),
	person('an', { departments: ['31'] }),
	person('bo', { departments: ['31'] }),
	person('cu', { departments: ['32'] }),
	person('both', { departments: ['31', '32'] }),
	person('left', { departments: ['32'] }),
	person('left', { departments: ['32'], from: '2026-08-10', isGone: true }),
	person('alone', { departments: ['4'] })
]);

const secret = (id: string, o: ObjectiveFacts): Fact[] => [
	...objective(id, { visibility: 'restricted', ...o }),
	...keyResult(`${id}-kr`, { of: id })
];

const policy = (objective_id: string, when: string, ...reader_ids: string[]): Fact[] => [
	{
		table: 'core_objective_readers',
		row: {
			objective_id,
			reader_ids,
			valid_from: instant(when),
			observed_at: instant(when),
			run_id: 'run-1'
		}
	}
];

async function readersOf(id: string): Promise<unknown[]> {
	const found = await rows('mart_readers', { objective_id: id });
	return found.map(({ reader }) => reader);
}

async function blockOf(view: string, day: string, ...ids: string[]): Promise<unknown[]> {
	const found = await rows('mart_blocks', { view, as_of: day });
	return found
		.filter(({ objective_id }) => ids.includes(String(objective_id)))
		.map(({ objective_id, block_path }) => `${String(objective_id)} in ${String(block_path)}`);
}

tells(
	'what counts is the visibility at the last sync',
	[
		secret('opened', {}),
		objective('opened', { visibility: 'public', from: '2026-08-01' }),
		objective('closed', { visibility: 'public' }),
		objective('closed', { visibility: 'restricted', from: '2026-08-01' }),
		objective('untold', { visibility: 'unknown' })
	],
	async () => {
		const restricted = await rows('mart_restricted_objectives', {});
		const ids = restricted.map(({ objective_id }) => objective_id);
		expect(ids).toContain('closed');
		expect(ids).not.toContain('opened');
		expect(ids).not.toContain('untold');
		expect(await readersOf('opened')).toEqual([]);
	}
);

tells(
	'its readers are its owner, whom its policy lists now, the heads of today and administrators',
	[
		secret('of-both', { owner: 'both' }),
		policy('of-both', '2026-07-02', 'once'),
		policy('of-both', '2026-08-02', 'now', 'too')
	],
	async () => {
		expect(await readersOf('of-both')).toEqual([
			'admin',
			...['boss', 'both', 'head3', 'head31', 'head32', 'now', 'too'].map((id) => `user:${id}`)
		]);
	}
);

tells(
	'who has left keeps their departments, and their objectives the heads of these',
	[secret('of-left', { owner: 'left' })],
	async () => {
		expect(await readersOf('of-left')).toEqual(
			['admin', 'boss', 'head3', 'head32', 'left'].map((id) => (id === 'admin' ? id : `user:${id}`))
		);
	}
);

tells(
	'a department that is gone has no heads, those above it have',
	[secret('of-gone', { owner: 'alone' })],
	async () => {
		expect(await readersOf('of-gone')).toEqual(['admin', 'user:alone', 'user:boss']);
	}
);

tells(
	'a new owner opens it, the former one does not',
	[secret('handed', { owner: 'an' }), secret('handed', { owner: 'cu', from: '2026-08-01' })],
	async () => {
		const readers = await readersOf('handed');
		expect(readers).toContain('user:cu');
		expect(readers).not.toContain('user:an');
		expect(readers).not.toContain('user:head31');
	}
);

tells(
	'two objectives of two owners are a block of their department',
	[
		period('P1', '2026-07-01', '2026-09-30'),
		secret('p1-an', { owner: 'an', period: 'P1' }),
		secret('p1-bo', { owner: 'bo', period: 'P1' }),
		secret('p1-cu', { owner: 'cu', period: 'P1' })
	],
	async () => {
		expect(await blockOf('objectives', '2026-09-10', 'p1-an', 'p1-bo', 'p1-cu')).toEqual([
			'p1-an in /1/3/31/',
			'p1-bo in /1/3/31/'
		]);
	}
);

tells(
	'two of one owner are none, until another owner’s joins them above',
	[
		period('P2', '2026-07-01', '2026-09-30'),
		secret('p2-an', { owner: 'an', period: 'P2' }),
		secret('p2-an-too', { owner: 'an', period: 'P2' }),
		secret('p2-cu', { owner: 'cu', period: 'P2', from: '2026-08-03' })
	],
	async () => {
		const ids = ['p2-an', 'p2-an-too', 'p2-cu'];
		expect(await blockOf('objectives', '2026-08-02', ...ids)).toEqual([]);
		expect(await blockOf('objectives', '2026-08-03', ...ids)).toEqual(
			ids.map((id) => `${id} in /1/3/`)
		);
	}
);

tells(
	'objectives of two periods are never in one block',
	[
		period('P3', '2026-07-01', '2026-09-30'),
		period('P4', '2026-07-01', '2026-09-30'),
		secret('p3-an', { owner: 'an', period: 'P3' }),
		secret('p4-bo', { owner: 'bo', period: 'P4' })
	],
	async () => {
		expect(await blockOf('objectives', '2026-09-10', 'p3-an', 'p4-bo')).toEqual([]);
	}
);

tells(
	'an objective without key results is in no block of key results',
	[
		period('P5', '2026-07-01', '2026-09-30'),
		secret('p5-an', { owner: 'an', period: 'P5' }),
		objective('p5-bo', { owner: 'bo', period: 'P5', visibility: 'restricted' })
	],
	async () => {
		expect(await blockOf('objectives', '2026-09-10', 'p5-an', 'p5-bo')).toHaveLength(2);
		expect(await blockOf('key_results', '2026-09-10', 'p5-an', 'p5-bo')).toEqual([
			'p5-an in /1/3/31/'
		]);
	}
);

tells(
	'in the week in which one of a block ends, the others have no block of that day',
	[
		period('P6', '2026-07-01', '2026-09-30'),
		secret('p6-an', { owner: 'an', period: 'P6' }),
		objective('p6-an', {
			...{ owner: 'an', period: 'P6', visibility: 'restricted' },
			...{ from: '2026-08-06', isGone: true }
		}),
		secret('p6-bo', { owner: 'bo', period: 'P6' })
	],
	async () => {
		const ids = ['p6-an', 'p6-bo'];
		expect(await blockOf('key_results', '2026-08-05', ...ids)).toHaveLength(2);
		expect(await blockOf('check_in_weeks', '2026-08-02', ...ids)).toHaveLength(2);
		expect(await blockOf('check_in_weeks', '2026-08-05', ...ids)).toEqual([]);
		expect(await blockOf('check_in_weeks', '2026-08-09', ...ids)).toEqual([]);
	}
);
