import { linesOf, lineWidth } from '$lib/format/lines.ts';
import type { Drawn } from './drawing.ts';
import { boxAt, textAt, type TextLook } from './svg.ts';

/** One field: a ground, and one or two lines in it; or a bar of parts. */
export interface Field {
	readonly fill?: string;
	readonly stroke?: string;
	readonly ink?: string;
	readonly text?: string;
	/** Below the text. */
	readonly note?: string;
	readonly isBold?: boolean;
	/** Shares of the whole, 0..1, one after another; the rest stays empty. */
	readonly bar?: readonly {
		readonly share: number;
		readonly fill: string;
		readonly stroke?: string;
	}[];
}

/** Rows and columns: what every matrix of the pages is drawn as. */
export interface Grid {
	/** Over the names of the rows. */
	readonly corner?: string;
	readonly columns: readonly {
		readonly width: number;
		readonly head: string;
		readonly note?: string;
	}[];
	readonly rows: readonly {
		readonly name: string;
		readonly isBold?: boolean;
		/** One for each column. */
		readonly fields: readonly Field[];
	}[];
	readonly rowHeight: number;
	/** How many lines a head may take; `whole`: one, which may reach over the columns beside it. */
	readonly headLines: number | 'whole';
	readonly legend: readonly { readonly field: Field; readonly name: string }[];
}

const NAMES = 240;
const LINE = 15;
const HEAD_SIZE = 11;
const KEY = { width: 44, height: 22 } as const;

export function drawGrid(grid: Grid, isRightToLeft: boolean): Drawn {
	const { columns, rows, rowHeight } = grid;
	const starts = columns.map((_, index) =>
		columns.slice(0, index).reduce((sum, one) => sum + one.width, NAMES)
	);
	const inner = columns.reduce((sum, one) => sum + one.width, NAMES);
	const width = Math.max(inner, 560);
	/** Of something so wide: where the language runs from right to left, so do the columns. */
	const at = (x: number, wide = 0) => (isRightToLeft ? width - x - wide : x);
	const heads = columns.map(({ width: room, head, note }) => ({
		lines:
			grid.headLines === 'whole'
				? [head]
				: linesOf(head, grid.headLines, room - 6, HEAD_SIZE, true),
		note: note === undefined ? undefined : linesOf(note, 1, room - 4, HEAD_SIZE)[0]
	}));
	const most = Math.max(0, ...heads.map(({ lines, note }) => lines.length + (note ? 1 : 0)));
	const top = most * LINE + 8;
	const headText = heads.flatMap(({ lines, note }, index) => {
		const x = at((starts[index] ?? 0) + (columns[index]?.width ?? 0) / 2);
		const said = [...lines, ...(note === undefined ? [] : [note])];
		return said.map((line, row) => {
			const isNote = note !== undefined && row === said.length - 1;
			return textAt(x, (most - said.length + row) * LINE + 8, line, {
				...{ size: HEAD_SIZE, anchor: 'middle', isBold: !isNote },
				color: isNote ? 'var(--ink-soft)' : 'var(--ink)'
			});
		});
	});
	const corner =
		grid.corner === undefined
			? ''
			: textAt(at(0), (most - 1) * LINE + 8, grid.corner, {
					...{ size: HEAD_SIZE, color: 'var(--ink-soft)' }
				});
	const body = rows.flatMap(({ name, isBold = false, fields }, index) => {
		const y = top + index * rowHeight;
		const [shown = ''] = linesOf(name, 1, NAMES - 12, 12, isBold);
		return [
			textAt(at(0), y + rowHeight / 2, shown, { isBold }),
			...fields.map((field, column) => {
				const room = columns[column]?.width ?? 0;
				return drawField(field, at(starts[column] ?? 0, room), y, room, rowHeight, isRightToLeft);
			})
		];
	});
	const legend = drawLegend(
		grid.legend.map(({ field, name }) => ({
			name,
			sign: (x, y) => drawField(field, x, y, KEY.width, KEY.height, isRightToLeft)
		})),
		{ top: top + rows.length * rowHeight + 16, width, isRightToLeft }
	);
	return {
		svg: [corner, ...headText, ...body, legend.svg].join(''),
		width,
		height: legend.bottom
	};
}

function drawField(
	{ fill, stroke, ink = 'var(--ink)', text, note, isBold = false, bar }: Field,
	x: number,
	y: number,
	width: number,
	height: number,
	isRightToLeft: boolean
): string {
	const middle = { x: x + width / 2, y: y + height / 2 };
	const look: TextLook = { anchor: 'middle', color: ink };
	const ground = fill === undefined ? '' : boxAt(x + 1, y + 1, width - 2, height - 2, fill, stroke);
	if (bar !== undefined) {
		const room = width - 16;
		let used = 0;
		const parts = bar.map(({ share, fill: color, stroke: line }) => {
			const wide = share * room;
			const from = isRightToLeft ? x + width - 8 - used - wide : x + 8 + used;
			used += wide;
			return share === 0 ? '' : boxAt(from, middle.y - 7, Math.max(2, wide - 1), 14, color, line);
		});
		return ground + parts.join('');
	}
	if (text === undefined) return ground;
	if (note === undefined || note === '')
		return ground + textAt(middle.x, middle.y, text, { ...look, isBold });
	return (
		ground +
		textAt(middle.x, middle.y - 7, text, { ...look, isBold: true }) +
		textAt(middle.x, middle.y + 8, note, { ...look, size: 11 })
	);
}

/** What colours and signs stand for, side by side as far as there is room. */
export function drawLegend(
	entries: readonly {
		readonly name: string;
		/** Of a key that is 44 wide and 22 high. */
		readonly sign: (x: number, y: number) => string;
	}[],
	{ top, width, isRightToLeft }: { top: number; width: number; isRightToLeft: boolean }
): { svg: string; bottom: number } {
	const most = width - KEY.width - 8;
	const texts = entries.map(({ name }) => linesOf(name, 3, most, 12));
	const widest = Math.max(0, ...texts.flat().map((line) => lineWidth(line, 12)));
	const room = KEY.width + 8 + widest + 20;
	const perRow = Math.max(1, Math.floor((width + 20) / room));
	const parts: string[] = [];
	let y = top;
	for (let first = 0; first < entries.length; first += perRow) {
		const row = entries.slice(first, first + perRow);
		row.forEach(({ sign }, index) => {
			const x = index * room;
			const lines = texts[first + index] ?? [];
			parts.push(sign(isRightToLeft ? width - x - KEY.width : x, y));
			lines.forEach((line, at) => {
				const start = x + KEY.width + 8;
				parts.push(
					textAt(isRightToLeft ? width - start : start, y + KEY.height / 2 + at * LINE, line)
				);
			});
		});
		const lines = Math.max(...texts.slice(first, first + perRow).map((one) => one.length));
		y += Math.max(KEY.height + 6, lines * LINE + 10);
	}
	return { svg: parts.join(''), bottom: y };
}
