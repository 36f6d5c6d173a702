import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildConfidenceBands, BANDS } from './options/confidence-bands.ts';
import { buildSparkline } from './options/sparkline.ts';
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
