import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { buildConfidenceBands } from '../options/confidence-bands.ts';
import { lineCard } from '../line-card.ts';
import type { Drawing } from './drawing.ts';
import { framedSvg } from './frame.ts';

overwriteGetLocale(() => 'en');

const WORDS = {
	title: 'A <title> & more \u0000',
	scope: 'Whole company · as of 22 Nov 2026',
	definitions: ['Mean of the <current> values.'],
	source: 'OKR Observatory · http://localhost/confidence',
	isRightToLeft: false
};
const cell = (confidence: number | null, due: number) => ({
	...{ week: '2026-11-09', base: 4, due, onTime: 1, late: 0, missed: 1, compliance: 0.5 },
	...{ withConfidence: 2, confidence }
});
const DRAWINGS: Record<string, Drawing> = {
	chart: {
		kind: 'chart',
		option: buildConfidenceBands([{ day: '2026-11-22', counts: { red: 3, watch: 5, stable: 7 } }], {
			day: (day) => day,
			band: (band) => band,
			count: String
		}),
		width: 640,
		height: 300,
		legend: [{ color: 'var(--red-strong)', name: 'below 3' }]
	},
	columns: {
		kind: 'columns',
		parts: [
			{ key: 'missing', name: 'no current value', look: 'missing' },
			{ key: 'red', name: 'below 3', look: 'red' }
		],
		columns: [
			{
				key: 'a',
				short: '22 Nov',
				full: '22 Nov 2026',
				counts: { missing: 11, red: 31 },
				total: 42
			},
			{ key: 'b', short: '15 Nov', full: '15 Nov 2026', counts: null, total: 0 }
		],
		totalName: 'open key results'
	},
	weeks: {
		kind: 'weeks',
		shows: 'confidence',
		matrix: {
			weeks: ['2026-11-09', '2026-11-16'],
			rows: [
				{
					...{ kind: 'total', departmentId: null, name: null, hasChildren: false },
					cells: [cell(2.97, 4), cell(null, 4)]
				},
				{
					...{ kind: 'child', departmentId: '2', name: 'R&D <lab>', hasChildren: false },
					cells: [cell(null, 0), null]
				}
			]
		}
	},
	contributions: {
		kind: 'contributions',
		matrix: {
			objectives: 7,
			columns: [
				{ id: 'a', title: 'Grow <fast>', periodName: 'Q4', progress: 41.6 },
				{ id: 'b', title: 'Cut waste', periodName: 'Q4', progress: null }
			],
			rows: [
				{
					...{ kind: 'total', departmentId: null, name: null, supported: 1 },
					cells: [
						{
							...{ objectives: 12, departments: 3, progress: 37.4, progressCount: 9 },
							worstPace: 'at_risk'
						},
						null
					]
				}
			]
		}
	},
	dependencies: {
		kind: 'dependencies',
		anywhere: '',
		matrix: {
			places: [
				{ kind: 'child', id: '1', name: 'Sales' },
				{ kind: 'own', id: '2', name: 'Company' }
			],
			cells: {
				'1': { '2': { count: 5, judged: 4, atRisk: 3 }, '': { count: 8, judged: 0, atRisk: 0 } }
			}
		}
	},
	visibility: {
		kind: 'visibility',
		rows: [
			{
				name: 'Company level',
				facts: {
					...{ objectives: 8, public: 5, restricted: 1, unknown: 2, known: 6, publicRate: 5 / 6 },
					...{ leaderPublicRate: null, leaderPublic: 0, leaderKnown: 0 }
				}
			},
			{ name: 'Nothing here', facts: null }
		]
	},
	coverage: {
		kind: 'coverage',
		rows: [
			{
				...{ kind: 'child', id: '1', name: 'Sales' },
				facts: {
					...{ objectives: 9, orphans: 3, brokenLinks: 1 },
					aligned: { value: 0.5, part: 4, base: 8 },
					rooted: { value: null, part: 0, base: 0 },
					topDown: { value: null, part: 0, base: 0 }
				}
			}
		]
	},
	weekStates: {
		kind: 'week_states',
		weeks: [
			{ week: '2026-11-09', state: 'on_time', mayBecomeLate: false, quality: 4 },
			{ week: '2026-11-16', state: 'missed', mayBecomeLate: true, quality: null }
		]
	},
	cards: {
		kind: 'cards',
		cards: [
			{
				...{ title: 'Open <shops>', value: '2.9', notes: ['Lin · Supply'] },
				plot: {
					kind: 'strip',
					points: [
						{ day: '2026-11-09', value: 4, isCarried: false },
						{ day: '2026-11-16', value: null, isCarried: false },
						{ day: '2026-11-22', value: 2.97, isCarried: true }
					],
					events: [{ day: '2026-11-16', kind: 'owner', text: 'New owner' }]
				}
			},
			lineCard({
				...{ title: 'Red flags', value: null, base: 'of 9', none: 'nothing is open' },
				...{ format: String, points: [{ day: '2026-11-22', value: 3 }] }
			})
		]
	}
};

function textsOf(svg: string): string[] {
	const document = parseDocument(svg, { xmlMode: true });
	return DomUtils.getElementsByTagName('text', document, true).map((one) =>
		DomUtils.textContent(one)
	);
}

describe.each(Object.entries(DRAWINGS))('a picture of a %s', (_, drawing) => {
	const svg = framedSvg(drawing, WORDS);

	it('says what it shows, of which part of the data, and where it comes from', () => {
		expect(textsOf(svg)).toEqual(
			expect.arrayContaining(['A <title> & more  ', WORDS.scope, WORDS.source])
		);
	});

	it('stands alone: light colours, no tokens, no classes, nothing from elsewhere', () => {
		expect(svg).not.toMatch(/var\(|class=|<style|<script|href=/);
		expect(svg).toContain('#ffffff');
		expect(svg.replaceAll('http://www.w3.org/', '').replaceAll(WORDS.source, '')).not.toMatch(
			/https?:/
		);
	});

	it('is one well-formed element', () => {
		const open = [...svg.matchAll(/<([a-z]+)\b[^>]*[^/]>|<([a-z]+)>/gi)].map(([, a, b]) => a ?? b);
		const closed = [...svg.matchAll(/<\/([a-z]+)>/gi)].map(([, name]) => name);
		expect(open.toSorted()).toEqual(closed.toSorted());
		expect(svg).not.toMatch(/(?!\n)\p{Cc}/u);
	});
});

it('shows the digits of the page: in columns, in cells, and a sign where there is no value', () => {
	const columns = DRAWINGS['columns'];
	const matrix = DRAWINGS['weeks'];
	if (columns === undefined || matrix === undefined) throw new Error('no drawing');
	expect(textsOf(framedSvg(columns, WORDS))).toEqual(
		expect.arrayContaining(['11', '31', '42', '–', 'no current value', 'open key results'])
	);
	const drawn = framedSvg(matrix, WORDS);
	// 2.97 is red and never reads 3.0.
	expect(textsOf(drawn)).toEqual(
		expect.arrayContaining(['2.9', '·', 'Whole company', 'R&D <lab>', 'Nov', '9', '16'])
	);
	expect(drawn.match(/fill="url\(#hatch\)"/g)?.length).toBe(2);
});

it('shows the counts of matrices with their signs, and a 0 where there is nothing', () => {
	const drawn = (name: string) => {
		const drawing = DRAWINGS[name];
		if (drawing === undefined) throw new Error('no drawing');
		return textsOf(framedSvg(drawing, WORDS));
	};
	expect(drawn('contributions')).toEqual(
		expect.arrayContaining(['Grow <fast>', '42% · Q4', '1 of 7', '12', '▲ 37%', 'nobody'])
	);
	const texts = drawn('dependencies');
	expect(texts).toEqual(
		expect.arrayContaining(['Sales', 'Company itself', '5', '▲ 3', '8', 'Anywhere'])
	);
	// Of nine fields two have a dependency; in the last one, from anywhere to anywhere, nothing is asked.
	expect(texts.filter((text) => text === '0').length).toBe(6);
});

it('draws bars as long as their shares, with the counts beside them', () => {
	const drawn = (name: string) => {
		const drawing = DRAWINGS[name];
		if (drawing === undefined) throw new Error('no drawing');
		return framedSvg(drawing, WORDS);
	};
	const visibility = drawn('visibility');
	expect(textsOf(visibility)).toEqual(expect.arrayContaining(['5', '1', '2', '83%', 'of 6 known']));
	const parts = [...visibility.matchAll(/<rect [^>]*width="([\d.]+)" height="14"/g)];
	// 8 objectives share 244 px; each part leaves one to the next.
	expect(parts.map(([, width]) => Number(width))).toEqual([151.5, 29.5, 60]);
	expect(textsOf(drawn('coverage'))).toEqual(
		expect.arrayContaining(['50%', '4 of 8', '–', '0 of 0', '3'])
	);
	expect(textsOf(drawn('weekStates'))).toEqual(
		expect.arrayContaining(['9 Nov 2026 – 16 Nov 2026', '✓', '✕', '9 Nov', '16 Nov'])
	);
});

it('shows strips with a gap, a hollow mark for what is carried and a tick; what has no value has none', () => {
	const cards = DRAWINGS['cards'];
	if (cards === undefined) throw new Error('no drawing');
	const svg = framedSvg(cards, WORDS);
	expect(textsOf(svg)).toEqual(
		expect.arrayContaining([
			...['Open <shops>', '2.9', 'Lin · Supply', 'Red flags', '–', 'nothing is open'],
			'carried from earlier'
		])
	);
	const plot = svg.slice(svg.indexOf('direction="ltr"'), svg.indexOf('Lin · Supply'));
	expect([...plot.matchAll(/<circle [^>]*fill="(#\w+)"/g)].map(([, fill]) => fill)).toEqual([
		...['#1b1e23', '#ffffff']
	]);
	expect(plot).not.toContain('<line');
});

it('writes from right to left where the language does', () => {
	const chart = DRAWINGS['chart'];
	if (chart === undefined) throw new Error('no drawing');
	expect(framedSvg(chart, { ...WORDS, isRightToLeft: true })).toContain('direction="rtl"');
	expect(framedSvg(chart, WORDS)).not.toContain('direction="rtl"');
});

it('stands the columns of a matrix from the right where the language is read from there', () => {
	const matrix = DRAWINGS['contributions'];
	if (matrix === undefined) throw new Error('no drawing');
	const xOf = (text: string, isRightToLeft: boolean) =>
		Number(
			new RegExp(`<text x="([\\d.]+)"[^>]*>${text}<`).exec(
				framedSvg(matrix, { ...WORDS, isRightToLeft })
			)?.[1]
		);
	expect(xOf('Cut waste', false)).toBeGreaterThan(xOf('12', false));
	expect(xOf('Cut waste', true)).toBeLessThan(xOf('12', true));
});
