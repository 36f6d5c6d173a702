import { drawChart, type ChartOption } from './echarts.ts';

/** The picture of a chart as part of a page: scales with its box, without scripts' marks and without a style sheet (CSP). */
export function pictureOf(option: ChartOption, width: number, height: number): string {
	return drawChart(option, width, height)
		.replace(/<style[\s\S]*?<\/style>/g, '')
		.replace(/ (?:ecmeta_\w+|class|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
		.replace(/^<svg /, '<svg aria-hidden="true" preserveAspectRatio="xMidYMid meet" ');
}
