/**
 * The members of Cube's public views that the dashboard reads, and the type of each (contract.md, Cube views; cube/model).
 * A query can only be written with these names; a test holds them against the model.
 */

/** `count` is never NULL; a `number` is NULL over an empty base (metrics.md 1). */
type MeasureKind = 'count' | 'number';
/** `day` is a local day, YYYY-MM-DD; `instant` is UTC, as ISO 8601 with its Z. */
type DimensionKind = 'text' | 'number' | 'boolean' | 'day' | 'instant';

interface ViewShape {
	readonly measures: Readonly<Record<string, MeasureKind>>;
	readonly dimensions: Readonly<Record<string, DimensionKind>>;
}

export const VIEWS = {
	key_results: {
		measures: {
			base_count: 'count',
			open_count: 'count',
			confidence_count: 'count',
			red_flag_count: 'count',
			watch_count: 'count',
			stable_count: 'count',
			stalled_count: 'count',
			never_started_count: 'count',
			silent_count: 'count',
			no_movement_count: 'count',
			needs_attention_count: 'count',
			judged_count: 'count',
			check_ins_known_count: 'count',
			delivery_score: 'number'
		},
		dimensions: {
			as_of: 'day',
			key_result_id: 'text',
			key_result_title: 'text',
			objective_id: 'text',
			objective_title: 'text',
			level: 'text',
			period_id: 'text',
			period_name: 'text',
			owner_id: 'text',
			owner_name: 'text',
			department_id: 'text',
			department_name: 'text',
			department_path: 'text',
			department_path_today: 'text',
			within_department_id: 'text',
			within_department_id_today: 'text',
			pace: 'text',
			confidence_band: 'text',
			stall_reason: 'text',
			is_red: 'boolean',
			is_stalled: 'boolean',
			is_blocked: 'boolean',
			needs_attention: 'boolean',
			weight: 'number',
			weight_age: 'number',
			progress: 'number',
			expected: 'number',
			confidence: 'number',
			last_check_in_at: 'instant',
			days_since_check_in: 'number',
			days_stalled: 'number',
			last_comment: 'text',
			mentions: 'text',
			blocker: 'text',
			next_action: 'text'
		}
	},
	check_in_weeks: {
		measures: {
			base_count: 'count',
			due_count: 'count',
			on_time_count: 'count',
			late_count: 'count',
			missed_count: 'count',
			confidence_count: 'count',
			compliance: 'number',
			avg_confidence: 'number'
		},
		dimensions: {
			week: 'day',
			key_result_id: 'text',
			key_result_title: 'text',
			owner_name: 'text',
			period_id: 'text',
			department_id: 'text',
			department_path: 'text',
			department_path_today: 'text',
			within_department_id: 'text',
			within_department_id_today: 'text'
		}
	},
	objectives: {
		measures: {
			base_count: 'count',
			rootable_count: 'count',
			rooted_count: 'count',
			rooted_coverage: 'number'
		},
		dimensions: {
			as_of: 'day',
			period_id: 'text',
			department_id: 'text',
			department_path: 'text',
			department_path_today: 'text',
			within_department_id: 'text',
			within_department_id_today: 'text'
		}
	},
	departments: {
		measures: { department_count: 'count' },
		dimensions: {
			as_of: 'day',
			department_id: 'text',
			department_name: 'text',
			parent_id: 'text',
			department_path: 'text',
			department_path_today: 'text'
		}
	},
	periods: {
		measures: { period_count: 'count' },
		dimensions: {
			period_id: 'text',
			period_name: 'text',
			kind: 'text',
			starts_on: 'day',
			ends_on: 'day'
		}
	},
	syncs: {
		measures: {
			base_count: 'count',
			metered_call_count: 'count',
			exempt_call_count: 'count',
			refused_call_count: 'count',
			row_count: 'count',
			reject_count: 'count'
		},
		dimensions: {
			run_id: 'text',
			started_at: 'instant',
			finished_at: 'instant',
			duration_ms: 'number',
			status: 'text',
			kind: 'text',
			stop_reason: 'text',
			is_resumable: 'boolean',
			product: 'text',
			message: 'text'
		}
	},
	streams: {
		measures: { read_count: 'count', item_count: 'count', row_count: 'count' },
		dimensions: {
			run_id: 'text',
			stream: 'text',
			status: 'text',
			reason: 'text',
			read_at: 'instant',
			is_latest: 'boolean',
			is_latest_complete: 'boolean'
		}
	},
	answers: {
		measures: {
			base_count: 'count',
			answered_count: 'count',
			answered_on_day_count: 'count',
			oldest_answer_days: 'number'
		},
		dimensions: { days_since_answer: 'number' }
	},
	calls: {
		measures: {
			metered_call_count: 'count',
			exempt_call_count: 'count',
			refused_call_count: 'count'
		},
		dimensions: { day: 'day', endpoint: 'text' }
	},
	rejects: {
		measures: { reject_count: 'count', record_count: 'count' },
		dimensions: {
			run_id: 'text',
			stream: 'text',
			entity_key: 'text',
			kind: 'text',
			reason: 'text',
			rejected_at: 'instant',
			last_rejected_at: 'instant',
			is_open: 'boolean'
		}
	},
	drift: {
		measures: { base_count: 'count', record_count: 'count' },
		dimensions: {
			stream: 'text',
			field: 'text',
			sample: 'text',
			first_seen_at: 'instant',
			last_seen_at: 'instant'
		}
	},
	events: {
		measures: { event_count: 'count', metered_push_count: 'count' },
		dimensions: { day: 'day', received_at: 'instant' }
	},
	reconciliations: {
		measures: { base_count: 'count' },
		dimensions: {
			day: 'day',
			period_id: 'text',
			figure: 'text',
			theirs: 'number',
			ours: 'number',
			explanation: 'text'
		}
	},
	holds: {
		measures: { closing_count: 'count', present_count: 'count' },
		dimensions: { run_id: 'text', stream: 'text', held_at: 'instant', is_open: 'boolean' }
	}
} as const satisfies Record<string, ViewShape>;

export type ViewName = keyof typeof VIEWS;
export type MeasureOf<V extends ViewName> = keyof (typeof VIEWS)[V]['measures'] & string;
export type DimensionOf<V extends ViewName> = keyof (typeof VIEWS)[V]['dimensions'] & string;

interface ValueOfKind {
	count: number;
	number: number | null;
	text: string | null;
	/** null: not known, such as whether something stalls whose check-ins may not be read. */
	boolean: boolean | null;
	day: string;
	instant: string | null;
}
type ValueOf<Kind> = Kind extends keyof ValueOfKind ? ValueOfKind[Kind] : never;

/** One answered row: exactly the members that the query asked for, without the view's prefix. */
export type Row<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>> = {
	readonly [K in M]: ValueOf<(typeof VIEWS)[V]['measures'][K]>;
} & {
	readonly [K in D]: ValueOf<(typeof VIEWS)[V]['dimensions'][K]>;
};

/** `equals` with several values is one of them. */
export type Filter<V extends ViewName> =
	| {
			readonly member: DimensionOf<V>;
			readonly operator: 'equals' | 'contains';
			readonly values: readonly string[];
	  }
	| { readonly member: DimensionOf<V>; readonly operator: 'set' | 'notSet' };

export interface CubeQuery<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>> {
	readonly view: V;
	readonly measures?: readonly M[];
	readonly dimensions?: readonly D[];
	readonly filters?: readonly Filter<V>[];
	readonly order?: readonly (readonly [NoInfer<M | D>, 'asc' | 'desc'])[];
	readonly limit?: number;
	readonly offset?: number;
}

/** The kind of a member, whatever it is. */
export function kindOf(view: ViewName, member: string): MeasureKind | DimensionKind {
	const shape: ViewShape = VIEWS[view];
	const kind = shape.measures[member] ?? shape.dimensions[member];
	if (kind === undefined) throw new Error(`The view ${view} has no member ${member}.`);
	return kind;
}
