import { addDays, daysBetween, mondayOf } from '../../calendar/days.ts';
import type { ChartOption } from '../echarts.ts';
import { escapeHtml, tooltipBox } from './tooltip.ts';

/** One day of a goal. null is a gap, never a 0. */
export interface StoryPoint {
	/** YYYY-MM-DD */
	readonly day: string;
	/** 0..100 */
	readonly progress: number | null;
	/** 0..100 */
	readonly expected: number | null;
	/** 0..10 */
	readonly confidence: number | null;
	/** Stated on this very day, or carried from an earlier one; null: a mean, which nobody stated. */
	readonly isStated: boolean | null;
}

export interface StoryEvent {
	readonly day: string;
	readonly kind: 'edit' | 'owner';
	readonly text: string;
}

export interface StoryLabels {
	readonly progress: string;
	readonly expected: string;
	readonly confidence: string;
	readonly carried: string;
	/** In place of the strip where no day has a confidence. */
	readonly nobody: string;
	readonly day: (day: string) => string;
	readonly shortDay: (day: string) => string;
	readonly percent: (progress: number) => string;
	readonly grade: (confidence: number) => string;
}

/** How high the strip of confidence is. */
const STRIP = 84;

/** How high the whole picture is: without a confidence there is no strip. */
export function storyHeight(points: readonly StoryPoint[]): number {
	return hasAny(points) ? 310 : 310 - STRIP;
}

function hasAny(points: readonly StoryPoint[]): boolean {
	return points.some(({ confidence }) => confidence !== null);
}

/** Longer lives are marked by months, shorter ones by weeks. */
const LONG_LIFE = 120;
const EDIT = { symbol: 'rect', symbolSize: [2.5, 11], color: 'var(--accent)' };
const OWNER = { symbol: 'diamond', symbolSize: [11, 11], color: 'var(--ink)' };

/**
 * Progress against what the elapsed time asks for; under it, on the same days, the confidence (y always 0..10, the bands of metrics.md
 * 4 behind it) and marks for edits and changes of the owner.
 * @param lastDay how far the axis goes, such as the end of the period
 */
export function buildGoalStory(
	points: readonly StoryPoint[],
	events: readonly StoryEvent[],
	lastDay: string,
	labels: StoryLabels
): ChartOption {
	const days = daysOf(points, lastDay);
	const byDay = new Map(points.map((point) => [point.day, point]));
	const eventsOn = Map.groupBy(events, (event) => event.day);
	const latest = points.at(-1);
	const valuesOf = (read: (point: StoryPoint) => number | null) =>
		days.map((day) => {
			const point = byDay.get(day);
			return (point === undefined ? null : read(point)) ?? '-';
		});
	const isAhead = (latest?.progress ?? 0) >= (latest?.expected ?? 0);
	const isMarked = marker(days);
	const hasConfidence = hasAny(points);
	const strip = { top: 186, height: hasConfidence ? STRIP : 1 };
	const axis = {
		type: 'category' as const,
		data: days,
		boundaryGap: false,
		axisTick: { show: false }
	};
	return {
		animation: false,
		textStyle: { fontFamily: 'inherit' },
		grid: [
			{ left: 44, right: rightOf(days, latest?.day), top: 26, height: 128 },
			{ left: 44, right: rightOf(days, latest?.day), ...strip },
			{ left: 44, right: rightOf(days, latest?.day), top: strip.top + strip.height + 2, height: 14 }
		],
		axisPointer: { link: [{ xAxisIndex: 'all' }] },
		tooltip: {
			...tooltipBox,
			trigger: 'axis',
			axisPointer: { type: 'line', lineStyle: { color: 'var(--line-strong)', type: 'solid' } },
			formatter: (params) => {
				const index = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex;
				const day = index === undefined ? undefined : days[index];
				return day === undefined
					? ''
					: tellDay(day, byDay.get(day), eventsOn.get(day) ?? [], labels);
			}
		},
		xAxis: [
			{ ...axis, gridIndex: 0, axisLabel: { show: false }, axisLine: line('--line-strong') },
			{ ...axis, gridIndex: 1, axisLabel: { show: false }, axisLine: { show: false } },
			{
				...axis,
				gridIndex: 2,
				axisLine: { show: false },
				axisLabel: {
					color: 'var(--ink-soft)',
					fontSize: 11,
					hideOverlap: true,
					interval: (index: number) => isMarked(days[index] ?? ''),
					formatter: (day: string) => labels.shortDay(day)
				}
			}
		],
		yAxis: [
			{
				type: 'value',
				gridIndex: 0,
				min: 0,
				max: 100,
				interval: 50,
				...named(labels.progress),
				splitLine: line('--line'),
				axisLabel: { ...axisText, formatter: (value: number) => labels.percent(value) }
			},
			{
				type: 'value',
				gridIndex: 1,
				min: 0,
				max: 10,
				...named(hasConfidence ? labels.confidence : `${labels.confidence}: ${labels.nobody}`),
				axisTick: { show: false, customValues: [0, 3, 7, 10] },
				axisLabel: { ...axisText, show: hasConfidence, customValues: [0, 3, 7, 10] },
				splitLine: { show: false },
				splitArea: {
					show: hasConfidence,
					areaStyle: { color: ['var(--red)', 'var(--watch)', 'var(--stable)'], opacity: 0.65 }
				}
			},
			{ type: 'value', gridIndex: 2, min: 0, max: 1, show: false }
		],
		series: [
			{
				...lineOn(0),
				name: labels.expected,
				symbol: 'none',
				lineStyle: { color: 'var(--ink-faint)', width: 1.5, type: [4, 4] },
				endLabel: endLabel(labels.expected, isAhead ? 7 : -7, 'var(--ink-soft)'),
				data: valuesOf((point) => point.expected)
			},
			{
				...lineOn(0),
				name: labels.progress,
				lineStyle: { color: 'var(--stable-strong)', width: 2.5, join: 'round' },
				itemStyle: { color: 'var(--stable-strong)' },
				endLabel: endLabel(
					latest?.progress == null ? '' : labels.percent(latest.progress),
					isAhead ? -7 : 7,
					'var(--ink)'
				),
				data: markLonely(
					valuesOf((point) => point.progress),
					days.indexOf(latest?.day ?? '')
				)
			},
			{
				...lineOn(1),
				name: labels.confidence,
				lineStyle: { color: 'var(--ink)', width: 1.8, join: 'round' },
				endLabel: endLabel(
					latest?.confidence == null ? '' : labels.grade(latest.confidence),
					0,
					'var(--ink)'
				),
				data: days.map((day) => confidenceOf(day, byDay.get(day), day === latest?.day))
			},
			...[EDIT, OWNER].map(({ symbol, symbolSize, color }, index) => ({
				...lineOn(2),
				symbol,
				symbolSize,
				silent: true,
				lineStyle: { opacity: 0 },
				itemStyle: { color },
				data: days.map((day) => {
					const kind = index === 0 ? 'edit' : 'owner';
					return eventsOn.get(day)?.some((event) => event.kind === kind) === true ? 0.5 : '-';
				})
			}))
		]
	};
}

const axisText = { color: 'var(--ink-soft)', fontSize: 11 };

function line(token: string) {
	return { lineStyle: { color: `var(${token})` } };
}

/** The name of an axis above its left end: a direct label in place of a legend. */
function named(name: string) {
	return {
		name,
		nameGap: 12,
		nameTextStyle: { ...axisText, fontWeight: 600, align: 'left' as const, padding: [0, 0, 0, -36] }
	};
}

function lineOn(index: number) {
	return {
		type: 'line' as const,
		xAxisIndex: index,
		yAxisIndex: index,
		clip: false,
		connectNulls: false,
		showAllSymbol: true,
		emphasis: { disabled: true }
	};
}

function endLabel(text: string, down: number, color: string) {
	return {
		show: text !== '',
		formatter: () => text,
		color,
		fontSize: 11,
		fontWeight: 600,
		offset: [0, down]
	};
}

/** Every day from the first point to the last day, or to the last point if that is later. */
function daysOf(points: readonly StoryPoint[], lastDay: string): string[] {
	const first = points[0]?.day;
	const latest = points.at(-1)?.day;
	if (first === undefined || latest === undefined) return [];
	const last = latest > lastDay ? latest : lastDay;
	return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** Room for what is written beside the end of the lines, unless there are days enough left. */
function rightOf(days: readonly string[], latest: string | undefined): number {
	const left = days.length - 1 - days.indexOf(latest ?? '');
	return left > 0.25 * days.length ? 16 : 72;
}

function marker(days: readonly string[]): (day: string) => boolean {
	return days.length > LONG_LIFE
		? (day) => day.endsWith('-01')
		: (day) => day !== '' && mondayOf(day) === day;
}

/** The latest value has a dot, and so has one between two gaps, which has no line to be seen by. */
function markLonely(values: readonly (number | '-')[], latest: number) {
	return values.map((value, index) => {
		const isAlone = (values[index - 1] ?? '-') === '-' && (values[index + 1] ?? '-') === '-';
		const isDot = value !== '-' && (isAlone || index === latest);
		return { value, symbol: isDot ? 'circle' : 'none', symbolSize: index === latest ? 7 : 4 };
	});
}

/** Filled where it was stated; hollow, once a week and at the end, where it is carried. */
function confidenceOf(day: string, point: StoryPoint | undefined, isLatest: boolean) {
	if (point === undefined || point.confidence === null) return { value: '-' as const };
	const isSunday = mondayOf(addDays(day, 1)) !== mondayOf(day);
	if (point.isStated === true)
		return {
			value: point.confidence,
			symbol: 'circle',
			symbolSize: 7,
			itemStyle: { color: 'var(--ink)' }
		};
	if (point.isStated === false && (isSunday || isLatest))
		return {
			value: point.confidence,
			symbol: 'circle',
			symbolSize: 7,
			itemStyle: { color: 'var(--surface)', borderColor: 'var(--ink)', borderWidth: 1.5 }
		};
	return { value: point.confidence, symbol: 'none' };
}

function tellDay(
	day: string,
	point: StoryPoint | undefined,
	events: readonly StoryEvent[],
	labels: StoryLabels
): string {
	const value = (name: string, shown: string) => `${escapeHtml(name)}: <b>${escapeHtml(shown)}</b>`;
	return [
		`<b>${escapeHtml(labels.day(day))}</b>`,
		...(point?.progress == null ? [] : [value(labels.progress, labels.percent(point.progress))]),
		...(point?.expected == null ? [] : [value(labels.expected, labels.percent(point.expected))]),
		...(point?.confidence == null
			? []
			: [
					value(
						labels.confidence,
						labels.grade(point.confidence) +
							(point.isStated === false ? ` (${labels.carried})` : '')
					)
				]),
		...events.map((event) => escapeHtml(event.text))
	].join('<br>');
}
