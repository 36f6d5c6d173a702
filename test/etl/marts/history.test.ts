/** What changed in goals and organisation, and what each revision of a check-in said (metrics.md 1, 2 and 7). */
import { describe, expect } from 'vitest';
import {
	checkIn,
	deletion,
	department,
	keyResult,
	link,
	objective,
	period,
	person,
	report
} from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const { tells, rows } = story({ asOf: '2026-09-30' }, [
	period('Q3', '2026-07-01', '2026-09-30'),
	period('Q4', '2026-10-01', '2026-12-31'),
	department('1', { heads: ['boss'] }),
	department('2', { name: 'Supply' }),
	department('3', { name: 'Sales' }),
	person('boss', { name: 'Ms Boss' }),
	person('linh', { name: 'Linh', departments: ['2'] }),
	person('mai', { name: 'Mai', departments: ['3'] }),
	objective('top', { owner: 'boss' })
]);

/** Of one thing in short: kind of change, field, old -> new. */
async function told(entityId: string): Promise<string[]> {
	const found = await rows('mart_changes', { entity_id: entityId });
	return found.map((row) => {
		const [day, kind, field, old, value] = [
			...['changed_on', 'change_kind', 'field', 'old_value', 'new_value']
		].map((column) => String(row[column]));
		return `${day?.slice(5) ?? ''} ${kind ?? ''} ${field ?? ''}: ${old ?? ''} -> ${value ?? ''}`;
	});
}

async function change(entityId: string, field: string, kind = 'changed') {
	const found = await rows('mart_changes', { entity_id: entityId, field, change_kind: kind });
	expect(found).toHaveLength(1);
	return found[0];
}

describe('a change (metrics.md 1, "History is ours to keep")', () => {
	tells(
		'is told field by field, with what it was, what it is, and the names behind ids',
		[
			objective('c1', { title: 'Ship 10', weight: 20 }),
			objective('c1', { title: 'Ship 12', owner: 'mai', from: '2026-08-03', run: 'run-7' })
		],
		async () => {
			expect(await told('c1')).toEqual([
				'07-01 created existence:  -> Ship 10',
				'08-03 changed owner: linh -> mai',
				'08-03 changed title: Ship 10 -> Ship 12',
				'08-03 changed weight: 20 -> '
			]);
			expect(await change('c1', 'owner')).toMatchObject({
				...{ entity_kind: 'objective', objective_id: 'c1', old_name: 'Linh', new_name: 'Mai' },
				...{ run_id: 'run-7', is_assumed: 0, period_id: 'Q3', owner_id: 'mai' },
				// Mai's: the end of the day counts.
				...{ department_id: '3', department_path: '/1/3/', objective_title: 'Ship 12' },
				...{ level: 'individual', changed_at: '2026-08-03 01:00:00.000' }
			});
		}
	);

	tells(
		'of a draft, a team, a period, a score or a visibility is one too',
		[
			objective('c2', { isDraft: true, visibility: 'public' }),
			objective('c2', {
				...{ visibility: 'restricted', score: 80, period: 'Q4', teams: ['3', '2'] },
				from: '2026-09-10'
			})
		],
		async () => {
			expect((await told('c2')).slice(1)).toEqual([
				'09-10 changed draft: draft -> published',
				'09-10 changed period: Q3 -> Q4',
				'09-10 changed score:  -> 80',
				'09-10 changed team:  -> 3,2',
				'09-10 changed visibility: public -> restricted'
			]);
			expect(await change('c2', 'team')).toMatchObject({ new_name: 'Sales, Supply' });
		}
	);

	tells(
		'that was taken back on the same day shows both ways, because the time counts, not the day',
		[
			objective('c3', { title: 'A' }),
			objective('c3', { title: 'B', from: '2026-08-03 09:00' }),
			objective('c3', { title: 'A', from: '2026-08-03 15:00' })
		],
		async () => {
			expect((await told('c3')).slice(1)).toEqual([
				'08-03 changed title: A -> B',
				'08-03 changed title: B -> A'
			]);
		}
	);

	tells(
		'of two runs at one instant is what the later run saw',
		[
			objective('c4', { title: 'A' }),
			objective('c4', { title: 'B', from: '2026-08-03', run: 'run-2' }),
			objective('c4', { title: 'C', from: '2026-08-03', run: 'run-3' })
		],
		async () => {
			expect((await told('c4')).slice(1)).toEqual(['08-03 changed title: A -> C']);
		}
	);

	tells(
		'near midnight is of the local day: 23:30 in Shanghai is still that day',
		[objective('c5', { title: 'A' }), objective('c5', { title: 'B', from: '2026-08-03 23:30' })],
		async () => {
			expect(await change('c5', 'title')).toMatchObject({
				changed_on: '2026-08-03',
				changed_at: '2026-08-03 15:30:00.000'
			});
		}
	);
});

describe('a start and an end (metrics.md 1, "First version" and "End")', () => {
	tells(
		'are changes of existence; what comes back has returned, with what changed meanwhile',
		[
			objective('e1', { title: 'A' }),
			objective('e1', { isGone: true, from: '2026-07-20' }),
			objective('e1', { title: 'B', from: '2026-08-20' })
		],
		async () => {
			expect(await told('e1')).toEqual([
				'07-01 created existence:  -> A',
				'07-20 ended existence: A -> ',
				'08-20 changed title: A -> B',
				'08-20 returned existence:  -> B'
			]);
		}
	);

	tells(
		'are flagged where the first read found it there already',
		[objective('e2', { isAssumed: true })],
		async () => {
			expect(await change('e2', 'existence', 'created')).toMatchObject({ is_assumed: 1 });
		}
	);

	tells(
		'are late when more than half of the period is over, and dropped only inside the period',
		[
			objective('e3'),
			// 92 days: the 46th day after the first is exactly the half.
			keyResult('e3half', { of: 'e3', from: '2026-08-16' }),
			keyResult('e3late', { of: 'e3', from: '2026-08-17' }),
			keyResult('e3gone', { of: 'e3' }),
			keyResult('e3gone', { of: 'e3', isGone: true, from: '2026-09-30' })
		],
		async () => {
			expect(await change('e3half', 'existence', 'created')).toMatchObject({ is_late: 0 });
			expect(await change('e3late', 'existence', 'created')).toMatchObject({ is_late: 1 });
			expect(await change('e3gone', 'existence', 'ended')).toMatchObject({ is_in_period: 1 });
		}
	);

	tells(
		'of an objective take its key results and its statements along, which nobody closes',
		[
			objective('e4'),
			keyResult('e4k', { of: 'e4', title: 'Ten' }),
			link('e4', 'top'),
			objective('e4', { isGone: true, from: '2026-08-10', run: 'run-9' })
		],
		async () => {
			expect(await told('e4k')).toEqual([
				'07-01 created existence:  -> Ten',
				'08-10 ended existence: Ten -> '
			]);
			expect(await change('e4 > top', 'existence', 'ended')).toMatchObject({ run_id: 'run-9' });
		}
	);
});

describe('a key result', () => {
	tells(
		'that moved to another objective names both',
		[
			objective('k1'),
			objective('k2', { owner: 'mai' }),
			keyResult('kk', { of: 'k1', title: 'Ten', weight: 40 }),
			keyResult('kk', { of: 'k2', title: 'Ten', weight: 33.3, from: '2026-08-10' })
		],
		async () => {
			expect((await told('kk')).slice(1)).toEqual([
				'08-10 changed objective: k1 -> k2',
				'08-10 changed weight: 40 -> 33.3'
			]);
			expect(await change('kk', 'objective')).toMatchObject({
				...{ objective_id: 'k2', other_objective_id: 'k1', key_result_id: 'kk' },
				...{ key_result_title: 'Ten', owner_id: 'mai', old_name: '', new_name: '' }
			});
		}
	);
});

describe('an alignment (metrics.md 7)', () => {
	tells(
		'is added once however many state it, and removed when nobody does any more',
		[
			objective('a1'),
			link('a1', 'top', { from: '2026-07-10' }),
			link('a1', 'top', { from: '2026-07-20', statedBy: 'parent' }),
			link('a1', 'top', { from: '2026-08-01', isGone: true }),
			link('a1', 'top', { from: '2026-08-10', statedBy: 'parent', isGone: true })
		],
		async () => {
			expect(await told('a1 > top')).toEqual([
				'07-10 created existence:  -> ',
				'08-10 ended existence:  -> '
			]);
			expect(await change('a1 > top', 'existence', 'created')).toMatchObject({
				...{ entity_kind: 'alignment', objective_id: 'a1', other_objective_id: 'top' },
				key_result_id: ''
			});
		}
	);

	tells(
		'changes its kind when a typed statement beats an untyped one',
		[
			objective('a2'),
			link('a2', 'top', { from: '2026-07-10' }),
			link('a2', 'top', { from: '2026-07-20', statedBy: 'parent', kind: 'SUPPORT' })
		],
		async () => {
			expect((await told('a2 > top')).slice(1)).toEqual(['07-20 changed kind:  -> SUPPORT']);
		}
	);

	tells(
		'to a key result names it and its objective; one of an unknown child is ignored',
		[
			objective('a3'),
			keyResult('topk', { of: 'top' }),
			link('a3', 'topk', { to: 'keyResult' }),
			link('nobody', 'top', { statedBy: 'parent' })
		],
		async () => {
			expect(await change('a3 > topk', 'existence', 'created')).toMatchObject({
				...{ key_result_id: 'topk', other_objective_id: 'top', objective_id: 'a3' }
			});
			expect(await told('nobody > top')).toEqual([]);
		}
	);
});

describe('people and departments', () => {
	tells(
		'were there since ever, so that nobody can say when they began; what changed is told',
		[
			person('p1', { departments: ['2'] }),
			person('p1', { departments: ['3', '2'], isActive: false, from: '2026-08-03' }),
			person('p1', { departments: ['3', '2'], isGone: true, from: '2026-08-20' }),
			department('4', { name: 'Old', heads: ['mai', 'linh'] }),
			department('4', { name: 'New', parent: '2', heads: ['linh'], from: '2026-08-03' })
		],
		async () => {
			expect(await told('p1')).toEqual([
				'08-03 changed active: active -> inactive',
				'08-03 changed departments: 2 -> 3,2',
				'08-20 ended existence: p1 -> '
			]);
			expect(await change('p1', 'departments')).toMatchObject({
				...{ old_name: 'Supply', new_name: 'Sales, Supply', department_id: '3', objective_id: '' }
			});
			expect(await told('4')).toEqual([
				'08-03 changed heads: linh,mai -> linh',
				'08-03 changed name: Old -> New',
				'08-03 changed parent: 1 -> 2'
			]);
			expect(await change('4', 'heads')).toMatchObject({
				...{ old_name: 'Linh, Mai', new_name: 'Linh', department_path: '/1/2/4/' }
			});
		}
	);

	tells(
		'that a later read found for the first time began at that read',
		[person('p2', { from: '2026-08-03' })],
		async () => {
			expect(await told('p2')).toEqual(['08-03 created existence:  -> p2']);
		}
	);
});

const revisionsOf = (checkInId: string) =>
	rows('mart_check_in_revisions', { check_in_id: checkInId });

describe('a revision of a check-in (metrics.md 2, edited and deleted)', () => {
	tells(
		'is kept beside the others; the last one speaks, and also two of one day are both told',
		[
			objective('r1'),
			keyResult('r1k', { of: 'r1' }),
			checkIn('r1c', {
				...{ of: 'r1', at: '2026-08-03', keyResults: { r1k: 20 }, confidence: 8 },
				seen: '2026-08-03 12:00'
			}),
			checkIn('r1c', {
				...{ of: 'r1', at: '2026-08-03', updated: '2026-08-03 15:00', keyResults: { r1k: 30 } },
				seen: '2026-08-03 18:00'
			}),
			checkIn('r1c', {
				...{ of: 'r1', at: '2026-08-03', updated: '2026-08-05', keyResults: { r1k: 130 } },
				...{ confidence: 4, by: 'mai', seen: '2026-08-06' }
			})
		],
		async () => {
			const found = await revisionsOf('r1c');
			const short = found.map((row) => [
				...[row['revision_number'], row['revised_on'], row['progress'], row['confidence']],
				...[row['is_first'], row['is_in_force']]
			]);
			expect(short).toEqual([
				[1, '2026-08-03', 20, 8, 1, 0],
				[2, '2026-08-03', 30, null, 0, 0],
				[3, '2026-08-05', 100, 4, 0, 1]
			]);
			expect(found[2]).toMatchObject({
				...{ objective_id: 'r1', period_id: 'Q3', department_path: '/1/2/', modifier_name: 'Mai' },
				...{ checked_in_on: '2026-08-03', observed_at: '2026-08-06 01:00:00.000', deleted_at: null }
			});
			for (const row of found) {
				const comments = await rows('mart_comments', { comment_id: String(row['comment_id']) });
				expect(comments).toHaveLength(1);
			}
		}
	);

	tells(
		'of a deleted check-in is kept, with the read that missed it, and does not speak',
		[
			objective('r2'),
			keyResult('r2k', { of: 'r2' }),
			checkIn('r2c', { of: 'r2', at: '2026-08-03', keyResults: { r2k: 20 } }),
			deletion('r2c', '2026-08-10', { of: 'r2' })
		],
		async () => {
			expect(await revisionsOf('r2c')).toMatchObject([
				{ is_first: 1, is_in_force: 0, deleted_at: '2026-08-10 01:00:00.000' }
			]);
		}
	);

	tells(
		'counts for what it lists, and one that lists none for each key result live on its day',
		[
			objective('r3'),
			keyResult('r3a', { of: 'r3' }),
			keyResult('r3b', { of: 'r3', from: '2026-08-04' }),
			keyResult('r3gone', { of: 'r3' }),
			keyResult('r3gone', { of: 'r3', from: '2026-08-02', isGone: true }),
			checkIn('r3c', { of: 'r3', at: '2026-08-03' }),
			checkIn('r3c', {
				...{ of: 'r3', at: '2026-08-03', updated: '2026-08-09' },
				keyResults: { r3b: 5, never_seen: 7 }
			})
		],
		async () => {
			const found = await revisionsOf('r3c');
			expect(found.map((row) => [row['revision_number'], row['key_result_id']])).toEqual([
				[1, 'r3a'],
				[2, 'r3b']
			]);
		}
	);

	tells(
		'of a report that was matched anew is one: the later match takes the place of the earlier',
		[
			objective('r4'),
			keyResult('r4a', { of: 'r4' }),
			keyResult('r4b', { of: 'r4' }),
			report('r4r', { at: '2026-08-03', keyResults: { r4a: null }, confidence: 5 }),
			report('r4r', {
				...{ at: '2026-08-03', keyResults: { r4b: null }, confidence: 6, run: 'run-2' },
				seen: '2026-08-20'
			})
		],
		async () => {
			expect(await revisionsOf('r4r')).toMatchObject([
				{
					...{ key_result_id: 'r4b', objective_id: 'r4', confidence: 6, is_in_force: 1 },
					observed_at: '2026-08-03 01:00:00.000'
				}
			]);
		}
	);
});

describe('what a search looks through, by spans of days', () => {
	/** `first day..last day: title` of each span. */
	async function spans(entityId: string): Promise<string[]> {
		const found = await rows('mart_search', { entity_id: entityId });
		return found
			.map((row) => {
				const [first, last, title] = ['first_on', 'last_on', 'title'].map((name) =>
					String(row[name])
				);
				const since = first?.startsWith('1970') === true ? 'ever' : first?.slice(5);
				return `${since ?? ''}..${last?.slice(5) ?? ''}: ${title ?? ''}`;
			})
			.sort();
	}

	tells(
		'is one row as long as it says the same, whatever else changes, and two around days on which it is not there',
		[
			person('long', { name: 'Long', departments: ['9'] }),
			person('long', { name: 'Long', departments: ['9'], from: '2026-07-20' }),
			person('long', { isGone: true, from: '2026-08-03' }),
			person('long', { name: 'Long', departments: ['9'], from: '2026-08-10' }),
			department('9', { name: 'Nine' }),
			department('9', { name: 'Nine', heads: ['boss'], from: '2026-08-20' }),
			department('9', { name: 'Ninth', from: '2026-09-01' }),
			objective('s1', { owner: 'long', title: 'A' }),
			objective('s1', { owner: 'long', title: 'A', weight: 3, from: '2026-07-10' }),
			objective('s1', { owner: 'long', title: 'B', from: '2026-07-15' }),
			objective('s1', { owner: 'long', title: 'A', from: '2026-07-18' }),
			keyResult('s1k', { of: 's1', title: 'K', weight: 1 }),
			keyResult('s1k', { of: 's1', title: 'K', weight: 2, from: '2026-07-08' }),
			keyResult('s1l', { of: 's1', title: 'L', from: '2026-07-09' })
		],
		async () => {
			expect(await spans('long')).toEqual([
				'08-10..08-31: Long',
				'09-01..09-30: Long',
				'ever..08-02: Long'
			]);
			expect(await spans('9')).toEqual(['09-01..09-30: Ninth', 'ever..08-31: Nine']);
			expect(await spans('s1')).toEqual([
				'07-01..07-14: A',
				'07-15..07-17: B',
				'07-18..08-31: A',
				'09-01..09-30: A'
			]);
			// Its objective had another title in between, and its department another name later.
			expect(await spans('s1k')).toEqual([
				'07-01..07-14: K',
				'07-15..07-17: K',
				'07-18..08-31: K',
				'09-01..09-30: K'
			]);
		}
	);
});
