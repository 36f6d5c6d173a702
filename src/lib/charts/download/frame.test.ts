import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { buildConfidenceBands } from '../options/confidence-bands.ts';
import type { Drawing } from './drawing.ts';
import { framedSvg } from './frame.ts';

overwriteGetLocale(() => 'en');

const WORDS = {
	title: 'A <title> & more \u0000',
	scope: 'Whole company · as of 22 Nov 2026',
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
	matrix: {
		kind: 'matrix',
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
	const matrix = DRAWINGS['matrix'];
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

it('writes from right to left where the language does', () => {
	const chart = DRAWINGS['chart'];
	if (chart === undefined) throw new Error('no drawing');
	expect(framedSvg(chart, { ...WORDS, isRightToLeft: true })).toContain('direction="rtl"');
	expect(framedSvg(chart, WORDS)).not.toContain('direction="rtl"');
});
