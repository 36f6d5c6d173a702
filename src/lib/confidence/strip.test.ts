import { describe, expect, it } from 'vitest';
import { stripOf } from './strip.ts';
import { stripPicture } from './strip-picture.ts';

const point = (day: string, value: number | null, isCarried = false) => ({ day, value, isCarried });

describe('a strip of confidence', () => {
	it('stands at its day and on a scale from 0 to 10, whatever the values', () => {
		const { marks } = stripOf([
			point('2026-11-01', 4),
			point('2026-11-08', 10),
			point('2026-11-15', 0)
		]);
		expect(marks.map(({ x, y, isLast }) => [x, y, isLast])).toEqual([
			[0, 60, false],
			[50, 0, false],
			[100, 100, true]
		]);
	});

	it('has a gap where there is no value: neither a mark nor a line across', () => {
		const { marks, lines } = stripOf([
			point('2026-11-01', 4),
			point('2026-11-08', 5),
			point('2026-11-15', null),
			point('2026-11-22', 6),
			point('2026-11-26', 7, true)
		]);
		expect(marks.map(({ point }) => point.value)).toEqual([4, 5, 6, 7]);
		expect(lines.map(({ from, to }) => [from.point.value, to.point.value])).toEqual([
			[4, 5],
			[6, 7]
		]);
	});

	it('of a single day stands in the middle, and of none is empty', () => {
		expect(stripOf([point('2026-11-01', 3)]).marks.map(({ x }) => x)).toEqual([50]);
		expect(stripOf([])).toEqual({ marks: [], lines: [], ticks: [] });
	});

	it('has a tick for each kind of event of a day, inside the weeks that it shows', () => {
		const on = (day: string, kind: 'edit' | 'owner', text: string) => ({ day, kind, text });
		const { ticks } = stripOf(
			[point('2026-11-01', null), point('2026-11-11', null)],
			[
				on('2026-10-31', 'edit', 'before'),
				on('2026-11-06', 'edit', 'title'),
				on('2026-11-06', 'owner', 'owner'),
				on('2026-11-06', 'edit', 'weight'),
				on('2026-11-12', 'edit', 'after')
			]
		);
		expect(ticks.map(({ x, kind, texts }) => [x, kind, ...texts])).toEqual([
			[50, 'edit', 'title', 'weight'],
			[50, 'owner', 'owner']
		]);
	});

	it('is drawn with the words of people as words', () => {
		const hostile = '</title><script>alert(1)</script>';
		const event = { day: '2026-11-08', kind: 'edit', text: hostile } as const;
		const strip = stripOf([point('2026-11-01', 4), point('2026-11-08', 2, true)], [event]);
		const picture = stripPicture(strip, {
			ofMark: ({ value }) => `${value} "${hostile}"`,
			ofTicks: strip.ticks.map(({ texts }) => texts.join())
		});
		expect(picture).not.toContain('<script');
		expect(picture.match(/&#60;script&#62;/g)).toHaveLength(3);
		expect(picture).toContain('<line x1="0%" y1="60%" x2="100%" y2="80%" />');
		expect(picture).toContain('<circle cx="100%" cy="80%" r="3.5" class="carried">');
		expect(picture).toContain('<g class="edit"><rect x="100%"');
	});
});
