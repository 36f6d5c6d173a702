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

/** What both drawings leave free around the line, in px. */
const ROOM = { left: 3, right: 5, top: 5, bottom: 5 };
const LINE = { color: 'var(--ink-faint)', width: 1.5 };
const DOT = 'var(--accent)';

/** A line without axes: the shape of 13 weeks, with a dot where it stands now. */
export function buildSparkline(
	points: readonly SparklinePoint[],
	labels: SparklineLabels
): ChartOption {
	return {
		animation: false,
		grid: ROOM,
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
		yAxis: { type: 'value', show: false, ...rangeOf(points) },
		series: [
			{
				type: 'line',
				clip: false,
				connectNulls: false,
				emphasis: { disabled: true },
				lineStyle: { ...LINE, join: 'round' },
				itemStyle: { color: DOT },
				data: points.map((point, index) => {
					const size = dotAt(points, index);
					return {
						value: point.value ?? '-',
						symbol: size === 0 ? 'none' : 'circle',
						symbolSize: size
					};
				})
			}
		]
	};
}

/**
 * The same line as the text of an `<svg>`, without ECharts, which takes milliseconds for each of the five of a page. It may be
 * stretched to any box: what is drawn keeps its width, and a line of no length with round ends stays a dot.
 */
export function drawSparkline(
	points: readonly SparklinePoint[],
	width: number,
	height: number
): string {
	const { min, max } = rangeOf(points);
	const across = (width - ROOM.left - ROOM.right) / Math.max(1, points.length - 1);
	const up = (height - ROOM.top - ROOM.bottom) / (max - min);
	const places = points.map(({ value }, index) =>
		value === null
			? null
			: `${tenth(ROOM.left + index * across)} ${tenth(height - ROOM.bottom - (value - min) * up)}`
	);
	const line = places.map((place, index) =>
		place === null ? '' : `${(places[index - 1] ?? null) === null ? 'M' : 'L'}${place}`
	);
	const stroke = (d: string, color: string, size: number) =>
		`<path d="${d}" fill="none" stroke="${color}" stroke-width="${size}" stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"></path>`;
	const dots = places.map((place, index) => {
		const size = dotAt(points, index);
		return place === null || size === 0 ? '' : stroke(`M${place}h0`, DOT, size);
	});
	return (
		`<svg aria-hidden="true" preserveAspectRatio="none" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">` +
		`${stroke(line.join(''), LINE.color, LINE.width)}${dots.join('')}</svg>`
	);
}

/** From the least to the greatest value; what never changed runs through the middle. */
function rangeOf(points: readonly SparklinePoint[]): { min: number; max: number } {
	const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
	const [min, max] = [Math.min(...values), Math.max(...values)];
	return values.length === 0 || min === max
		? { min: (values[0] ?? 0) - 1, max: (values[0] ?? 0) + 1 }
		: { min, max };
}

/** How large the dot of a point is, in px: the last one has one, and what stands between two gaps, with no line to be seen by. */
function dotAt(points: readonly SparklinePoint[], index: number): number {
	const valueAt = (at: number) => points[at]?.value ?? null;
	if (valueAt(index) === null) return 0;
	if (index === points.length - 1) return 6;
	return valueAt(index - 1) === null && valueAt(index + 1) === null ? 3 : 0;
}

function tenth(px: number): number {
	return Math.round(px * 10) / 10;
}
