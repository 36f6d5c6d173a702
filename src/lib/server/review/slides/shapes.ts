/** What stands on a slide, in points from its upper corner where reading begins from the left. */
import type { ShareColumnsOf } from '$lib/charts/share-parts.ts';
import type { Lines, MeasureName, SectionId } from '$lib/review/document.ts';

export const SLIDE = { width: 960, height: 540 } as const;
export const MARGIN = 40;
export const WIDTH = SLIDE.width - 2 * MARGIN;
/** Between the title and the foot. */
export const TOP = 88;
export const BOTTOM = 494;

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export type Ink = 'ink' | 'soft' | 'accent' | 'warning';

export interface Run {
	readonly text: string;
	readonly isBold?: boolean;
	readonly ink?: Ink;
	/** A path of the product. */
	readonly href?: string | null;
	/** The slide that it leads to. */
	readonly section?: SectionId;
}

export interface Paragraph {
	readonly runs: readonly Run[];
	readonly size: number;
	/** Words of people, which run in their own direction. */
	readonly isForeign?: boolean;
	readonly isBullet?: boolean;
	/** From the edge, in points. */
	readonly indent?: number;
	/** Above it, when it is not the first of its box. */
	readonly before?: number;
	readonly align?: 'start' | 'end' | 'center';
}

export interface CellOf {
	readonly paragraph: Paragraph;
	readonly isHead: boolean;
}

export type Shape =
	| {
			readonly kind: 'text';
			readonly name: string;
			readonly box: Box;
			readonly paragraphs: readonly Paragraph[];
			/** With a line round it, as a tile. */
			readonly isTile?: boolean;
	  }
	| {
			readonly kind: 'table';
			readonly name: string;
			readonly box: Box;
			readonly widths: readonly number[];
			readonly rows: readonly { readonly height: number; readonly cells: readonly CellOf[] }[];
	  }
	| {
			readonly kind: 'chart';
			readonly name: string;
			readonly box: Box;
			readonly label: string;
			readonly chart:
				| { readonly kind: 'shares'; readonly shares: ShareColumnsOf }
				| { readonly kind: 'lines'; readonly lines: Lines };
	  };

export interface Slide {
	readonly title: string;
	/** null: title and contents. */
	readonly section: SectionId | null;
	readonly isTitle: boolean;
	readonly shapes: readonly Shape[];
	/** What the figures on it are, for the notes. */
	readonly measures: readonly MeasureName[];
}
