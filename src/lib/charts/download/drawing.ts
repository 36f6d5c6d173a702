/** What a picture to download is made from, before anything is drawn. */
import type { WeekMatrix } from '$lib/server/queries/week-matrix.ts';
import type { ChartOption } from '../echarts.ts';
import type { ShareColumn, SharePart } from '../share-parts.ts';

export type Drawing =
	| {
			readonly kind: 'chart';
			readonly option: ChartOption;
			/** In px. */
			readonly width: number;
			readonly height: number;
			/** Names of what its colours, which are tokens, stand for. */
			readonly legend: readonly { readonly color: string; readonly name: string }[];
	  }
	| {
			readonly kind: 'columns';
			readonly parts: readonly SharePart[];
			readonly columns: readonly ShareColumn[];
			readonly totalName: string;
	  }
	| {
			readonly kind: 'matrix';
			readonly matrix: WeekMatrix;
			readonly shows: 'confidence' | 'compliance';
	  };

/** A drawing with the words that go with it wherever it is shown. */
export interface PictureSource {
	readonly drawing: Drawing;
	/** Place, period and as-of day in one line. */
	readonly scope: string;
	/** YYYY-MM-DD, for the name of the file. */
	readonly day: string;
}

/** A piece of SVG whose colours are still tokens: `var(--ink)`. */
export interface Drawn {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}
