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
	const upper = upperOf(lines);
	return {
		animation: false,
		textStyle: { fontFamily: 'inherit' },
		// Above and below: for labels at 100 and at 0 per cent.
		grid: { left: 4, right: roomFor(lines, labels), top: 28, bottom: 8, outerBoundsMode: 'same' },
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
			const isUpper = key === upper;
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
					lineHeight: LINE,
					// One ends, the other begins at the height of its line's end: so they never meet.
					verticalAlign: isUpper ? ('bottom' as const) : ('top' as const),
					offset: [0, isUpper ? LINE / 2 : -LINE / 2],
					formatter: () => labelOf({ key, name, values }, labels).join('\n')
				},
				data: values.map((value) => value ?? '-')
			};
		})
	};
}

/** px */
const LINE = 13;
/** Letters of a line of a label: beside the chart of a phone there is no room for more. */
const SHORT = 10;

/** The value, below it the name, in lines. */
function labelOf({ name, values }: ProgressLine, labels: ProgressLabels): string[] {
	const value = values.at(-1) ?? null;
	const lines = value === null ? [] : [labels.percent(value)];
	let line = '';
	for (const word of name.split(' ')) {
		if (line !== '' && `${line} ${word}`.length > SHORT) {
			lines.push(line);
			line = word;
		} else line = line === '' ? word : `${line} ${word}`;
	}
	return [...lines, line];
}

/** Which line ends above the other: what is expected, where both end in one place. */
function upperOf(lines: readonly ProgressLine[]): ProgressLine['key'] {
	const endOf = (key: ProgressLine['key']) =>
		lines.find((line) => line.key === key)?.values.at(-1) ?? 0;
	return endOf('progress') > endOf('expected') ? 'progress' : 'expected';
}

/** Beside the ends of the lines for what they are called; Chinese characters are as wide as two letters. */
function roomFor(lines: readonly ProgressLine[], labels: ProgressLabels): number {
	const widths = lines
		.flatMap((line) => labelOf(line, labels))
		.map((text) =>
			[...text].reduce((width, sign) => width + (/\p{Script=Han}/u.test(sign) ? 11.5 : 6.6), 0)
		);
	return 12 + Math.max(0, ...widths);
}
