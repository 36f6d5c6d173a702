import type { ChartOption } from '../echarts.ts';
import { tooltipBox } from './tooltip.ts';

/** Open key results of one day that have a current confidence, by its band (metrics.md 4). */
export interface BandsOfDay {
	/** YYYY-MM-DD */
	readonly day: string;
	/** null: nothing was live. */
	readonly counts: {
		readonly red: number;
		readonly watch: number;
		readonly stable: number;
	} | null;
}

export const BANDS = ['red', 'watch', 'stable'] as const;
export type Band = (typeof BANDS)[number];

export interface BandLabels {
	readonly day: (day: string) => string;
	readonly band: (band: Band) => string;
	readonly count: (count: number) => string;
}

/** One stacked column per day; red at the bottom, where a change of it can be compared. */
export function buildConfidenceBands(days: readonly BandsOfDay[], labels: BandLabels): ChartOption {
	return {
		animation: false,
		textStyle: { fontFamily: 'inherit' },
		grid: { left: 4, right: 4, top: 8, bottom: 4, outerBoundsMode: 'same' },
		tooltip: {
			...tooltipBox,
			trigger: 'axis',
			axisPointer: { type: 'shadow', shadowStyle: { color: 'var(--line)', opacity: 0.5 } },
			formatter: (params) => {
				const index = Array.isArray(params) ? params[0]?.dataIndex : params.dataIndex;
				const found = index === undefined ? undefined : days[index];
				if (found === undefined) return '';
				const { counts } = found;
				const lines =
					counts === null
						? []
						: BANDS.toReversed().map(
								(band) => `${labels.band(band)}: <b>${labels.count(counts[band])}</b>`
							);
				return [`<b>${labels.day(found.day)}</b>`, ...lines].join('<br>');
			}
		},
		xAxis: {
			type: 'category',
			data: days.map((one) => labels.day(one.day)),
			axisTick: { show: false },
			axisLine: { lineStyle: { color: 'var(--line-strong)' } },
			axisLabel: { color: 'var(--ink-soft)', fontSize: 11, hideOverlap: true }
		},
		yAxis: {
			type: 'value',
			minInterval: 1,
			splitNumber: 3,
			splitLine: { lineStyle: { color: 'var(--line)' } },
			axisLabel: {
				color: 'var(--ink-soft)',
				fontSize: 11,
				formatter: (value: number) => labels.count(value)
			}
		},
		series: BANDS.map((band) => ({
			type: 'bar' as const,
			name: labels.band(band),
			stack: 'open',
			barWidth: '72%',
			clip: false,
			emphasis: { disabled: true },
			itemStyle: {
				color: `var(--${band}-strong)`,
				borderColor: 'var(--surface)',
				borderWidth: 0.5
			},
			data: days.map((one) => one.counts?.[band] ?? '-')
		}))
	};
}
