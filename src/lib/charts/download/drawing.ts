/** What a picture to download is made from, before anything is drawn. */
import type { WeekState } from '$lib/server/queries/check-in-states.ts';
import type { ContributionMatrix } from '$lib/server/queries/contribution-matrix.ts';
import type { DepartmentCoverage } from '$lib/server/queries/coverage.ts';
import type { DependencyMatrix } from '$lib/server/queries/dependency-matrix.ts';
import type { WeekMatrix } from '$lib/server/queries/week-matrix.ts';
import type { ChartOption } from '../echarts.ts';
import type { ShareColumn, SharePart } from '../share-parts.ts';
import type { Card } from './cards.ts';
import type { VisibilityRow } from './visibility-grid.ts';

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
			readonly kind: 'weeks';
			readonly matrix: WeekMatrix;
			readonly shows: 'confidence' | 'compliance';
	  }
	| { readonly kind: 'contributions'; readonly matrix: ContributionMatrix }
	| {
			readonly kind: 'dependencies';
			readonly matrix: DependencyMatrix;
			/** Wherever an end is: `ANYWHERE` of the query. */
			readonly anywhere: string;
	  }
	| { readonly kind: 'visibility'; readonly rows: readonly VisibilityRow[] }
	| { readonly kind: 'coverage'; readonly rows: readonly DepartmentCoverage[] }
	| { readonly kind: 'week_states'; readonly weeks: readonly WeekState[] }
	| { readonly kind: 'cards'; readonly cards: readonly Card[] };

/** A drawing with the words that go with it wherever it is shown. */
export interface PictureSource {
	readonly drawing: Drawing;
	/** Place, period, as-of day and filters in one line. */
	readonly scope: string;
	/** What the values mean. */
	readonly definitions: readonly string[];
	/** YYYY-MM-DD, for the name of the file. */
	readonly day: string;
}

/** A piece of SVG whose colours are still tokens: `var(--ink)`. */
export interface Drawn {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}
