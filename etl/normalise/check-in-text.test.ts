import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckInText, type ListedKeyResult } from './check-in-text.ts';
import { BLOCKER_LABELS, CONFIDENCE_LABELS, NEXT_ACTION_LABELS, NONE_WORDS } from './labels.ts';

const KEY_RESULTS: readonly ListedKeyResult[] = [
	{ id: 'k1', titles: ['Open 3 new shops in Hà Nội'] },
	{ id: 'k2', titles: ['Open 3 new shops'] },
	{ id: 'k3', titles: ['3 kênh bán hàng mới', 'Kênh mới'] }
];
const read = (html: string, listed = KEY_RESULTS) => readCheckInText(html, listed);
const lines = (...all: string[]) => all.map((line) => `<p>${line}</p>`).join('');
const confidenceOf = (html: string) =>
	read(html).statements.find(({ keyResultId }) => keyResultId === '')?.confidence ?? null;

describe('a line of a check-in', () => {
	it('ends at block elements and <br>', () => {
		expect(read('<div>a<p>b</p>c<br>d</div><ul><li>e</li><li>f</li></ul>').text).toBe(
			'a\nb\nc\nd\ne\nf'
		);
	});
	it('does not end at inline tags, which vanish without a space', () => {
		expect(confidenceOf('<p>信心<b>指数</b>：7</p>')).toBe(7);
	});
	it('has its entities decoded', () => {
		expect(read('<p>R&amp;D &lt;ok&gt;</p>').text).toBe('R&D <ok>');
	});
	it('is free of bidi marks, zero-width characters and byte order marks', () => {
		expect(confidenceOf('<p>\u200f\ufeffConfi\u200bdence\u200e: \u206687\u2069%</p>')).toBe(8.7);
	});
	it('reads every Unicode decimal digit, and full width as half width', () => {
		for (const seven of ['７', '٧', '۷', '๗', '७', '໗', '𝟕'])
			expect(confidenceOf(`<p>Ｃonfidence： ${seven}</p>`)).toBe(7);
	});
	it('of a text without any tag ends at a line feed', () => {
		expect(read('done\r\nConfidence: 4\nmore').statements).toMatchObject([{ confidence: 4 }]);
	});
	it('leaves out style and script', () => {
		expect(read('<style>p{}</style><p>x</p><script>Confidence: 3</script>').text).toBe('x');
	});
});

describe('a confidence', () => {
	it.each([
		['信心指数：7/10', 7],
		['信心 7 分', 7],
		['Confidence: 6.5', 6.5],
		['Độ tự tin: 6,5', 6.5],
		['Chỉ số tự tin 8', 8],
		['Keyakinan diri: 7/10', 7],
		['ความมั่นใจ: ๕', 5],
		['مؤشر الثقة: ٦/١٠', 6],
		['الثقة: ٦٫٥', 6.5],
		['Confidence = 80%', 8],
		['confidence index: 10', 10],
		['CONFIDENCE 0', 0],
		['信心指数：7 较上周下降', 7],
		['Confidence: 7 (was 8)', 7],
		['Confidence: 7, 2 blockers left', 7],
		['信心7分', 7],
		['信心：7/10分', 7],
		['Độ tự tin: 6,5'.normalize('NFD'), 6.5]
	])('is read from "%s"', (line, value) => {
		expect(confidenceOf(lines(line))).toBe(value);
		expect(read(lines(line)).unreadable).toEqual([]);
	});

	it.each(['- ', '* ', '• ', '· ', '– ', '1. ', '2) ', '(3) ', '4、', '① ', '①', '- 1. ', '   '])(
		'may stand behind "%s"',
		(mark) => {
			expect(confidenceOf(lines(`${mark}信心指数：7`))).toBe(7);
		}
	);

	it.each([
		'客户信心 3 连涨',
		'Customer confidence rose 5 points',
		'信心 3 连涨',
		'Confidence 5 points down from last week',
		'7/10',
		'信心不足',
		'Confidence',
		'Confidence:',
		'Confidential: 7',
		'Keyakinannya: 7',
		'Our Confidence: 7'
	])('is not read from "%s", which is none', (line) => {
		expect(read(lines(line)).statements).toEqual([]);
		expect(read(lines(line)).unreadable).toEqual([]);
	});

	it.each([
		['Confidence: 6-7', /range/],
		['信心指数：7→5', /range/],
		['Confidence: 6 to 7', /range/],
		['Độ tự tin: 6/10 - 7/10', /range/],
		['Confidence: 11', /outside/],
		['Confidence: -1', /outside/],
		['信心 12 分', /outside/],
		['Confidence: 110%', /outside/],
		['Confidence: 80', /outside/],
		['Confidence: 4/5', /out of 5/],
		['Confidence: 70/100', /out of 100/],
		['Confidence: high', /no number/],
		['Confidence: 7.5.1', /no number/]
	])('is refused in "%s" and named for the data-quality list', (line, reason) => {
		const { statements, unreadable } = read(lines(line));
		expect(statements).toEqual([]);
		expect(unreadable).toHaveLength(1);
		expect(unreadable[0]?.reason).toMatch(reason);
	});

	it('of several lines is the last that parses', () => {
		expect(confidenceOf(lines('Confidence: 7', 'Confidence: 5', 'Confidence: 11'))).toBe(5);
	});

	it('is understood in every label of the list', () => {
		for (const label of CONFIDENCE_LABELS) expect(confidenceOf(lines(`${label}: 7`))).toBe(7);
	});
});

describe('the name of a listed key result', () => {
	it('gives the line to that key result only', () => {
		expect(read(lines('KR2: Confidence: 4')).statements).toMatchObject([
			{ keyResultId: 'k2', confidence: 4 }
		]);
	});
	it('is its number in the list of the check-in, or its title, the longest first', () => {
		const { statements } = read(
			lines('Open 3 new shops in Hà Nội - Confidence: 4', 'open 3  new shops. Confidence: 5')
		);
		expect(statements).toMatchObject([
			{ keyResultId: 'k1', confidence: 4 },
			{ keyResultId: 'k2', confidence: 5 }
		]);
	});
	it('may begin like numbering, and be an older title', () => {
		expect(read(lines('- 3 kênh bán hàng mới: Confidence: 4')).statements).toMatchObject([
			{ keyResultId: 'k3' }
		]);
		expect(read(lines('Kênh mới · Blocker: legal')).statements).toMatchObject([
			{ keyResultId: 'k3', blocker: 'legal' }
		]);
	});
	it('alone on a line speaks for the line below it, and no further', () => {
		const { statements } = read(
			lines('KR1:', 'Confidence: 4', 'Confidence: 8', '• Open 3 new shops', '', 'Blocker: rent')
		);
		expect(statements).toMatchObject([
			{ keyResultId: 'k1', confidence: 4 },
			{ keyResultId: '', confidence: 8 },
			{ keyResultId: 'k2', blocker: 'rent' }
		]);
	});
	it('that the check-in does not list is no name, and the label behind it no label', () => {
		expect(read(lines('KR9: Confidence: 4')).statements).toEqual([]);
		expect(read(lines('KR1: Confidence: 4'), []).statements).toEqual([]);
	});
	it('of the tenth key result is not taken for the first', () => {
		expect(read(lines('KR10: Confidence: 4')).statements).toEqual([]);
	});
});

describe('a blocker and a next action', () => {
	it('stand behind every label of the list, with a colon', () => {
		for (const label of BLOCKER_LABELS)
			expect(read(lines(`${label}： chờ duyệt`)).statements).toMatchObject([
				{ blocker: 'chờ duyệt' }
			]);
		for (const label of NEXT_ACTION_LABELS)
			expect(read(lines(`${label}: call them`)).statements).toMatchObject([
				{ nextAction: 'call them' }
			]);
	});
	it('are nothing without the colon', () => {
		expect(read(lines('Blocker waiting', 'Next we ship', 'Next week: ship')).statements).toEqual(
			[]
		);
	});
	it('are nothing when empty, and then nobody said that there is no blocker', () => {
		expect(read(lines('Blocker:', 'Next: …')).statements).toEqual([]);
	});
	it('are nothing when "none" is said, and for a blocker that is known to be said', () => {
		for (const none of NONE_WORDS) {
			expect(read(lines(`卡点：${none}。`)).statements).toMatchObject([
				{ blocker: null, saysNoBlocker: true }
			]);
			expect(read(lines(`Next: ${none}`)).statements).toEqual([]);
		}
	});
	it('keep words that only begin like "none"', () => {
		expect(read(lines('Blocker: no budget')).statements).toMatchObject([{ blocker: 'no budget' }]);
	});
});

describe('mentions', () => {
	it('are names behind @, in order, once each, and not addresses', () => {
		expect(read('<p>@An hỏi @王伟， mail a@b.com, @An</p>').mentions).toEqual(['An', '王伟']);
	});
	it('that the source marks keep their several words', () => {
		const html = '<p>Chờ <span data-type="mention">@Nguyễn Văn An</span> và @Bình.</p>';
		expect(read(html).mentions).toEqual(['Nguyễn Văn An', 'Bình']);
	});
});

describe('whatever people write', () => {
	const hostile = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 400 }),
		fc.string({
			unit: fc.constantFrom('<', '>', '/', 'p', '&', '@', ':', '7', '-', ' ', '信', '心')
		})
	);
	it('is read without a crash, and every value is on the scale', () => {
		fc.assert(
			fc.property(hostile, fc.array(hostile, { maxLength: 3 }), (html, titles) => {
				const listed = titles.map((title, index) => ({ id: `k${index}`, titles: [title] }));
				for (const { confidence } of readCheckInText(`<p>Confidence: ${html}</p>${html}`, listed)
					.statements) {
					if (confidence !== null) {
						expect(confidence).toBeGreaterThanOrEqual(0);
						expect(confidence).toBeLessThanOrEqual(10);
					}
				}
			})
		);
	});
	it.each([
		['<p>', '<p>'],
		['- ', '- '],
		['1. ', '1. '],
		['@a', '@a'],
		['KR1 ', 'KR1 '],
		['Confidence: 1', '.1'],
		['Confidence: 1', '-1'],
		['Blocker: ', '!'],
		['Blocker', ' '],
		['<', '<'],
		['&', '&#'],
		['<b>', '<b data-type="mention">@']
	])('is read in linear time: %s…', (start, repeated) => {
		const html = start + repeated.repeat(200_000 / repeated.length);
		const began = performance.now();
		readCheckInText(html, KEY_RESULTS);
		expect(performance.now() - began).toBeLessThan(3000);
	});
});
