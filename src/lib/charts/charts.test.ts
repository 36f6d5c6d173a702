import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildConfidenceBands, BANDS } from './options/confidence-bands.ts';
import { buildProgressLines, type ProgressLine } from './options/progress-lines.ts';
import { buildSparkline, drawSparkline, type SparklinePoint } from './options/sparkline.ts';
import { pictureOf } from './picture.ts';

const labels = { day: (day: string) => day, value: (value: number | null) => String(value) };
const bandLabels = {
	day: (day: string) => day.slice(5),
	band: (band: string) => band,
	count: (count: number) => String(count)
};

function seriesOf(option: object): { data: unknown[]; name?: string | undefined }[] {
	return z
		.object({
			series: z.array(z.object({ data: z.array(z.unknown()), name: z.string().optional() }))
		})
		.parse(option).series;
}

describe('a sparkline', () => {
	const option = buildSparkline(
		[
			{ day: '2026-11-01', value: 1 },
			{ day: '2026-11-08', value: null },
			{ day: '2026-11-15', value: 3 },
			{ day: '2026-11-22', value: null }
		],
		labels
	);

	it('has a gap where there is no value, never a 0', () => {
		expect(seriesOf(option)[0]?.data.map((item) => (item as { value: unknown }).value)).toEqual([
			1,
			'-',
			3,
			'-'
		]);
	});

	it('marks a value that stands between two gaps', () => {
		expect(seriesOf(option)[0]?.data[2]).toMatchObject({ symbol: 'circle' });
	});

	it('marks where it stands now', () => {
		const risen = buildSparkline(
			[
				{ day: '2026-11-15', value: 1 },
				{ day: '2026-11-22', value: 2 }
			],
			labels
		);
		expect(seriesOf(risen)[0]?.data).toMatchObject([{ symbol: 'none' }, { symbol: 'circle' }]);
	});
});

describe('the picture of a sparkline', () => {
	const weeks = (...values: (number | null)[]): SparklinePoint[] =>
		values.map((value, week) => ({ day: `2026-11-${String(week + 1).padStart(2, '0')}`, value }));
	/** Where the parts of its line begin and go on. */
	const line = (svg: string) => {
		const [, path = ''] = /<path d="([^"]*)" fill="none"/.exec(svg) ?? [];
		return Array.from(path.matchAll(/([ML])([-\d.]+) ([-\d.]+)/g), ([, step, x, y]) => ({
			step,
			x: Number(x),
			y: Number(y)
		}));
	};

	it.each([
		['rises and falls', weeks(0.2, 0.9, 0.4, 0.5)],
		['has a gap', weeks(12, 14, null, 3, 8)],
		['is below 0', weeks(-3, 2, -1)],
		['never changes', weeks(0.7, 0.7, 0.7)],
		['is always 0', weeks(0, 0)]
	])('of what %s is where the living line will be', (_what, points) => {
		const alive = line(pictureOf(buildSparkline(points, labels), 220, 44));
		const drawn = line(drawSparkline(points, 220, 44));
		// ECharts draws the part after a gap as a path of its own.
		const first = drawn.slice(0, alive.length);
		expect(alive.length).toBeGreaterThan(1);
		expect(first.map(({ step }) => step)).toEqual(alive.map(({ step }) => step));
		for (const [at, { x, y }] of first.entries()) {
			expect(x).toBeCloseTo(alive[at]?.x ?? NaN, 0);
			expect(y).toBeCloseTo(alive[at]?.y ?? NaN, 0);
		}
	});

	it('has gaps, a dot for what stands alone, and one for now', () => {
		const svg = drawSparkline(weeks(1, 2, null, 3, null, 4, 5), 220, 44);
		expect(line(svg).map(({ step }) => step)).toEqual(['M', 'L', 'M', 'M', 'L']);
		expect(svg.match(/h0"/g)).toHaveLength(2);
		expect(svg).not.toContain('NaN');
	});

	it('of no value at all is empty', () => {
		const svg = drawSparkline(weeks(null, null), 220, 44);
		expect(svg).not.toMatch(/NaN|Infinity|h0/);
	});
});

describe('the bands of confidence', () => {
	const option = buildConfidenceBands(
		[
			{ day: '2026-11-15', counts: null },
			{ day: '2026-11-22', counts: { red: 2, watch: 5, stable: 9 } }
		],
		bandLabels
	);

	it('stack red at the bottom', () => {
		expect(seriesOf(option).map((series) => series.name)).toEqual([...BANDS]);
		expect(seriesOf(option).map((series) => series.data)).toEqual([
			['-', 2],
			['-', 5],
			['-', 9]
		]);
	});

	it('are drawn on the server with the colours of the theme, and nothing that a policy forbids', () => {
		const svg = pictureOf(option, 400, 160);
		expect(svg).toMatch(/^<svg aria-hidden="true"/);
		expect(svg).toContain('var(--red-strong)');
		expect(svg).toContain('11-22');
		expect(svg).not.toContain('<style');
		expect(svg).not.toContain('ecmeta_');
	});
});

describe('lines of progress', () => {
	const endLabelsOf = (progress: number | null, expected: number) => {
		const lines: ProgressLine[] = [
			{ key: 'expected', name: 'Expected progress', values: [0, expected] },
			{ key: 'progress', name: 'Progress', values: [0, progress] }
		];
		const percent = (value: number) => `${value}%`;
		const option = buildProgressLines(['2026-11-01', '2026-11-08'], lines, {
			...labels,
			percent
		});
		const right = z.object({ grid: z.object({ right: z.number() }) }).parse(option).grid.right;
		const series = z.array(
			z.object({ endLabel: z.object({ verticalAlign: z.string(), formatter: z.unknown() }) })
		);
		const texts = series
			.parse(option.series)
			.map(({ endLabel: { verticalAlign, formatter } }) => [
				verticalAlign,
				(formatter as () => string)()
			]);
		return { right, texts };
	};

	it('are named in short lines beside their ends, which leave most of a phone to the chart', () => {
		const { right, texts } = endLabelsOf(75, 100);
		expect(texts).toEqual([
			['bottom', '100%\nExpected\nprogress'],
			['top', '75%\nProgress']
		]);
		expect(right).toBeLessThan(80);
	});

	it('have the name of the upper one above that of the lower one, whichever that is', () => {
		expect(endLabelsOf(90, 50).texts.map(([align]) => align)).toEqual(['top', 'bottom']);
		expect(endLabelsOf(50, 50).texts.map(([align]) => align)).toEqual(['bottom', 'top']);
		expect(endLabelsOf(null, 50).texts).toEqual([
			['bottom', '50%\nExpected\nprogress'],
			['top', 'Progress']
		]);
	});
});
