import { describe, expect, it } from 'vitest';
import {
	contentOf,
	elements,
	readOffice,
	serialized
} from '../../../../../test/support/office-file.ts';
import {
	address,
	HOSTILE,
	LONG,
	sampleReview,
	SENTENCES
} from '../../../../../test/support/sample-review.ts';
import type { Block } from '$lib/review/document.ts';
import { plainText } from '../../office/xml.ts';
import { markdownOf, words } from './markdown.ts';
import { wordOf } from './word.ts';

const review = sampleReview('en');

describe('a review as Markdown', () => {
	const [summary, , appendix] = review.sections;
	const small = {
		...review,
		department: null,
		sections: [
			{
				id: 'summary' as const,
				title: 'In short',
				blocks: (summary?.blocks ?? []).flatMap((block): Block[] =>
					block.kind === 'table' ? [{ ...block, rows: block.rows.slice(2, 4) }] : [block]
				)
			},
			...(appendix === undefined ? [] : [appendix])
		]
	};

	it('reads as the review does', () => {
		const text = markdownOf(small, address);
		expect(text.replaceAll(words(HOSTILE), 'HOSTILE').replaceAll(LONG, 'LONG')).toBe(GOLDEN);
	});

	it('keeps what people write from being Markdown or HTML', () => {
		expect(words('# <b>x</b> [a](http://b) www.c.d e@f | `g` *h* _i_ ~j~ &amp; \\')).toBe(
			String.raw`\# \<b\>x\</b\> \[a\](http\://b) www\.c.d e\@f \| \`g\` \*h\* \_i\_ \~j\~ \&amp; \\`
		);
		expect(['- a', '+ a', '1. a', '12) a', '=====', '---'].map(words)).toEqual([
			'\\- a',
			'\\+ a',
			'1\\. a',
			'12\\) a',
			'\\=====',
			'\\---'
		]);
		expect(words('a\n\n# b\r\n- c')).toBe('a \\# b - c');
	});
});

describe('a review for Word', () => {
	const file = readOffice(wordOf(review, address));
	const body = file.xml('word/document.xml');
	const text = elements(body, 'w:t').map(contentOf).join(' ');

	it('is a complete package of well-formed parts', () => {
		expect(file.problems).toEqual([]);
		expect([...file.relations('word/document.xml').values()]).toContain(
			'https://okr.example.com/?period=q4&as_of=2026-11-22'
		);
		expect(Buffer.compare(wordOf(review, address), wordOf(review, address))).toBe(0);
	});

	it('holds every word, and charts as tables of their numbers', () => {
		for (const sentence of SENTENCES) expect(text).toContain(sentence);
		expect(text).toContain(plainText(HOSTILE));
		expect(text).toContain(LONG);
		const rows = elements(body, 'w:tr').map((row) =>
			elements(serialized(row), 'w:t').map(contentOf).join('|')
		);
		expect(rows).toContain('As of|Not stated|Stable|Red <3|Base');
		expect(rows).toContain('15 Nov 2026|0|7|3|10');
		expect(rows).toContain('8 Nov 2026|–|–|–|–');
		expect(rows).toHaveLength(4 + 4 + 41);
		expect(file.xml('word/footer1.xml')).toMatch(
			/As of 22 November 2026 · Data version 7 · abcdef/
		);
	});

	it('runs from right to left in Arabic', () => {
		const arabic = readOffice(wordOf(sampleReview('ar'), address));
		expect(arabic.problems).toEqual([]);
		expect(arabic.xml('word/document.xml')).toContain('<w:bidiVisual/>');
		expect(arabic.xml('word/document.xml')).toContain('<w:bidi/></w:sectPr>');
		expect(arabic.xml('word/styles.xml')).toContain('w:cs="Noto Sans Arabic"');
	});
});

const GOLDEN = `# Review of 2026 Q4

Whole company · [As of 22 November 2026](<https://okr.example.com/review/q4/d1?as_of=2026-11-22>)

Known of 12 of 12 people

**This period runs until 31 December.**

Seen with the rights of: Ana

## In short

- [Delivery score](<https://okr.example.com/?period=q4>): **42%** (of 31 key results)
- Compliance: **–** (No check-in was due)

[The delivery score is 42%, of 31 key results that can be judged.](<https://okr.example.com/?period=q4&as_of=2026-11-22>)

Confidence below 3: 4 of 30 that have one.

Stalled: 5 of 28 that have check-ins.

### Confidence by week

| As of | Not stated | Stable | Red \\<3 | Base |
| --- | ---: | ---: | ---: | ---: |
| 1 Nov 2026 | 2 | 9 | 0 | 11 |
| 8 Nov 2026 | – | – | – | – |
| 15 Nov 2026 | 0 | 7 | 3 | 10 |

### Progress by week

| As of | Expected | Progress |
| --- | ---: | ---: |
| 1 Nov 2026 | 10% | 5% |
| 8 Nov 2026 | 21% | – |
| 15 Nov 2026 | 30% | 24% |

### Goals

How to read it.

| Objective | Owner | Department | Level | Progress |
| --- | --- | --- | --- | ---: |
| [Goal 2](<https://okr.example.com/objectives/o2>) | هدف المبيعات | Sales | Team | 2 |
| [Goal 3](<https://okr.example.com/objectives/o3>) | Lin 林 | Sales | Team | – |

[These are the first 40 of 90.](<https://okr.example.com/objectives>)

### [HOSTILE](<https://okr.example.com/key-results/k1>)

- Answer: HOSTILE

> HOSTILE
> second line
>
> — Cause · 3 November

> LONG
>
> — Cause · 4 November

Questions to ask, not verdicts.

## Definitions and data

**Delivery score**: Mean of reached over expected.

---

2026 Q4 · Whole company · As of 22 November 2026 · Data version 7 · abcdef012345

Fingerprint of the figures: abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789
`;
