/**
 * The types of queries to Cube's public views and of their answers (contract.md, Cube views), made from the members of the model
 * (members.generated.ts): a name that does not exist, or a measure in the place of a dimension, is a type error.
 */
import { VIEWS } from './members.generated.ts';

export type ViewName = keyof typeof VIEWS;
export type MeasureOf<V extends ViewName> = keyof (typeof VIEWS)[V]['measures'] & string;
export type DimensionOf<V extends ViewName> = keyof (typeof VIEWS)[V]['dimensions'] & string;

interface ValueOfKind {
	/** Never null: nothing is 0. */
	count: number;
	/** null: over an empty base (metrics.md 1). */
	number: number | null;
	text: string | null;
	/** null: not known, such as whether something stalls whose check-ins may not be read. */
	boolean: boolean | null;
	/** A local day, YYYY-MM-DD. */
	day: string;
	maybe_day: string | null;
	/** UTC, as ISO 8601 with its Z. */
	instant: string | null;
}
export type Kind = keyof ValueOfKind;
type ValueOf<Member> = Member extends { readonly kind: infer K extends Kind }
	? ValueOfKind[K]
	: never;

/** One answered row: exactly the members that the query asked for, without the view's prefix. */
export type Row<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>> = {
	readonly [K in M]: ValueOf<(typeof VIEWS)[V]['measures'][K]>;
} & {
	readonly [K in D]: ValueOf<(typeof VIEWS)[V]['dimensions'][K]>;
};

/** `equals` with several values is one of them. */
export type Condition<V extends ViewName> =
	| {
			readonly member: DimensionOf<V>;
			readonly operator: 'equals' | 'contains' | 'beforeOrOnDate' | 'afterOrOnDate';
			readonly values: readonly string[];
	  }
	| { readonly member: DimensionOf<V>; readonly operator: 'set' | 'notSet' };

/** Filters hold all at once; of an `or` one of its conditions. */
export type Filter<V extends ViewName> =
	Condition<V> | { readonly or: readonly [Condition<V>, Condition<V>, ...Condition<V>[]] };

export interface CubeQuery<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>> {
	readonly view: V;
	readonly measures?: readonly M[];
	readonly dimensions?: readonly D[];
	readonly filters?: readonly Filter<V>[];
	readonly order?: readonly (readonly [NoInfer<M | D>, 'asc' | 'desc'])[];
	readonly limit?: number;
	readonly offset?: number;
}

interface Member {
	readonly kind: Kind;
	/** In English; `definitionOf` knows the other languages. */
	readonly title: string;
	readonly description: string;
}

/** A member by its name, whatever it is. */
export function memberOf(view: ViewName, name: string): Member {
	const {
		measures,
		dimensions
	}: Record<'measures' | 'dimensions', Record<string, Member>> = VIEWS[view];
	const member = measures[name] ?? dimensions[name];
	if (member === undefined) throw new Error(`The view ${view} has no member ${name}.`);
	return member;
}
