/** Charts that people can edit: DrawingML charts with the sheet that their numbers are in. */
import { formatShortDay } from '$lib/format/dates.ts';
import { formatCount } from '$lib/format/numbers.ts';
import type { Part } from '../../office/package.ts';
import { letter, SHEET, workbookOf, type SheetValue } from '../../office/workbook.ts';
import { xmlText } from '../../office/xml.ts';
import { FILLS, LINE_COLOR } from './look.ts';
import type { Shape } from './shapes.ts';

interface Series {
	readonly name: string;
	/** null is a gap. */
	readonly values: readonly (number | null)[];
	/** Its `c:spPr`, and what the schema wants after it: marks of points and what is said there. */
	readonly look: string;
	readonly points: string;
}

interface ChartData {
	readonly categories: readonly string[];
	readonly series: readonly Series[];
}

type ChartOf = Extract<Shape, { kind: 'chart' }>['chart'];

/** @param number from 1, over the whole file */
export function chartParts(chart: ChartOf, number: number, tag: string): Part[] {
	const data = chart.kind === 'shares' ? sharesOf(chart.shares) : linesOf(chart.lines);
	const sheet = `ppt/embeddings/sheet${number}.xlsx`;
	return [
		{
			path: `ppt/charts/chart${number}.xml`,
			type: 'officedocument.drawingml.chart',
			data: chartXml(chart, data, tag),
			relations: [{ id: 'rId1', kind: 'package', target: sheet }]
		},
		{
			path: sheet,
			type: 'officedocument.spreadsheetml.sheet',
			data: workbookOf(sheetRows(data))
		}
	];
}

/** Categories down, one column for each series. */
function sheetRows({ categories, series }: ChartData): SheetValue[][] {
	return [
		['', ...series.map(({ name }) => name)],
		...categories.map((name, row) => [name, ...series.map(({ values }) => values[row] ?? null)])
	];
}

/** The first series is the lowest one: the parts are told top down. */
function sharesOf(shares: Extract<ChartOf, { kind: 'shares' }>['shares']): ChartData {
	return {
		categories: shares.columns.map(
			({ short, counts, total }) => `${short}\n${counts === null ? '–' : formatCount(total)}`
		),
		series: shares.parts.toReversed().map(({ key, name, look }) => {
			const { fill, ink, pattern } = FILLS[look];
			const values = shares.columns.map(({ counts }) =>
				counts === null ? null : (counts[key] ?? 0)
			);
			return { name, values, look: fillXml(fill, pattern), points: countsXml(ink, values) };
		})
	};
}

function linesOf({ days, lines }: Extract<ChartOf, { kind: 'lines' }>['lines']): ChartData {
	return {
		categories: days.map((day) => formatShortDay(day)),
		series: lines.map(({ key, name, values }) => {
			const isReached = key === 'progress';
			const color = isReached ? 'accent1' : 'tx2';
			return {
				name,
				values,
				look: `<c:spPr><a:ln w="${isReached ? 31_750 : 19_050}" cap="rnd"><a:solidFill><a:schemeClr val="${color}"/></a:solidFill>${isReached ? '' : '<a:prstDash val="dash"/>'}<a:round/></a:ln></c:spPr>`,
				points: markXml(color) + lastXml(color, values)
			};
		})
	};
}

function chartXml(chart: ChartOf, data: ChartData, tag: string): string {
	const isShares = chart.kind === 'shares';
	const series = data.series.map((one, index) => seriesXml(one, index, data, isShares)).join('');
	const axes = '<c:axId val="111111111"/><c:axId val="222222222"/>';
	const plot = isShares
		? `<c:barChart><c:barDir val="col"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>${series}<c:gapWidth val="12"/><c:overlap val="100"/>${axes}</c:barChart>`
		: `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
	return (
		'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
		`<c:date1904 val="0"/><c:lang val="${tag}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}` +
		`${categoryAxis()}${valueAxis(isShares)}</c:plotArea>` +
		`<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textXml(1100)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
		`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(1000)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
	);
}

function seriesXml(
	{ name, values, look, points: marks }: Series,
	index: number,
	{ categories }: ChartData,
	isShares: boolean
): string {
	const column = letter(index + 1);
	const last = categories.length + 1;
	const points = (all: readonly (string | number | null)[]) =>
		`<c:ptCount val="${all.length}"/>` +
		all
			.map((value, at) =>
				value === null ? '' : `<c:pt idx="${at}"><c:v>${xmlText(String(value))}</c:v></c:pt>`
			)
			.join('');
	return (
		`<c:ser><c:idx val="${index}"/><c:order val="${index}"/>` +
		`<c:tx><c:strRef><c:f>${SHEET}!$${column}$1</c:f><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx>` +
		`${look}${marks}` +
		`<c:cat><c:strRef><c:f>${SHEET}!$A$2:$A$${last}</c:f><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat>` +
		`<c:val><c:numRef><c:f>${SHEET}!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val>` +
		`${isShares ? '' : '<c:smooth val="0"/>'}</c:ser>`
	);
}

/** Time runs from left to right in every language. */
function categoryAxis(): string {
	return (
		'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>' +
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${lineXml()}${textXml(1000)}` +
		'<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
	);
}

/** Progress always runs from 0 to 100; of columns that are all of one height only the counts matter. */
function valueAxis(isShares: boolean): string {
	const scale = isShares ? '' : '<c:max val="100"/><c:min val="0"/>';
	const grid = isShares ? '' : `<c:majorGridlines>${lineXml()}</c:majorGridlines>`;
	return (
		`<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>${scale}</c:scaling><c:delete val="${isShares ? 1 : 0}"/><c:axPos val="l"/>${grid}` +
		`<c:numFmt formatCode="${isShares ? '0%' : '0&quot;%&quot;'}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		`<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(1000)}<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="${isShares ? 'between' : 'midCat'}"/>${isShares ? '' : '<c:majorUnit val="25"/>'}</c:valAx>`
	);
}

function fillXml(fill: string, pattern: string | undefined): string {
	const ground =
		pattern === undefined
			? `<a:solidFill><a:srgbClr val="${fill}"/></a:solidFill>`
			: `<a:pattFill prst="${pattern}"><a:fgClr><a:srgbClr val="${fill}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>`;
	return `<c:spPr>${ground}<a:ln w="6350"><a:solidFill><a:srgbClr val="${LINE_COLOR}"/></a:solidFill></a:ln></c:spPr>`;
}

/** The counts in the columns; a zero has no room there. */
function countsXml(ink: string, values: readonly (number | null)[]): string {
	const hidden = values
		.map((value, at) =>
			value === 0 ? `<c:dLbl><c:idx val="${at}"/><c:delete val="1"/></c:dLbl>` : ''
		)
		.join('');
	return (
		`<c:invertIfNegative val="0"/><c:dLbls>${hidden}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` +
		`${labelTextXml(`<a:srgbClr val="${ink}"/>`)}<c:dLblPos val="ctr"/>${shownXml(true)}</c:dLbls>`
	);
}

/** A point between two gaps is no line: it needs a mark to be seen. */
function markXml(color: string): string {
	const fill = `<a:solidFill><a:schemeClr val="${color}"/></a:solidFill>`;
	return `<c:marker><c:symbol val="circle"/><c:size val="4"/><c:spPr>${fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
}

/** The value where the line ends. */
function lastXml(color: string, values: readonly (number | null)[]): string {
	const last = values.findLastIndex((value) => value !== null);
	if (last < 0) return '';
	return (
		`<c:dLbls><c:dLbl><c:idx val="${last}"/><c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` +
		`${labelTextXml(`<a:schemeClr val="${color}"/>`)}<c:dLblPos val="t"/>${shownXml(true)}</c:dLbl>${shownXml(false)}</c:dLbls>`
	);
}

function labelTextXml(color: string): string {
	return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000"><a:solidFill>${color}</a:solidFill></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>`;
}

function shownXml(isValue: boolean): string {
	return `<c:showLegendKey val="0"/><c:showVal val="${isValue ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
}

function lineXml(): string {
	return `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${LINE_COLOR}"/></a:solidFill></a:ln></c:spPr>`;
}

function textXml(size: number): string {
	return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>`;
}
