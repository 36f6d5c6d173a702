/** Charts as tables of their numbers: for files that hold text only. */
import { formatDay } from '$lib/format/dates.ts';
import { formatCount, formatProgress } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Cell } from '$lib/review/document.ts';

export interface PlainTable {
	readonly columns: readonly { readonly title: string; readonly kind: 'text' | 'number' }[];
	readonly rows: readonly (readonly Cell[])[];
}

type Chart = Extract<Block, { kind: 'shares' | 'lines' }>;

const NOTHING = '–';

export function tableOfChart(chart: Chart): PlainTable {
	return chart.kind === 'shares' ? tableOfShares(chart) : tableOfLines(chart);
}

function tableOfShares({ shares }: Extract<Chart, { kind: 'shares' }>): PlainTable {
	const { parts, columns } = shares;
	return {
		columns: [
			{ title: m.scope_as_of(), kind: 'text' },
			...parts.map(({ name }) => ({ title: name, kind: 'number' as const })),
			{ title: m.column_base(), kind: 'number' }
		],
		rows: columns.map(({ full, counts, total }) => [
			words(full),
			...parts.map(({ key }) => count(counts === null ? null : (counts[key] ?? 0))),
			count(counts === null ? null : total)
		])
	};
}

function tableOfLines({ lines: { days, lines } }: Extract<Chart, { kind: 'lines' }>): PlainTable {
	return {
		columns: [
			{ title: m.scope_as_of(), kind: 'text' },
			...lines.map(({ name }) => ({ title: name, kind: 'number' as const }))
		],
		rows: days.map((day, index) => [
			words(formatDay(day)),
			...lines.map(({ values }): Cell => {
				const value = values[index] ?? null;
				const text = value === null ? NOTHING : formatProgress(value);
				return { kind: 'number', unit: 'progress', value, text };
			})
		])
	};
}

function words(text: string): Cell {
	return { kind: 'text', text, isForeign: false, href: null };
}

function count(value: number | null): Cell {
	return {
		kind: 'number',
		unit: 'count',
		value,
		text: value === null ? NOTHING : formatCount(value)
	};
}
