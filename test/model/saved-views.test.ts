/** Views that people save: each sees only their own, hostile names and addresses do no harm, and limits hold. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, type Warehouse } from '../../etl/clickhouse/client.ts';
import {
	createSavedViews,
	hrefOf,
	LONGEST_NAME,
	MOST_VIEWS,
	type SavedViews
} from '../../src/lib/server/app-state/saved-views.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

let warehouse: Warehouse;
let views: SavedViews;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	views = createSavedViews(warehouse);
});
beforeEach(() => run(warehouse, 'TRUNCATE TABLE app_entries'));
afterAll(() => closeTestWarehouse(warehouse));

const namesOf = async (owner: string) => (await views.list(owner)).map(({ name }) => name);
const idOf = async (owner: string) => (await views.list(owner))[0]?.id ?? '';

describe('a saved view', () => {
	it('is there in the order of saving, renamed, and gone when removed', async () => {
		await views.save('user:linh', 'Sales on Mondays', '/departments/12?as_of=2026-11-22');
		await views.save('user:linh', 'Stalled', '/stalled?reason=silent');
		const [first] = await views.list('user:linh');
		expect(first).toMatchObject({
			name: 'Sales on Mondays',
			href: '/departments/12?as_of=2026-11-22'
		});
		await views.rename('user:linh', first?.id ?? '', 'Sales');
		expect(await namesOf('user:linh')).toEqual(['Sales', 'Stalled']);
		await views.remove('user:linh', first?.id ?? '');
		expect(await namesOf('user:linh')).toEqual(['Stalled']);
	});

	it('belongs to the one who saved it: others neither see nor change it', async () => {
		await views.save('user:linh', 'Mine', '/');
		const id = await idOf('user:linh');
		expect(await views.list('user:an')).toEqual([]);
		expect(await views.list('admin')).toEqual([]);
		await expect(views.rename('user:an', id, 'Yours')).rejects.toMatchObject({
			problem: 'unknown'
		});
		await expect(views.remove('admin', id)).rejects.toMatchObject({ problem: 'unknown' });
		expect(await namesOf('user:linh')).toEqual(['Mine']);
	});

	it.each([
		"'; DROP TABLE app_entries; --",
		'<script>alert(1)</script>',
		'"}{"name":"x"',
		'\\',
		'nhà máy ٢٠٢٦ 目标 🎯'
	])('may be called %s', async (name) => {
		await views.save('user:linh', name, '/');
		await views.rename('user:linh', await idOf('user:linh'), name);
		expect(await namesOf('user:linh')).toEqual([name]);
	});

	it('has a name of one line that hides nothing, cut where it is too long', async () => {
		await views.save('user:linh', ' a\n\u202eb\u200b\u0000 ', '/');
		await views.save('user:linh', '🎯'.repeat(LONGEST_NAME), '/');
		const [plain, long] = await namesOf('user:linh');
		expect(plain).toBe('a b');
		expect(long?.length).toBeLessThanOrEqual(LONGEST_NAME);
		expect(long?.isWellFormed()).toBe(true);
		for (const name of ['', ' \n', '\u200b'])
			await expect(views.save('user:linh', name, '/')).rejects.toMatchObject({
				problem: 'no_name'
			});
	});

	it('is found by words of its name, typed in any way', async () => {
		await views.save('user:linh', 'Doanh số miền Đông', '/');
		await views.save('user:linh', 'Stalled', '/stalled');
		expect((await views.find('user:linh', 'dong SO')).map(({ name }) => name)).toEqual([
			'Doanh số miền Đông'
		]);
		expect(await views.find('user:linh', '')).toHaveLength(2);
		expect(await views.find('user:an', '')).toEqual([]);
	});

	it('is one of at most so many', async () => {
		for (let number = 0; number < MOST_VIEWS; number += 1)
			await views.save('user:linh', `View ${number}`, '/');
		await expect(views.save('user:linh', 'One more', '/')).rejects.toMatchObject({
			problem: 'too_many'
		});
		await views.save('user:an', 'First', '/');
		await views.remove('user:linh', await idOf('user:linh'));
		await views.save('user:linh', 'One more', '/');
		expect(await namesOf('user:linh')).toHaveLength(MOST_VIEWS);
	});
});

describe('the address of a view', () => {
	it.each([
		['/', '/'],
		['/?period=q4', '/?period=q4'],
		['/departments/12?lens=today#row', '/departments/12?lens=today'],
		['/search?q=mục tiêu', '/search?q=m%E1%BB%A5c%20ti%C3%AAu'],
		['/stalled/../confidence', '/confidence'],
		['/stalled?lang=vi&reason=silent', '/stalled?reason=silent']
	])('%s is kept as %s', (text, href) => {
		expect(hrefOf(text)).toBe(href);
	});

	it.each([
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'/stalled/..//evil.example',
		'javascript:alert(1)',
		'data:text/html,x',
		'stalled',
		'',
		'/export/stalled.csv',
		'/preferences',
		'/cubejs-api/v1/load',
		'/settings?/remove',
		'/stalled-elsewhere',
		`/?q=${'a'.repeat(2_000)}`
	])('%s is none of this site’s pages', (text) => {
		expect(() => hrefOf(text)).toThrow('no_page');
	});
});
