import type { ChartOption } from '../echarts.ts';
import { tooltipBox } from './tooltip.ts';

export interface SparklinePoint {
	/** YYYY-MM-DD */
	readonly day: string;
	/** null: nothing to show for that day; the line has a gap there. */
	readonly value: number | null;
}

export interface SparklineLabels {
	readonly day: (day: string) => string;
	readonly value: (value: number | null) => string;
}

/** A line without axes: the shape of 13 weeks, with a dot where it stands now. */
export function buildSparkline(
	points: readonly SparklinePoint[],
	labels: SparklineLabels
): ChartOption {
	const lastIndex = points.length - 1;
	return {
		animation: false,
		grid: { left: 3, right: 5, top: 5, bottom: 5 },
		tooltip: {
			...tooltipBox,
			trigger: 'axis',
			axisPointer: { type: 'line', lineStyle: { color: 'var(--line-strong)', type: 'solid' } },
			formatter: (params) => {
				const index = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex;
				const point = index === undefined ? undefined : points[index];
				return point === undefined
					? ''
					: `${labels.day(point.day)}: <b>${labels.value(point.value)}</b>`;
			}
		},
		xAxis: {
			type: 'category',
			show: false,
			boundaryGap: false,
			data: points.map((point) => point.day)
		},
		yAxis: { type: 'value', show: false, scale: true },
		series: [
			{
				type: 'line',
				clip: false,
				connectNulls: false,
				emphasis: { disabled: true },
				lineStyle: { color: 'var(--ink-faint)', width: 1.5, join: 'round' },
				itemStyle: { color: 'var(--accent)' },
				data: points.map((point, index) => {
					// A value between two gaps has no line to be seen by.
					const isAlone =
						(points[index - 1]?.value ?? null) === null &&
						(points[index + 1]?.value ?? null) === null;
					const isMarked = point.value !== null && (index === lastIndex || isAlone);
					return {
						value: point.value ?? '-',
						symbol: isMarked ? 'circle' : 'none',
						symbolSize: index === lastIndex ? 6 : 3
					};
				})
			}
		]
	};
}
