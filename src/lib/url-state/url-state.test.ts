import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	departmentHref,
	isDepartmentInPath,
	linkTo,
	linkToPage,
	stateOn,
	toSearch
} from './link.ts';
import { parseDepartment, parseMoment, parseView } from './parse.ts';
import {
	BROKEN_REASONS,
	DEFAULT_STATE,
	LENSES,
	LOWER_LEVELS,
	SEARCH_KINDS,
	STALL_REASONS,
	type UrlState
} from './state.ts';

const known = {
	periods: [
		{ id: 'q3', startsOn: '2026-07-01', endsOn: '2026-09-30' },
		{ id: 'q4', startsOn: '2026-10-01', endsOn: '2026-12-31' },
		{ id: 'q1', startsOn: '2027-01-01', endsOn: '2027-03-31' }
	],
	firstDay: '2026-07-01',
	dataDay: '2026-11-22'
};
const departments = [{ id: '1' }, { id: '12' }];
const moment = (search: string) => parseMoment(new URLSearchParams(search), known);
const view = (search: string) => parseView(new URLSearchParams(search), ['en', 'vi']);

describe('period and as-of day', () => {
	it('default to everything live on the day of the last data', () => {
		expect(moment('')).toMatchObject({
			period: null,
			day: '2026-11-22',
			minDay: '2026-07-01',
			maxDay: '2026-11-22',
			notices: []
		});
	});

	it('of a period that is over, the day is its last one', () => {
		expect(moment('period=q3')).toMatchObject({
			day: '2026-09-30',
			defaultDay: '2026-09-30',
			minDay: '2026-07-01',
			maxDay: '2026-09-30',
			notices: []
		});
	});

	it('of the running period, the day is that of the last data', () => {
		expect(moment('period=q4')).toMatchObject({ day: '2026-11-22', maxDay: '2026-11-22' });
	});

	it('of a period that has not begun, there is nothing to show', () => {
		expect(moment('period=q1')).toMatchObject({ isNotStarted: true, day: '2026-11-22' });
	});

	it('a day inside is taken as it is', () => {
		expect(moment('period=q3&as_of=2026-08-15')).toMatchObject({ day: '2026-08-15', notices: [] });
	});

	it('an empty value, as forms without JavaScript send it, is no fault', () => {
		expect(moment('period=&as_of=')).toMatchObject({ day: '2026-11-22', notices: [] });
	});

	it.each([
		['period=q9', { kind: 'unknown_period', value: 'q9' }, '2026-11-22'],
		['as_of=yesterday', { kind: 'malformed_as_of', value: 'yesterday' }, '2026-11-22'],
		['as_of=2026-02-30', { kind: 'malformed_as_of', value: '2026-02-30' }, '2026-11-22'],
		['as_of=2026-12-24', { kind: 'as_of_after_data', value: '2026-12-24' }, '2026-11-22'],
		['as_of=2019-01-01', { kind: 'as_of_before_data', value: '2019-01-01' }, '2026-07-01'],
		[
			'period=q3&as_of=2026-11-01',
			{ kind: 'as_of_outside_period', value: '2026-11-01', shown: '2026-09-30' },
			'2026-09-30'
		],
		[
			'period=q4&as_of=2026-08-01',
			{ kind: 'as_of_outside_period', value: '2026-08-01', shown: '2026-10-01' },
			'2026-10-01'
		]
	])('%s gives a notice that names the value, and the nearest default', (search, notice, day) => {
		const found = moment(search);
		expect(found.day).toBe(day);
		expect(found.notices).toHaveLength(1);
		expect(found.notices[0]).toMatchObject(notice);
	});
});

describe('department', () => {
	const parse = (search: string) =>
		parseDepartment(new URLSearchParams(search), departments, '2026-11-22');

	it('is found among those of the day', () => {
		expect(parse('department=12')).toEqual({ department: { id: '12' }, notices: [] });
		expect(parse('')).toEqual({ department: null, notices: [] });
	});

	it('that nobody knows gives a notice and the whole company', () => {
		expect(parse('department=99')).toEqual({
			department: null,
			notices: [{ kind: 'unknown_department', value: '99', day: '2026-11-22' }]
		});
	});
});

describe('lens, language, filters and page', () => {
	it('have defaults', () => {
		expect(view('')).toEqual({
			...{ lens: 'as_was', lang: null, reason: null, level: null, broken: null, page: 1 },
			...{ kind: null, sort: null, from: null, to: null, open: null, find: null },
			...{ q: null, found: null },
			notices: []
		});
	});

	it('are read when they are known', () => {
		expect(
			view(
				'lens=today&lang=vi&reason=silent&level=individual&broken=cycle&kind=cooperation&sort=problem&from=12&to=7&open=a.b*2&find=+cloud+&q=+m%E1%BB%A5c+&found=person&page=3'
			)
		).toEqual({
			lens: 'today',
			lang: 'vi',
			reason: 'silent',
			level: 'individual',
			broken: 'cycle',
			kind: 'cooperation',
			sort: 'problem',
			from: '12',
			to: '7',
			open: 'a.b*2',
			find: 'cloud',
			q: 'mục',
			found: 'person',
			page: 3,
			notices: []
		});
	});

	it.each([
		['lens=yesterday', 'unknown_lens'],
		['lang=xx', 'unknown_language'],
		['reason=lazy', 'unknown_reason'],
		['level=company', 'unknown_level'],
		['broken=yes', 'unknown_broken'],
		['kind=love', 'unknown_kind'],
		['sort=name', 'unknown_sort'],
		['found=gold', 'unknown_found'],
		['page=0', 'page_out_of_range'],
		['page=-1', 'page_out_of_range'],
		['page=1e9', 'page_out_of_range']
	])('%s gives the notice %s and the default', (search, kind) => {
		const found = view(search);
		expect(found.notices.map((notice) => notice.kind)).toEqual([kind]);
		expect(found).toMatchObject({ lens: 'as_was', lang: null, reason: null, page: 1 });
	});

	it('a notice does not repeat a whole book', () => {
		const [notice] = view(`lens=${'x'.repeat(5_000)}`).notices;
		expect(notice?.value.length).toBeLessThan(80);
	});
});

describe('a link', () => {
	it('leaves defaults out', () => {
		expect(toSearch(DEFAULT_STATE)).toBe('');
		expect(linkTo('/', { ...DEFAULT_STATE, lens: 'as_was', page: 1 })).toBe('/');
	});

	it('keeps the rest of the state and begins at page 1', () => {
		const state: UrlState = { ...DEFAULT_STATE, period: 'q4', asOf: '2026-11-01', page: 7 };
		expect(linkTo('/stalled', state, { reason: 'silent' })).toBe(
			'/stalled?period=q4&as_of=2026-11-01&reason=silent'
		);
		expect(linkTo('/stalled', state, { page: 8 })).toBe(
			'/stalled?period=q4&as_of=2026-11-01&page=8'
		);
	});

	it('to another page leaves the filters of the list behind', () => {
		const filters = { reason: 'silent', level: 'department', broken: 'self' } as const;
		expect(linkToPage('/', { ...DEFAULT_STATE, ...filters, department: '12' })).toBe(
			'/?department=12'
		);
		expect(stateOn('/stalled', { ...DEFAULT_STATE, ...filters })).toEqual({
			...DEFAULT_STATE,
			reason: 'silent'
		});
	});

	it('down and up the departments keeps the order of rows, and to other pages does not', () => {
		const state: UrlState = { ...DEFAULT_STATE, department: '12', sort: 'problem', from: '7' };
		expect(departmentHref('7', state)).toBe('/departments/7?sort=problem');
		expect(stateOn('/departments/12', state)).toMatchObject({ sort: 'problem', from: null });
		expect(linkToPage('/stalled', state)).toBe('/stalled?department=12');
	});

	it('knows whether the department is in the path', () => {
		for (const path of ['/departments', '/departments/12'])
			expect(isDepartmentInPath(path), path).toBe(true);
		for (const path of ['/departments/contributions', '/stalled', '/'])
			expect(isDepartmentInPath(path), path).toBe(false);
	});

	it('written and read again gives the same state', () => {
		const states = fc.record({
			period: fc.constantFrom(null, 'q3', 'q4'),
			department: fc.constantFrom(null, '1', '12'),
			asOf: fc.constantFrom(null, '2026-08-15', '2026-11-01'),
			lens: fc.constantFrom(...LENSES),
			lang: fc.constantFrom(null, 'en', 'vi'),
			reason: fc.constantFrom(null, ...STALL_REASONS),
			level: fc.constantFrom(null, ...LOWER_LEVELS),
			broken: fc.constantFrom(null, ...BROKEN_REASONS),
			kind: fc.constantFrom(null, 'cooperation' as const),
			sort: fc.constantFrom(null, 'problem' as const),
			from: fc.constantFrom(null, '12'),
			to: fc.constantFrom(null, '7'),
			open: fc.constantFrom(null, 'a', 'a.b*2'),
			find: fc.constantFrom(null, 'cloud', 'nhà máy & 50%'),
			q: fc.constantFrom(null, 'mục tiêu', '/?&=#'),
			found: fc.constantFrom(null, ...SEARCH_KINDS),
			page: fc.integer({ min: 1, max: 999 })
		});
		fc.assert(
			fc.property(states, (state) => {
				const params = new URLSearchParams(toSearch(state));
				const { notices, ...view } = parseView(params, ['en', 'vi']);
				const department = parseDepartment(params, departments, '2026-11-22').department;
				const { period: _, asOf: __, ...expected } = state;
				expect({ ...view, department: department?.id ?? null }).toEqual(expected);
				expect(notices).toEqual([]);
				expect(parseMoment(params, known).period?.id ?? null).toBe(state.period);
			})
		);
	});
});
