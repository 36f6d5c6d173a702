/** The parts of ECharts that our charts use, and nothing else: the browser loads this file only after the first paint. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** What a builder in `options/` makes. Colours are `var(--token)`, so that light and dark need no second drawing. */
export type ChartOption = EChartsOption;

/** A living chart inside an element, as large as the element. */
export function startChart(element: HTMLElement): EChartsType {
	return init(element, null, { renderer: 'svg' });
}

/** The picture of a chart without a browser: the whole `<svg>` as text. Sizes in px. */
export function drawChart(option: ChartOption, width: number, height: number): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption(option);
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}
