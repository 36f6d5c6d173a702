/** A small review with all kinds of blocks, and with what people write to break files. */
import type { Block, ReviewDocument } from '../../src/lib/review/document.ts';

export const HOSTILE = '=1+1 <b>&amp; "x"</b> | `a` [y](z) # \u0000\u0007\ud800 \u202eabc ]]>';
export const LONG = `${'A quote that goes on and on, as people write. '.repeat(60)}The end.`;
/** Where its paths lead. */
export const address = (path: string): string => `https://okr.example.com${path}`;
const ARABIC = 'هدف المبيعات';

const text = (words: string, href: string | null = null) =>
	({ kind: 'text', text: words, isForeign: true, href }) as const;
const number = (value: number | null) =>
	({ kind: 'number', unit: 'count', value, text: value === null ? '–' : String(value) }) as const;

export const SENTENCES = [
	'The delivery score is 42%, of 31 key results that can be judged.',
	'Confidence below 3: 4 of 30 that have one.',
	'Stalled: 5 of 28 that have check-ins.'
];

const BLOCKS: readonly Block[] = [
	{
		kind: 'figures',
		figures: [
			{
				title: 'Delivery score',
				text: '42%',
				note: 'of 31 key results',
				evidence: { measure: 'key_results.delivery_score', value: 0.42, base: 31 },
				href: '/?period=q4'
			},
			{
				title: 'Compliance',
				text: '–',
				note: 'No check-in was due',
				evidence: { measure: 'check_in_weeks.compliance', value: null, base: 0 },
				href: null
			}
		]
	},
	...SENTENCES.map((words, index): Block => ({
		kind: 'sentence',
		text: words,
		href: index === 0 ? '/?period=q4&as_of=2026-11-22' : null,
		evidence: [{ measure: 'key_results.delivery_score', value: 0.42, base: 31 }]
	})),
	{
		kind: 'shares',
		title: 'Confidence by week',
		shares: {
			label: 'Shares',
			totalName: 'below each column: open',
			parts: [
				{ key: 'missing', name: 'Not stated', look: 'missing' },
				{ key: 'stable', name: 'Stable', look: 'stable' },
				{ key: 'red', name: 'Red <3', look: 'red' }
			],
			columns: [
				{
					key: '1',
					short: '1 Nov',
					full: '1 Nov 2026',
					counts: { missing: 2, stable: 9, red: 0 },
					total: 11
				},
				{ key: '8', short: '8 Nov', full: '8 Nov 2026', counts: null, total: 0 },
				{
					key: '15',
					short: '15 Nov',
					full: '15 Nov 2026',
					counts: { missing: 0, stable: 7, red: 3 },
					total: 10
				}
			]
		}
	},
	{
		kind: 'lines',
		title: 'Progress by week',
		label: 'From 1 to 15 November',
		lines: {
			unit: 'progress',
			days: ['2026-11-01', '2026-11-08', '2026-11-15'],
			lines: [
				{ key: 'expected', name: 'Expected', values: [10, 20.5, 30] },
				{ key: 'progress', name: 'Progress', values: [5, null, 24] }
			]
		}
	},
	{
		kind: 'table',
		title: 'Goals',
		about: 'How to read it.',
		columns: [
			{ title: 'Objective', kind: 'text', share: 3 },
			{ title: 'Owner', kind: 'text', share: 1.5 },
			{ title: 'Department', kind: 'text', share: 1.5 },
			{ title: 'Level', kind: 'text', share: 1.3 },
			{ title: 'Progress', kind: 'number', share: 1 }
		],
		rows: Array.from({ length: 40 }, (_, index) => [
			text(index === 0 ? HOSTILE : index === 1 ? LONG : `Goal ${index}`, `/objectives/o${index}`),
			text(index === 2 ? ARABIC : 'Lin 林'),
			text('Sales'),
			text('Team'),
			number(index === 3 ? null : index)
		]),
		more: 'These are the first 40 of 90.',
		href: '/objectives'
	},
	{ kind: 'heading', text: HOSTILE, isForeign: true, href: '/key-results/k1' },
	{ kind: 'points', points: [{ name: 'Answer', text: HOSTILE }] },
	{ kind: 'quote', text: `${HOSTILE}\nsecond line`, source: 'Cause · 3 November' },
	{ kind: 'quote', text: LONG, source: 'Cause · 4 November' },
	{ kind: 'note', text: 'Questions to ask, not verdicts.' }
];

/** @param language of the frame; the words stay as they are */
export function sampleReview(language: string): ReviewDocument {
	return {
		language,
		title: 'Review of 2026 Q4',
		period: '2026 Q4',
		department: `Supply & <Demand> ${'of the whole world '.repeat(12)}`,
		day: '2026-11-22',
		asOf: 'As of 22 November 2026',
		coverage: 'Known of 12 of 12 people',
		version: 7,
		hash: 'abcdef0123456789'.repeat(4),
		href: '/review/q4/d1?as_of=2026-11-22',
		viewer: 'Ana',
		published: [],
		warnings: ['This period runs until 31 December.'],
		sections: [
			{ id: 'summary', title: 'In short', blocks: BLOCKS },
			{
				id: 'decisions',
				title: 'Decisions',
				blocks: [
					{
						kind: 'decision',
						id: '1',
						text: `Stop the ${'最'.repeat(1900)}`,
						by: 'Ana',
						at: '2026-11-22T08:00:00Z',
						source: 'Ana · 22 November'
					}
				]
			},
			{
				id: 'appendix',
				title: 'Definitions and data',
				blocks: [
					{
						kind: 'definition',
						measure: 'key_results.delivery_score',
						name: 'Delivery score',
						text: 'Mean of reached over expected.'
					}
				]
			}
		]
	};
}
