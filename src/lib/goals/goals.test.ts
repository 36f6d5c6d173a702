import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildGoalStory, storyHeight, type StoryPoint } from '../charts/options/goal-story.ts';
import { pictureOf } from '../charts/picture.ts';
import { lateCheckIns } from './late.ts';
import { momentOf } from './moment.ts';
import { tellingDays } from './story-table.ts';

describe('the day of a goal that a page shows', () => {
	const days = ['2026-10-05', '2026-10-06', '2026-10-09'];

	it('is the one asked for while the goal lives', () => {
		expect(momentOf(days, '2026-10-06')).toEqual({ kind: 'live' });
	});
	it('is the last one before, when it had ended or stood still', () => {
		expect(momentOf(days, '2026-11-01')).toEqual({ kind: 'ended', lastDay: '2026-10-09' });
		expect(momentOf(days, '2026-10-08')).toEqual({ kind: 'ended', lastDay: '2026-10-06' });
	});
	it('is none before its first day, which is named', () => {
		expect(momentOf(days, '2026-10-04')).toEqual({ kind: 'not_yet', firstDay: '2026-10-05' });
	});
});

describe('a late check-in', () => {
	const weeks = [
		{ week: '2026-10-05', state: 'late' },
		{ week: '2026-10-12', state: 'on_time' },
		{ week: '2026-10-19', state: 'missed' }
	];
	const on = (id: string, day: string) => ({ id, day, at: `${day}T08:00:00Z` });

	it('is the first from Monday to Wednesday after a late week, in whatever order they come', () => {
		const checkIns = [on('c', '2026-10-15'), on('b', '2026-10-14'), on('a', '2026-10-12')];
		expect([...lateCheckIns(weeks, checkIns)]).toEqual([['a', '2026-10-05']]);
	});
	it('is none after a week that was missed or answered in time', () => {
		expect(lateCheckIns(weeks, [on('a', '2026-10-19'), on('b', '2026-10-26')]).size).toBe(0);
	});
});

const point = (day: string, change: Partial<StoryPoint> = {}): StoryPoint => ({
	day,
	progress: 10,
	expected: 20,
	confidence: 7,
	isStated: false,
	...change
});

describe('the table of a story', () => {
	const edit = { day: '2026-11-11', kind: 'edit' as const, text: 'title' };

	it('has the days on which something changed, Sundays, the first and the last, the latest first', () => {
		const rows = tellingDays(
			[
				point('2026-11-03'),
				point('2026-11-04'),
				point('2026-11-05', { progress: 12 }),
				point('2026-11-06', { progress: 12 }),
				point('2026-11-07', { progress: 12, isStated: true }),
				point('2026-11-08', { progress: 12 }),
				point('2026-11-09', { progress: 12, confidence: null }),
				point('2026-11-10', { progress: 12, confidence: null }),
				point('2026-11-11', { progress: 12, confidence: null }),
				point('2026-11-12', { progress: 12, confidence: null })
			],
			[edit]
		);
		expect(rows.map((row) => row.point.day.slice(8))).toEqual([
			'12',
			'11',
			'09',
			'08',
			'07',
			'05',
			'03'
		]);
		expect(rows.find((row) => row.point.day === edit.day)?.told).toEqual(['title']);
	});
});

describe('the chart of a story', () => {
	const labels = {
		progress: 'Progress',
		expected: 'expected',
		confidence: 'Confidence',
		carried: 'carried',
		nobody: 'nobody stated one',
		day: (day: string) => day,
		shortDay: (day: string) => day.slice(5),
		percent: (value: number) => `${value}%`,
		grade: (value: number) => String(value)
	};
	const points = [
		point('2026-11-02', { progress: null, confidence: 4, isStated: true }),
		point('2026-11-03', { confidence: 4 }),
		point('2026-11-04', { confidence: null }),
		point('2026-11-06', { confidence: 2.5, isStated: true })
	];
	const event = { day: '2026-11-03', kind: 'owner' as const, text: '<b>Eve</b>' };
	const option = buildGoalStory(points, [event], '2026-11-08', labels);
	const Datum = z.union([
		z.number(),
		z.string(),
		z.object({
			value: z.unknown(),
			symbol: z.string().optional(),
			itemStyle: z.unknown().optional()
		})
	]);
	const parsed = z
		.object({
			xAxis: z.array(z.object({ data: z.array(z.string()) })),
			yAxis: z.array(z.object({ min: z.number(), max: z.number() })),
			series: z.array(z.object({ xAxisIndex: z.number(), data: z.array(Datum) }))
		})
		.parse(option);
	const valuesOf = (index: number) =>
		parsed.series[index]?.data.map((datum) => (typeof datum === 'object' ? datum.value : datum));

	it('has one axis of days for all, to the end of the period', () => {
		for (const axis of parsed.xAxis) expect(axis.data).toEqual(parsed.xAxis[0]?.data);
		expect(parsed.xAxis[0]?.data).toHaveLength(7);
	});
	it('draws confidence from 0 to 10, whatever was stated', () => {
		expect(parsed.yAxis[1]).toEqual({ min: 0, max: 10 });
	});
	it('has a gap where there is no value, and after the last day', () => {
		expect(valuesOf(1)).toEqual(['-', 10, 10, '-', 10, '-', '-']);
		expect(valuesOf(2)).toEqual([4, 4, '-', '-', 2.5, '-', '-']);
	});
	it('fills the marks of stated values and leaves those of carried ones hollow', () => {
		const sunday = buildGoalStory(
			[point('2026-11-07', { isStated: true }), point('2026-11-08')],
			[],
			'2026-11-08',
			labels
		);
		const strip = z
			.object({ series: z.array(z.object({ data: z.array(z.unknown()) })) })
			.parse(sunday).series[2]?.data;
		expect(strip).toMatchObject([
			{ symbol: 'circle', itemStyle: { color: 'var(--ink)' } },
			{ symbol: 'circle', itemStyle: { color: 'var(--surface)', borderColor: 'var(--ink)' } }
		]);
	});
	it('has words in place of an empty strip, and is that much lower', () => {
		const silent = points.map((one) => ({ ...one, confidence: null }));
		const { yAxis } = z
			.object({
				yAxis: z.array(z.object({ name: z.string().optional(), splitArea: z.unknown().optional() }))
			})
			.parse(buildGoalStory(silent, [event], '2026-11-08', labels));
		expect(yAxis[1]?.name).toBe('Confidence: nobody stated one');
		expect(yAxis[1]?.splitArea).toMatchObject({ show: false });
		expect(storyHeight(silent)).toBeLessThan(storyHeight(points) - 80);
	});
	it('marks a new owner on its day', () => {
		expect(valuesOf(4)).toEqual(['-', 0.5, '-', '-', '-', '-', '-']);
		expect(valuesOf(3)).toEqual(['-', '-', '-', '-', '-', '-', '-']);
	});
	it('never puts what people wrote into the page as markup', () => {
		const formatter = z
			.object({ tooltip: z.object({ formatter: z.custom<(of: object) => string>() }) })
			.parse(option).tooltip.formatter;
		expect(formatter({ dataIndex: 1 })).toContain('&#60;b&#62;Eve');
	});
	it('is drawn on the server, with the bands in the colours of the theme', () => {
		const svg = pictureOf(option, 640, 310);
		for (const token of ['--red', '--watch', '--stable', '--ink'])
			expect(svg).toContain(`var(${token})`);
	});
});
