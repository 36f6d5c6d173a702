import type { ChartOption } from '../echarts.ts';
import { tooltipBox } from './tooltip.ts';

export interface ProgressLine {
	readonly key: 'progress' | 'expected';
	readonly name: string;
	/** 0..100, one for each day; null is a gap. */
	readonly values: readonly (number | null)[];
}

export interface ProgressLabels {
	readonly day: (day: string) => string;
	readonly percent: (progress: number) => string;
}

/** Lines over days, y always 0..100: the dark one is what was reached, the dashed one what was expected. */
export function buildProgressLines(
	days: readonly string[],
	lines: readonly ProgressLine[],
	labels: ProgressLabels
): ChartOption {
	return {
		animation: false,
		textStyle: { fontFamily: 'inherit' },
		grid: { left: 4, right: roomFor(lines, labels), top: 12, bottom: 4, outerBoundsMode: 'same' },
		tooltip: {
			...tooltipBox,
			trigger: 'axis',
			axisPointer: { type: 'line', lineStyle: { color: 'var(--line-strong)', type: 'solid' } },
			formatter: (params) => {
				const index = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex;
				const day = index === undefined ? undefined : days[index];
				if (day === undefined || index === undefined) return '';
				const values = lines.flatMap(({ name, values }) => {
					const value = values[index];
					return value == null ? [] : [`${name}: <b>${labels.percent(value)}</b>`];
				});
				return [`<b>${labels.day(day)}</b>`, ...values].join('<br>');
			}
		},
		xAxis: {
			type: 'category',
			boundaryGap: false,
			data: days.map((day) => labels.day(day)),
			axisTick: { show: false },
			axisLine: { lineStyle: { color: 'var(--line-strong)' } },
			axisLabel: { color: 'var(--ink-soft)', fontSize: 11, hideOverlap: true }
		},
		yAxis: {
			type: 'value',
			min: 0,
			max: 100,
			interval: 25,
			splitLine: { lineStyle: { color: 'var(--line)' } },
			axisLabel: {
				color: 'var(--ink-soft)',
				fontSize: 11,
				formatter: (value: number) => labels.percent(value)
			}
		},
		series: lines.map(({ key, name, values }) => {
			const isReached = key === 'progress';
			const color = isReached ? 'var(--stable-strong)' : 'var(--ink-faint)';
			return {
				type: 'line' as const,
				name,
				clip: false,
				connectNulls: false,
				showSymbol: false,
				emphasis: { disabled: true },
				lineStyle: isReached
					? { color, width: 2.5, join: 'round' as const }
					: { color, width: 1.5, type: [4, 4] },
				itemStyle: { color },
				endLabel: {
					show: true,
					color: isReached ? 'var(--ink)' : 'var(--ink-soft)',
					fontSize: 11,
					fontWeight: isReached ? ('bold' as const) : ('normal' as const),
					offset: [0, isReached ? 7 : -7],
					formatter: () => labelOf(name, values.at(-1) ?? null, labels)
				},
				data: values.map((value) => value ?? '-')
			};
		})
	};
}

function labelOf(name: string, value: number | null, labels: ProgressLabels): string {
	return value === null ? name : `${labels.percent(value)} ${name}`;
}

/** Beside the ends of the lines for what they are called; Chinese characters are as wide as two letters. */
function roomFor(lines: readonly ProgressLine[], labels: ProgressLabels): number {
	const widths = lines.map(({ name, values }) =>
		[...labelOf(name, values.at(-1) ?? null, labels)].reduce(
			(width, sign) => width + (/\p{Script=Han}/u.test(sign) ? 11.5 : 6.3),
			0
		)
	);
	return Math.min(220, 12 + Math.max(0, ...widths));
}
