/**
 * The public members of Cube's views. Generated from the model: do not edit, run
 *
 *     node etl/bootstrap.mjs cube/members-cli.ts
 */
export const VIEWS = {
	alignments: {
		title: 'Alignment links',
		description:
			"One row per alignment link of a live child objective and local day, valid or broken. What has no prefix is the child's, so that a slice here holds the links of the same slice of objectives. Counts never add up days: a query that neither filters nor groups by as_of is answered for one day.",
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per alignment link and day.'
			},
			broken_link_count: {
				kind: 'count',
				title: 'Broken links',
				description: 'Alignment links of live objectives whose target does not hold.'
			},
			cycle_link_count: {
				kind: 'count',
				title: 'Links on a cycle',
				description:
					'Alignment links on a cycle of links, neither dangling nor pointing at themselves.'
			},
			dangling_link_count: {
				kind: 'count',
				title: 'Dangling links',
				description: 'Alignment links whose target is gone, unknown or a draft.'
			},
			link_count: {
				kind: 'count',
				title: 'Alignment links',
				description: 'Alignment links of live objectives, valid or broken; cooperation is none.'
			},
			linked_objective_count: {
				kind: 'count',
				title: 'Linked objectives',
				description:
					'Live objectives with a valid link, each once, however many of its links name the same target.'
			},
			period_mismatch_link_count: {
				kind: 'count',
				title: 'Links across periods',
				description:
					'Alignment links that are broken only because the target is not live on that day or its period neither the same nor enclosing.'
			},
			self_link_count: {
				kind: 'count',
				title: 'Links to itself',
				description:
					'Alignment links that point at their own objective or one of its key results, and do not dangle.'
			},
			valid_link_count: {
				kind: 'count',
				title: 'Valid links',
				description: 'Alignment links of live objectives that nothing breaks.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			broken_link_reason: {
				kind: 'text',
				title: 'Broken link',
				description:
					'Why the link is broken, the first that holds of dangling (the target is gone, unknown or a draft), self (it points at its own objective), cycle (following such links leads back) and period_mismatch (the target is not live, or its period neither the same nor enclosing); empty when it is valid.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the child objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the child objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the child objective\'s department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the child objective's department, along today's tree; a department that is gone keeps its last path."
			},
			is_assumed: {
				kind: 'boolean',
				title: 'Is assumed',
				description:
					'The link, or some attribute of an end, was not seen on that day but assumed from a later read.'
			},
			is_valid: { kind: 'boolean', title: 'Is valid', description: 'Nothing breaks the link.' },
			kind: {
				kind: 'text',
				title: 'Kind',
				description: 'What DingTalk calls the link, SUPPORT; empty where it does not say.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the child objective on that day (company, department or individual).'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the child objective, from which the link goes up."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the child objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the child objective's owner on that day."
			},
			owner_name: {
				kind: 'text',
				title: 'Owner',
				description: "Name of the child objective's owner."
			},
			parent_department_id: {
				kind: 'text',
				title: "Parent's department ID",
				description: "DingTalk's id of the parent objective's department on that day."
			},
			parent_department_name: {
				kind: 'text',
				title: "Parent's department",
				description: "Name of the parent objective's department."
			},
			parent_department_path: {
				kind: 'text',
				title: "Parent's department path",
				description:
					'Ids from the root to the parent objective\'s department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			parent_department_path_today: {
				kind: 'text',
				title: "Parent's department path today",
				description:
					"Ids from the root to the parent objective's department, along today's tree; a department that is gone keeps its last path."
			},
			parent_key_result_id: {
				kind: 'text',
				title: "Parent's key result ID",
				description:
					"DingTalk's id of the parent's key result that the link names; empty when it names an objective or nothing is known of the target."
			},
			parent_key_result_title: {
				kind: 'text',
				title: "Parent's key result",
				description:
					"Title of the parent's key result that the link names; empty when it names an objective."
			},
			parent_level: {
				kind: 'text',
				title: "Parent's level",
				description:
					'Level of the parent objective (company, department or individual). A parent that is gone is shown as it was last; of a draft or an unknown one this is empty.'
			},
			parent_objective_id: {
				kind: 'text',
				title: 'Parent objective ID',
				description:
					"DingTalk's id of the parent objective (the target, or the objective that a targeted key result belongs to); empty when nothing is known of the target."
			},
			parent_objective_title: {
				kind: 'text',
				title: 'Parent objective',
				description:
					'Title of the parent objective. A parent that is gone is shown as it was last; of a draft or an unknown one this is empty.'
			},
			parent_owner_id: {
				kind: 'text',
				title: "Parent's owner ID",
				description:
					"DingTalk's user id of the parent objective's owner. A parent that is gone is shown as it was last; of a draft or an unknown one this is empty."
			},
			parent_owner_name: {
				kind: 'text',
				title: "Parent's owner",
				description: "Name of the parent objective's owner."
			},
			parent_period_id: {
				kind: 'text',
				title: "Parent's period ID",
				description:
					"DingTalk's id of the parent objective's period. A parent that is gone is shown as it was last; of a draft or an unknown one this is empty."
			},
			parent_period_name: {
				kind: 'text',
				title: "Parent's period",
				description: "Name of the parent objective's period."
			},
			parent_within_department_id: {
				kind: 'text',
				title: "Parent's within department",
				description:
					"DingTalk's ids of the parent objective's department and of all above it, along the tree as it was. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			parent_within_department_id_today: {
				kind: 'text',
				title: "Parent's within department today",
				description:
					"DingTalk's ids of the parent objective's department and of all above it, along the tree of today. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the child objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the child objective's period."
			},
			target_id: {
				kind: 'text',
				title: 'Target ID',
				description:
					"DingTalk's id of what the link names, an objective or one of its key results, also where nothing is known of it."
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the child objective's department and of all above it, along the tree as it was. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the child objective's department and of all above it, along the tree of today. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	answers: {
		title: 'Answers',
		description:
			'How old what is known of each active person is, one row per person on the day of the last data version. A tight call budget asks about people in rotation.',
		measures: {
			answered_count: {
				kind: 'count',
				title: 'Answered people',
				description: 'Active people for whom DingTalk answered at least once.'
			},
			answered_on_day_count: {
				kind: 'count',
				title: 'Answered on the day',
				description: 'Active people whose answer is of the day of the data version.'
			},
			answered_within_4_days_count: {
				kind: 'count',
				title: 'Answered within 4 days',
				description: 'Active people whose answer is at most 4 days older than the data version.'
			},
			base_count: { kind: 'count', title: 'People', description: 'Active people of the cell.' },
			never_answered_count: {
				kind: 'count',
				title: 'Never answered people',
				description: 'Active people for whom no run was ever answered.'
			},
			oldest_answer_days: {
				kind: 'number',
				title: 'Age of the oldest answer',
				description:
					'Days from the oldest answer to the day of the data version. Base is answered_count.'
			}
		},
		dimensions: {
			answered_on: {
				kind: 'maybe_day',
				title: 'Answered on',
				description:
					"Local day of the last run that was answered for the person's objectives of every running period that it asked about; empty if none ever was."
			},
			days_since_answer: {
				kind: 'number',
				title: 'Days since answer',
				description:
					'Days from the answer to the day of the data version; empty if there never was one.'
			},
			person_id: {
				kind: 'text',
				title: 'Person ID',
				description: "DingTalk's user id of the person."
			}
		}
	},
	bridges: {
		title: 'Bridges between two days',
		description:
			'How a figure of a department came from one day to another, and how much of that is work and how much reorganisation. A question names one first day (from_on) and one department; the movements of a count add up to the difference of the two cells of key_results or objectives, for whoever may open all of the objectives; those that the viewer may not open are left out.',
		measures: {
			after_aligned_count: {
				kind: 'count',
				title: 'Aligned objectives after',
				description: 'Aligned objectives of the cell on the as-of day.'
			},
			after_at_risk_count: {
				kind: 'count',
				title: 'Key results at risk after',
				description: 'Key results at risk of the cell on the as-of day.'
			},
			after_avg_confidence: {
				kind: 'number',
				title: 'Mean confidence after',
				description:
					'Mean current confidence of the open key results that have one, on the as-of day, 0 to 10. Base: after_confidence_count.'
			},
			after_avg_objective_progress: {
				kind: 'number',
				title: 'Mean progress of objectives after',
				description:
					'Mean progress of the objectives with a known progress, on the as-of day, 0 to 100. Base: after_objective_progress_count.'
			},
			after_avg_progress: {
				kind: 'number',
				title: 'Mean progress after',
				description:
					'Mean progress of the key results with a known progress, on the as-of day, 0 to 100. Base: after_progress_count.'
			},
			after_blocked_count: {
				kind: 'count',
				title: 'Blocked key results after',
				description: 'Blocked key results of the cell on the as-of day.'
			},
			after_confidence_count: {
				kind: 'count',
				title: 'Open key results with a current confidence after',
				description: 'Open key results with a current confidence of the cell on the as-of day.'
			},
			after_confidence_sum: {
				kind: 'number',
				title: 'Sum of the confidence after',
				description:
					'Sum of the current confidence of the open key results of the cell on the as-of day; a part of the mean or ratio.'
			},
			after_delivery_score: {
				kind: 'number',
				title: 'Delivery score after',
				description:
					'Weight of the healthy key results over the weight of those that are not too early to judge, on the as-of day, 0 to 1. Base: after_judged_count.'
			},
			after_done_count: {
				kind: 'count',
				title: 'Done key results after',
				description: 'Done key results of the cell on the as-of day.'
			},
			after_healthy_weight_sum: {
				kind: 'number',
				title: 'Healthy weight after',
				description:
					'Sum of the weight of the healthy key results of the cell on the as-of day; a part of the mean or ratio.'
			},
			after_judged_count: {
				kind: 'count',
				title: 'Judged key results after',
				description:
					'Judged key results, not too early and of weight, of the cell on the as-of day.'
			},
			after_judged_weight_sum: {
				kind: 'number',
				title: 'Judged weight after',
				description:
					'Sum of the weight of the judged key results of the cell on the as-of day; a part of the mean or ratio.'
			},
			after_key_result_count: {
				kind: 'count',
				title: 'Key results after',
				description: 'Key results of the cell on the as-of day.'
			},
			after_non_company_count: {
				kind: 'count',
				title: 'Objectives below company level after',
				description: 'Objectives below company level of the cell on the as-of day.'
			},
			after_objective_count: {
				kind: 'count',
				title: 'Objectives after',
				description: 'Objectives of the cell on the as-of day.'
			},
			after_objective_coverage: {
				kind: 'number',
				title: 'Share of aligned objectives after',
				description:
					'Share of the objectives below company level with a valid link to a parent, on the as-of day, 0 to 1. Base: after_non_company_count.'
			},
			after_objective_progress_count: {
				kind: 'count',
				title: 'Objectives with a progress after',
				description: 'Objectives with a progress of the cell on the as-of day.'
			},
			after_objective_progress_sum: {
				kind: 'number',
				title: 'Sum of the progress of objectives after',
				description:
					'Sum of the progress of the objectives of the cell on the as-of day; a part of the mean or ratio.'
			},
			after_open_count: {
				kind: 'count',
				title: 'Open key results after',
				description: 'Open key results of the cell on the as-of day.'
			},
			after_progress_count: {
				kind: 'count',
				title: 'Key results with a progress after',
				description: 'Key results with a progress of the cell on the as-of day.'
			},
			after_progress_sum: {
				kind: 'number',
				title: 'Sum of the progress after',
				description:
					'Sum of the progress of the key results of the cell on the as-of day; a part of the mean or ratio.'
			},
			after_red_flag_count: {
				kind: 'count',
				title: 'Red flags after',
				description: 'Red flags of the cell on the as-of day.'
			},
			after_rootable_count: {
				kind: 'count',
				title: 'Objectives that could be rooted after',
				description: 'Objectives that could be rooted of the cell on the as-of day.'
			},
			after_rooted_count: {
				kind: 'count',
				title: 'Rooted objectives after',
				description: 'Rooted objectives of the cell on the as-of day.'
			},
			after_rooted_coverage: {
				kind: 'number',
				title: 'Share of rooted objectives after',
				description:
					'Share of the objectives below company level that reach a company objective along valid links, on the as-of day, 0 to 1. Base: after_rootable_count.'
			},
			after_stalled_count: {
				kind: 'count',
				title: 'Stalled key results after',
				description: 'Stalled key results of the cell on the as-of day.'
			},
			aligned_count_change: {
				kind: 'count',
				title: 'Change of aligned objectives',
				description:
					'Aligned objectives of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			at_risk_count_change: {
				kind: 'count',
				title: 'Change of key results at risk',
				description:
					'Key results at risk of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			avg_confidence_change: {
				kind: 'number',
				title: 'Change of mean confidence',
				description:
					'Mean current confidence on the as-of day minus that on the first day, of the rows that are asked for; empty when one of the days has no figure. Asked by key result it is the fall or rise of each. Base: after_confidence_count.'
			},
			avg_confidence_step: {
				kind: 'number',
				title: 'Step of mean confidence',
				description:
					'By how much the step changes the figure: mean current confidence of the open key results that have one. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_confidence_count.'
			},
			avg_objective_progress_step: {
				kind: 'number',
				title: 'Step of mean progress of objectives',
				description:
					'By how much the step changes the figure: mean progress of the objectives with a known progress. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_objective_progress_count.'
			},
			avg_progress_step: {
				kind: 'number',
				title: 'Step of mean progress',
				description:
					'By how much the step changes the figure: mean progress of the key results with a known progress. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_progress_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description:
					'Rows of the cell, one per key result or objective and day; what is there on both days counts twice.'
			},
			before_aligned_count: {
				kind: 'count',
				title: 'Aligned objectives before',
				description: 'Aligned objectives of the cell on the first day.'
			},
			before_at_risk_count: {
				kind: 'count',
				title: 'Key results at risk before',
				description: 'Key results at risk of the cell on the first day.'
			},
			before_avg_confidence: {
				kind: 'number',
				title: 'Mean confidence before',
				description:
					'Mean current confidence of the open key results that have one, on the first day, 0 to 10. Base: before_confidence_count.'
			},
			before_avg_objective_progress: {
				kind: 'number',
				title: 'Mean progress of objectives before',
				description:
					'Mean progress of the objectives with a known progress, on the first day, 0 to 100. Base: before_objective_progress_count.'
			},
			before_avg_progress: {
				kind: 'number',
				title: 'Mean progress before',
				description:
					'Mean progress of the key results with a known progress, on the first day, 0 to 100. Base: before_progress_count.'
			},
			before_blocked_count: {
				kind: 'count',
				title: 'Blocked key results before',
				description: 'Blocked key results of the cell on the first day.'
			},
			before_confidence_count: {
				kind: 'count',
				title: 'Open key results with a current confidence before',
				description: 'Open key results with a current confidence of the cell on the first day.'
			},
			before_confidence_sum: {
				kind: 'number',
				title: 'Sum of the confidence before',
				description:
					'Sum of the current confidence of the open key results of the cell on the first day; a part of the mean or ratio.'
			},
			before_delivery_score: {
				kind: 'number',
				title: 'Delivery score before',
				description:
					'Weight of the healthy key results over the weight of those that are not too early to judge, on the first day, 0 to 1. Base: before_judged_count.'
			},
			before_done_count: {
				kind: 'count',
				title: 'Done key results before',
				description: 'Done key results of the cell on the first day.'
			},
			before_healthy_weight_sum: {
				kind: 'number',
				title: 'Healthy weight before',
				description:
					'Sum of the weight of the healthy key results of the cell on the first day; a part of the mean or ratio.'
			},
			before_judged_count: {
				kind: 'count',
				title: 'Judged key results before',
				description:
					'Judged key results, not too early and of weight, of the cell on the first day.'
			},
			before_judged_weight_sum: {
				kind: 'number',
				title: 'Judged weight before',
				description:
					'Sum of the weight of the judged key results of the cell on the first day; a part of the mean or ratio.'
			},
			before_key_result_count: {
				kind: 'count',
				title: 'Key results before',
				description: 'Key results of the cell on the first day.'
			},
			before_non_company_count: {
				kind: 'count',
				title: 'Objectives below company level before',
				description: 'Objectives below company level of the cell on the first day.'
			},
			before_objective_count: {
				kind: 'count',
				title: 'Objectives before',
				description: 'Objectives of the cell on the first day.'
			},
			before_objective_coverage: {
				kind: 'number',
				title: 'Share of aligned objectives before',
				description:
					'Share of the objectives below company level with a valid link to a parent, on the first day, 0 to 1. Base: before_non_company_count.'
			},
			before_objective_progress_count: {
				kind: 'count',
				title: 'Objectives with a progress before',
				description: 'Objectives with a progress of the cell on the first day.'
			},
			before_objective_progress_sum: {
				kind: 'number',
				title: 'Sum of the progress of objectives before',
				description:
					'Sum of the progress of the objectives of the cell on the first day; a part of the mean or ratio.'
			},
			before_open_count: {
				kind: 'count',
				title: 'Open key results before',
				description: 'Open key results of the cell on the first day.'
			},
			before_progress_count: {
				kind: 'count',
				title: 'Key results with a progress before',
				description: 'Key results with a progress of the cell on the first day.'
			},
			before_progress_sum: {
				kind: 'number',
				title: 'Sum of the progress before',
				description:
					'Sum of the progress of the key results of the cell on the first day; a part of the mean or ratio.'
			},
			before_red_flag_count: {
				kind: 'count',
				title: 'Red flags before',
				description: 'Red flags of the cell on the first day.'
			},
			before_rootable_count: {
				kind: 'count',
				title: 'Objectives that could be rooted before',
				description: 'Objectives that could be rooted of the cell on the first day.'
			},
			before_rooted_count: {
				kind: 'count',
				title: 'Rooted objectives before',
				description: 'Rooted objectives of the cell on the first day.'
			},
			before_rooted_coverage: {
				kind: 'number',
				title: 'Share of rooted objectives before',
				description:
					'Share of the objectives below company level that reach a company objective along valid links, on the first day, 0 to 1. Base: before_rootable_count.'
			},
			before_stalled_count: {
				kind: 'count',
				title: 'Stalled key results before',
				description: 'Stalled key results of the cell on the first day.'
			},
			blocked_count_change: {
				kind: 'count',
				title: 'Change of blocked key results',
				description:
					'Blocked key results of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			confidence_count_change: {
				kind: 'count',
				title: 'Change of open key results with a current confidence',
				description:
					'Open key results with a current confidence of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			delivery_score_step: {
				kind: 'number',
				title: 'Step of delivery score',
				description:
					'By how much the step changes the figure: weight of the healthy key results over the weight of those that are not too early to judge. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_judged_count.'
			},
			done_count_change: {
				kind: 'count',
				title: 'Change of done key results',
				description:
					'Done key results of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			judged_count_change: {
				kind: 'count',
				title: 'Change of judged key results',
				description:
					'Judged key results, not too early and of weight, of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			key_result_count_change: {
				kind: 'count',
				title: 'Change of key results',
				description:
					'Key results of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			non_company_count_change: {
				kind: 'count',
				title: 'Change of objectives below company level',
				description:
					'Objectives below company level of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			objective_count_change: {
				kind: 'count',
				title: 'Change of objectives',
				description:
					'Objectives of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			objective_coverage_step: {
				kind: 'number',
				title: 'Step of share of aligned objectives',
				description:
					'By how much the step changes the figure: share of the objectives below company level with a valid link to a parent. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_non_company_count.'
			},
			objective_progress_count_change: {
				kind: 'count',
				title: 'Change of objectives with a progress',
				description:
					'Objectives with a progress of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			open_count_change: {
				kind: 'count',
				title: 'Change of open key results',
				description:
					'Open key results of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			progress_count_change: {
				kind: 'count',
				title: 'Change of key results with a progress',
				description:
					'Key results with a progress of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			red_flag_count_change: {
				kind: 'count',
				title: 'Change of red flags',
				description:
					'Red flags of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			rootable_count_change: {
				kind: 'count',
				title: 'Change of objectives that could be rooted',
				description:
					'Objectives that could be rooted of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			rooted_count_change: {
				kind: 'count',
				title: 'Change of rooted objectives',
				description:
					'Rooted objectives of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			},
			rooted_coverage_step: {
				kind: 'number',
				title: 'Step of share of rooted objectives',
				description:
					'By how much the step changes the figure: share of the objectives below company level that reach a company objective along valid links. To be grouped by step; the steps add up to the whole change, and are empty when there is no figure on one of the two days. Base: after_rootable_count.'
			},
			stalled_count_change: {
				kind: 'count',
				title: 'Change of stalled key results',
				description:
					'Stalled key results of the cell on the as-of day minus those on the first day; the movements add up to the whole change.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description:
					'Local day up to whose end changes are told; the last one of the period, or the latest, if none is named.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on the day of the row."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the day of the row.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description: "Ids from the root to the department of that day, along today's tree."
			},
			entity_kind: {
				kind: 'text',
				title: 'Kind of thing',
				description: 'What the row is about (key_result or objective).'
			},
			from_on: {
				kind: 'day',
				title: 'First day',
				description:
					'Local day from whose end on changes are told. A question names one; it has no other answer.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result; empty in rows of objectives."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			lens: {
				kind: 'text',
				title: 'Lens',
				description:
					'Along which tree departments are compared, each day along its own (as_was, the default) or both along that of today (today).'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the objective on the day of the row. A filter chooses the cell on both days.'
			},
			movement: {
				kind: 'text',
				title: 'Movement',
				description:
					"Why the cell has another number than before. work: inside on both days; moved_in and moved_out: live on both days, but inside on one only, because the objective's owner, team, department, level or period changed; started and ended: live on one of the two days."
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on the day of the row."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description:
					"DingTalk's id of the objective's period on the day of the row. A filter chooses the cell on both days."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					'Progress of the key result or objective on the day of the row, 0 to 100; empty when nothing is known.'
			},
			side: {
				kind: 'text',
				title: 'Day of the row',
				description: 'Which of the two days the row is of (before or after).'
			},
			step: {
				kind: 'text',
				title: 'Step',
				description:
					'The steps in which the change of a mean or ratio is split, in this order. moved_in and started join with their later values; work changes the values of everything that is inside on both days; moved_out and ended leave with their earlier values. Each step changes the figure that the one before left.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's id of the department whose change is told, with all below it, or everywhere, the default. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	calls: {
		title: 'Calls',
		description: 'One row per run of the sync, local day and endpoint of DingTalk.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per run, day and endpoint.'
			},
			exempt_call_count: {
				kind: 'count',
				title: 'Exempt calls',
				description: 'Calls that reached DingTalk and do not count against the monthly quota.'
			},
			metered_call_count: {
				kind: 'count',
				title: 'Metered calls',
				description: 'Calls that reached DingTalk and count against the monthly quota.'
			},
			refused_call_count: {
				kind: 'count',
				title: 'Refused calls',
				description:
					"Calls that DingTalk's rate limit refused; they do not count against the quota."
			}
		},
		dimensions: {
			day: { kind: 'day', title: 'Day', description: 'Local day of the calls.' },
			endpoint: {
				kind: 'text',
				title: 'Endpoint',
				description: 'Endpoint of DingTalk that was called.'
			},
			is_metered: {
				kind: 'boolean',
				title: 'Is metered',
				description: "The endpoint's calls count against the monthly quota."
			},
			run_id: { kind: 'text', title: 'Run ID', description: 'Id of the run.' }
		}
	},
	changes: {
		title: 'Changes',
		description:
			'One row per change of a goal or of the organisation: what was re-scoped, dropped or added late, who moved where. DingTalk keeps no history of these, so a change is dated by the read that saw it.',
		measures: {
			added_late_count: {
				kind: 'count',
				title: 'Added late',
				description:
					'Times that an objective or key result was created, or returned, when more than half of its period was over.'
			},
			assumed_count: {
				kind: 'count',
				title: 'Assumed starts',
				description:
					'Changes that were not seen but assumed, because the first read found them there.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per change.'
			},
			change_count: {
				kind: 'count',
				title: 'Changes',
				description: 'Changes of goals and of the organisation, assumed starts included.'
			},
			changed_thing_count: {
				kind: 'count',
				title: 'Changed things',
				description:
					'Objectives, key results, alignments, people and departments that changed, each once however often.'
			},
			dropped_count: {
				kind: 'count',
				title: 'Dropped',
				description:
					'Times that an objective or key result ended while its period was running; the key results of an objective that ended are counted too.'
			},
			rescoped_count: {
				kind: 'count',
				title: 'Re-scoped',
				description:
					'Objectives and key results whose title, weight or period changed, or that moved to another objective, each once however often.'
			}
		},
		dimensions: {
			change_kind: {
				kind: 'text',
				title: 'Kind of change',
				description:
					'What happened (created, ended, returned after it had ended, or changed). A key result and an alignment end when their objective does.'
			},
			changed_at: {
				kind: 'instant',
				title: 'Changed at',
				description:
					'Instant (UTC) from which the new value holds. It is that of the read that saw it, except for what DingTalk dates itself, such as the creation of an objective.'
			},
			changed_on: {
				kind: 'day',
				title: 'Changed on',
				description: 'Local day from whose end on the new value counts.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description:
					"DingTalk's id of the department of the objective or person at the end of that day, or of the department that changed."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: 'Name of that department on that day.'
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			entity_id: {
				kind: 'text',
				title: 'ID',
				description:
					"DingTalk's id of what changed; of an alignment the ids of its child and target, as in child > target."
			},
			entity_kind: {
				kind: 'text',
				title: 'Kind of thing',
				description: 'What changed (objective, key_result, alignment, person or department).'
			},
			field: {
				kind: 'text',
				title: 'Field',
				description:
					'What changed: existence for what was created, ended or returned; else title, owner, team, period, weight, score, visibility or draft of an objective; title, weight or objective of a key result; kind of an alignment; name, job_title, departments, active or boss of a person; name, parent or heads of a department.'
			},
			is_assumed: {
				kind: 'boolean',
				title: 'Is assumed',
				description:
					'It was there at the first read already; when it began was not seen but assumed.'
			},
			is_in_period: {
				kind: 'boolean',
				title: 'Is inside the period',
				description: "The objective's period was running on that day."
			},
			is_late: {
				kind: 'boolean',
				title: 'Is late in the period',
				description: "More than half of the objective's period was over, and it was still running."
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description:
					"DingTalk's id of the key result that changed or that an alignment goes to; empty otherwise."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result that changed; empty for everything else.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the objective on that day (company, department or individual); empty for people and departments.'
			},
			new_name: {
				kind: 'text',
				title: 'New name',
				description:
					'Names for the ids of the new value, where they are people, departments or a period.'
			},
			new_value: {
				kind: 'text',
				title: 'New value',
				description:
					'What it is from then on, with ids where it names people, departments, a period or an objective; empty when there is nothing.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description:
					"DingTalk's id of the objective that changed or that the key result belongs to; of an alignment the child; empty for people and departments."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of that objective at the end of the day.'
			},
			old_name: {
				kind: 'text',
				title: 'Old name',
				description:
					'Names for the ids of the old value, where they are people, departments or a period.'
			},
			old_value: {
				kind: 'text',
				title: 'Old value',
				description:
					'What it was before, with ids where it names people, departments, a period or an objective; empty when there was nothing.'
			},
			other_objective_id: {
				kind: 'text',
				title: 'Other objective ID',
				description:
					"DingTalk's id of the objective that an alignment goes to, or of the one that a key result left; empty otherwise."
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner at the end of that day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period; empty for people and departments."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			run_id: { kind: 'text', title: 'Run ID', description: 'Id of the run that saw the change.' },
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	check_in_revisions: {
		title: 'Revisions of check-ins',
		description:
			'One row per check-in, revision and key result that the revision counts for: what each revision said, also of check-ins that were deleted since.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description:
					'Rows of the cell, one per check-in, revision and key result that the revision counts for.'
			},
			check_in_count: {
				kind: 'count',
				title: 'Check-ins',
				description: 'Check-ins, each once however many key results it counts for.'
			},
			deleted_check_in_count: {
				kind: 'count',
				title: 'Deleted check-ins',
				description: 'Check-ins that the source no longer shows.'
			},
			revision_count: {
				kind: 'count',
				title: 'Revisions',
				description:
					'Revisions of check-ins, each once however many key results it counts for; the first one of each check-in is counted too.'
			}
		},
		dimensions: {
			author_id: {
				kind: 'text',
				title: 'Author ID',
				description: "DingTalk's user id of who wrote the check-in."
			},
			author_name: {
				kind: 'text',
				title: 'Author',
				description: 'Name of who wrote the check-in.'
			},
			blocker: {
				kind: 'text',
				title: 'Blocker',
				description: 'What the revision says is in the way; empty when it names nothing.'
			},
			check_in_id: {
				kind: 'text',
				title: 'Check-in ID',
				description: "DingTalk's id of the check-in."
			},
			checked_in_at: {
				kind: 'instant',
				title: 'Checked in at',
				description: 'Instant (UTC) at which the check-in was first written; edits do not move it.'
			},
			checked_in_on: {
				kind: 'maybe_day',
				title: 'Checked in on',
				description: 'Local day on which the check-in was first written.'
			},
			confidence: {
				kind: 'number',
				title: 'Confidence',
				description:
					'Confidence that the revision states for the key result, 0 to 10; empty without.'
			},
			confidence_provenance: {
				kind: 'text',
				title: 'Source of the confidence',
				description: 'Where the confidence was stated (text of a check-in, or report), if it was.'
			},
			deleted_at: {
				kind: 'instant',
				title: 'Deleted at',
				description:
					'Instant (UTC) of the read that no longer found the check-in; empty while it is there.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on the day of the check-in."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: 'Name of that department on the day of the check-in.'
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the day of the check-in, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			is_first: {
				kind: 'boolean',
				title: 'Is the first',
				description: 'The earliest revision that some read saw.'
			},
			is_in_force: {
				kind: 'boolean',
				title: 'Is in force',
				description:
					'The check-in speaks with this revision since the last sync; of a deleted check-in none is.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result that the revision counts for."
			},
			mentions: {
				kind: 'text',
				title: 'Mentioned',
				description: 'Names that the revision mentions, separated by commas; empty without any.'
			},
			modifier_id: {
				kind: 'text',
				title: 'Modifier ID',
				description: "DingTalk's user id of who wrote the revision."
			},
			modifier_name: {
				kind: 'text',
				title: 'Modifier',
				description: 'Name of who wrote the revision.'
			},
			next_action: {
				kind: 'text',
				title: 'Next action',
				description: 'What the revision says comes next; empty when it names nothing.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective."
			},
			observed_at: {
				kind: 'instant',
				title: 'Observed at',
				description: 'Instant (UTC) of the first read that saw the revision.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					'Progress that the revision states for the key result, 0 to 100; empty without.'
			},
			revised_at: {
				kind: 'instant',
				title: 'Revised at',
				description:
					'Instant (UTC) at which the revision was written; of a check-in that was never changed, that of the check-in.'
			},
			revised_on: {
				kind: 'maybe_day',
				title: 'Revised on',
				description: 'Local day on which the revision was written.'
			},
			revision_number: {
				kind: 'number',
				title: 'Revision',
				description: 'Its place among the revisions that some read saw, from 1.'
			},
			text: {
				kind: 'text',
				title: 'Text',
				description: 'What the revision said; empty when nothing was written.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	check_in_weeks: {
		title: 'Check-in weeks',
		description:
			'One row per key result and local week, named by its Monday, with a live day. Every measure but base_count rests on weeks that are over and in which a check-in was due, as they stand since the last sync.',
		measures: {
			avg_confidence: {
				kind: 'number',
				title: 'Mean confidence',
				description:
					'Mean of the confidence last stated in each closed due key-result week, 0 to 10. Base: confidence_count.'
			},
			avg_progress: {
				kind: 'number',
				title: 'Mean progress',
				description:
					'Mean progress at the end of each closed due key-result week, 0 to 100. Base: progress_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per key result and week, closed and due or not.'
			},
			check_in_quality: {
				kind: 'number',
				title: 'Check-in quality',
				description:
					'Share of the five marks that check-ins reach, 0 to 1: a value, a confidence, a next action, a blocker or its absence, and a text that is not the last one again. Base: quality_week_count.'
			},
			compliance: {
				kind: 'number',
				title: 'Compliance',
				description:
					'Share of the closed due key-result weeks with a check-in inside the week, 0 to 1. Base: due_count.'
			},
			confidence_count: {
				kind: 'count',
				title: 'Weeks with a confidence',
				description: 'Closed due key-result weeks in which a confidence was stated.'
			},
			confidence_coverage: {
				kind: 'number',
				title: 'Confidence coverage',
				description:
					'Share of the closed due key-result weeks in which a confidence was stated, 0 to 1. Base: due_count.'
			},
			due_count: {
				kind: 'count',
				title: 'Due',
				description: 'Key-result weeks that are over and in which a check-in was due.'
			},
			late_count: {
				kind: 'count',
				title: 'Late',
				description:
					'Closed due key-result weeks without a check-in inside, but with one on the following Monday to Wednesday.'
			},
			missed_count: {
				kind: 'count',
				title: 'Missed',
				description:
					'Closed due key-result weeks without a check-in inside or on the following Monday to Wednesday; until that Wednesday is over a missed one may still become late.'
			},
			on_time_count: {
				kind: 'count',
				title: 'On time',
				description: 'Closed due key-result weeks with a check-in inside the week.'
			},
			progress_count: {
				kind: 'count',
				title: 'Weeks with a progress',
				description: 'Closed due key-result weeks whose progress is known.'
			},
			quality_week_count: {
				kind: 'count',
				title: 'Weeks with a judged check-in',
				description:
					'Closed due key-result weeks, on time or late, whose check-in has a text to judge; the base of the check-in quality.'
			},
			red_flag_count: {
				kind: 'count',
				title: 'Red flags',
				description: 'Closed due key-result weeks whose confidence is below 3.'
			},
			stable_count: {
				kind: 'count',
				title: 'Stable',
				description: 'Closed due key-result weeks whose confidence is above 7.'
			},
			suppressed_count: {
				kind: 'count',
				title: 'Suppressed rows',
				description:
					'Rows of the cell that are left out for privacy, rounded up to a multiple of MIN_GROUP_SIZE: of restricted objectives that the viewer may not open, unless they are counted together with enough others. Always 0 in a query by anything but day, period, department and level, which is answered from openable rows alone.'
			},
			watch_count: {
				kind: 'count',
				title: 'To watch',
				description: 'Closed due key-result weeks whose confidence is 3 to 7.'
			}
		},
		dimensions: {
			access: {
				kind: 'text',
				title: 'Access',
				description:
					'Kind of row for the rules of access: open to the viewer, of a released block, or closed. Set by the guard; asked for by a caller it is always open.'
			},
			check_in_state: {
				kind: 'text',
				title: 'Check-in',
				description:
					'State of the week as of the last sync: on_time (a check-in inside the week), late (one on the following Monday to Wednesday), missed, pending (the running week), not_due, or unknown (due, but the app may not read the check-ins).'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description:
					"DingTalk's id of the objective's department on the key result's last live day of the week."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the key result\'s last live day of the week, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			is_closed_due: {
				kind: 'boolean',
				title: 'Is closed and due',
				description:
					'The week is over, a check-in was due and its state is known; only such weeks enter the measures.'
			},
			judged_on: {
				kind: 'maybe_day',
				title: 'Judged on',
				description:
					"Day on which the week was judged: the last sync's, or the earlier one on which the objective was last answered for; at the latest the Wednesday of the week after, when the state was settled."
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					"Level of the objective on the key result's last live day of the week (company, department or individual)."
			},
			may_become_late: {
				kind: 'boolean',
				title: 'May become late',
				description: 'Missed so far, but the following Wednesday is not over yet.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description:
					"DingTalk's user id of the objective's owner on the key result's last live day of the week."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			quality_marks: {
				kind: 'number',
				title: 'Quality marks',
				description:
					"Marks 0 to 5 of the week's check-in: value, confidence, next action, blocker or its absence, and a text that is not the last one again; empty without a check-in or when it is a report."
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			week: { kind: 'day', title: 'Week', description: 'The Monday that names the local week.' },
			week_confidence: {
				kind: 'number',
				title: 'Confidence of the week',
				description: 'Confidence last stated in the week, 0 to 10; empty when none was.'
			},
			week_progress: {
				kind: 'number',
				title: 'Progress of the week',
				description: 'Progress at the end of the week or of the last live day in it, 0 to 100.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	check_ins: {
		title: 'Check-ins',
		description:
			'One row per check-in and key result it counts for, as the check-in stands since the last sync.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per check-in and key result it counts for.'
			},
			check_in_count: {
				kind: 'count',
				title: 'Check-ins',
				description: 'Check-ins, each once however many key results it counts for.'
			}
		},
		dimensions: {
			author_id: {
				kind: 'text',
				title: 'Author ID',
				description: "DingTalk's user id of who wrote the check-in."
			},
			author_name: {
				kind: 'text',
				title: 'Author',
				description: 'Name of who wrote the check-in.'
			},
			blocker: {
				kind: 'text',
				title: 'Blocker',
				description: 'What the check-in says is in the way; empty when it names nothing.'
			},
			check_in_id: {
				kind: 'text',
				title: 'Check-in ID',
				description: "DingTalk's id of the check-in."
			},
			checked_in_at: {
				kind: 'instant',
				title: 'Checked in at',
				description: 'Instant (UTC) at which the check-in was first written; edits do not move it.'
			},
			checked_in_on: {
				kind: 'maybe_day',
				title: 'Checked in on',
				description: 'Local day on which the check-in was first written.'
			},
			confidence: {
				kind: 'number',
				title: 'Confidence',
				description:
					'Confidence that the check-in states for the key result, 0 to 10; empty without.'
			},
			confidence_provenance: {
				kind: 'text',
				title: 'Source of the confidence',
				description: 'Where the confidence was stated (text of a check-in, or report), if it was.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on the day of the check-in."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the day of the check-in, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			is_edited: {
				kind: 'boolean',
				title: 'Is edited',
				description: 'The check-in was changed after it was first written.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result that the check-in counts for."
			},
			mentions: {
				kind: 'text',
				title: 'Mentioned',
				description: 'Names that the check-in mentions, separated by commas; empty without any.'
			},
			next_action: {
				kind: 'text',
				title: 'Next action',
				description: 'What the check-in says comes next; empty when it names nothing.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					'Progress that the check-in states for the key result, 0 to 100; empty without.'
			},
			text: {
				kind: 'text',
				title: 'Text',
				description: 'What was written; empty when nothing was.'
			}
		}
	},
	confidence_changes: {
		title: 'Changes of confidence',
		description:
			'One row per key result that is open, and has a current confidence, on each of two days: falls and rises. A question names one first day (from_on). Those of objectives that the viewer may not open are left out.',
		measures: {
			avg_confidence_change: {
				kind: 'number',
				title: 'Mean change of confidence',
				description:
					'Mean change of the current confidence of what is open, and has one, on both days. Base: base_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Key results that are open, and have a current confidence, on both days.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description:
					'Local day up to whose end changes are told; the last one of the period, or the latest, if none is named.'
			},
			confidence: {
				kind: 'number',
				title: 'Confidence',
				description: 'Current confidence on the as-of day, 0 to 10.'
			},
			confidence_change: {
				kind: 'number',
				title: 'Change of confidence',
				description: 'Current confidence on the as-of day minus that on the first day.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description:
					"DingTalk's id of the objective's department on the as-of day. A filter holds on both days."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the as-of day. A filter holds on both days, on each along its own tree.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department of the as-of day, along today's tree. A filter holds on both days."
			},
			earlier_confidence: {
				kind: 'number',
				title: 'Earlier confidence',
				description: 'Current confidence on the first day, 0 to 10.'
			},
			from_on: {
				kind: 'day',
				title: 'First day',
				description:
					'Local day from whose end on changes are told. A question names one; it has no other answer.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the objective on the as-of day. A filter holds on both days.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on the as-of day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period. A filter holds on both days."
			},
			period_name: { kind: 'text', title: 'Period', description: "Name of the objective's period." }
		}
	},
	contributions: {
		title: 'Contributions',
		description:
			'One row per live objective, company-level objective that it reaches along valid links, and local day; an objective may reach several. A company objective or a department without a row has none: nobody there works on it. Counts never add up days: a query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			avg_progress: {
				kind: 'number',
				title: 'Mean progress',
				description:
					'Mean progress of the contributing objectives with a known progress, each once, 0 to 100. Base: progress_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per contributing objective, company objective and day.'
			},
			contributing_department_count: {
				kind: 'count',
				title: 'Contributing departments',
				description: 'Departments with a contributing objective.'
			},
			contributing_objective_count: {
				kind: 'count',
				title: 'Contributing objectives',
				description:
					'Live objectives that reach a company objective along valid links, each once; 0 means that nobody there works on it.'
			},
			contributing_person_count: {
				kind: 'count',
				title: 'Contributing people',
				description: 'People who own a contributing objective; those of teams belong to nobody.'
			},
			paced_objective_count: {
				kind: 'count',
				title: 'Contributing objectives with key results',
				description: 'Contributing objectives with a live key result, each once.'
			},
			progress_count: {
				kind: 'count',
				title: 'Contributing objectives with a progress',
				description: 'Contributing objectives whose progress is known, each once.'
			},
			supported_company_objective_count: {
				kind: 'count',
				title: 'Supported company objectives',
				description: 'Company objectives that a contributing objective reaches.'
			},
			worst_pace: {
				kind: 'text',
				title: 'Worst pace',
				description:
					'The worst pace among the live key results of the contributing objectives, from bad to good at_risk, behind, unknown (no progress known, so it may be worse than on track), on_track, too_early (just begun) and done; empty without a live key result. Base: paced_objective_count.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			company_objective_id: {
				kind: 'text',
				title: 'Company objective ID',
				description:
					"DingTalk's id of the company-level objective that is reached along valid links."
			},
			company_objective_title: {
				kind: 'text',
				title: 'Company objective',
				description: 'Title of the company objective on that day.'
			},
			company_owner_id: {
				kind: 'text',
				title: 'Company owner ID',
				description: "DingTalk's user id of the company objective's owner."
			},
			company_owner_name: {
				kind: 'text',
				title: 'Company owner',
				description: "Name of the company objective's owner."
			},
			company_period_id: {
				kind: 'text',
				title: 'Company period ID',
				description: "DingTalk's id of the company objective's period."
			},
			company_period_name: {
				kind: 'text',
				title: 'Company period',
				description: "Name of the company objective's period."
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the contributing objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the contributing objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the contributing objective\'s department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the contributing objective's department, along today's tree; a department that is gone keeps its last path."
			},
			distance: {
				kind: 'number',
				title: 'Distance',
				description: 'Links between the two objectives on the shortest way; 1 is a direct one.'
			},
			kind: {
				kind: 'text',
				title: 'Kind',
				description:
					"Whose goal the contributing objective is, a person's (personal) or a team's (organisation)."
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the contributing objective on that day (company, department or individual).'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the contributing objective."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the contributing objective on that day.'
			},
			objective_worst_pace: {
				kind: 'text',
				title: 'Worst pace of the objective',
				description:
					"The worst pace among the contributing objective's live key results, from bad to good at_risk, behind, unknown, on_track, too_early and done; empty without any."
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the contributing objective's owner on that day."
			},
			owner_name: {
				kind: 'text',
				title: 'Owner',
				description: "Name of the contributing objective's owner."
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the contributing objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the contributing objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					"Weighted mean progress of the contributing objective's live key results, 0 to 100; empty when none has a known progress."
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the contributing objective's department and of all above it, along the tree as it was. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the contributing objective's department and of all above it, along the tree of today. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	departments: {
		title: 'Departments',
		description:
			'One row per department and local day. A query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per department and day.'
			},
			department_count: {
				kind: 'count',
				title: 'Departments',
				description: 'Departments, each once.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day on which the department was as the row says.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the department."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: 'Name of the department on that day.'
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			depth: { kind: 'number', title: 'Depth', description: 'Steps below the root, which is 0.' },
			head_ids: {
				kind: 'text',
				title: 'Heads',
				description: "DingTalk's user ids of the heads, separated by commas; empty without any."
			},
			parent_id: {
				kind: 'text',
				title: 'Parent department ID',
				description: "DingTalk's id of the department above; empty at the root."
			}
		}
	},
	dependencies: {
		title: 'Dependencies',
		description:
			'One row per dependency and local day: a link, cooperation or valid alignment, between two live objectives of different departments. It goes from the objective that depends or contributes (from) to the one that is depended on or contributed to (to). Its period is that of the first. Counts never add up days: a query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			at_risk_dependency_count: {
				kind: 'count',
				title: 'Dependencies at risk',
				description:
					'Dependencies whose target key result, or any live key result of the target objective, is behind, at risk, red or stalled.'
			},
			at_risk_share: {
				kind: 'number',
				title: 'Dependencies at risk',
				description:
					'Share of the dependencies on key results that are at risk, 0 to 1. Base: judged_dependency_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per dependency and day.'
			},
			dependency_count: {
				kind: 'count',
				title: 'Dependencies',
				description:
					'Links of cooperation, and valid links of alignment, between live objectives of different departments.'
			},
			judged_dependency_count: {
				kind: 'count',
				title: 'Dependencies on key results',
				description:
					'Dependencies whose target is a live key result or an objective with one; only these can be at risk.'
			},
			unknown_check_ins_count: {
				kind: 'count',
				title: 'Dependencies with unknown check-ins',
				description:
					'Dependencies on key results whose check-ins the app may not read; stalling is ignored in whether they are at risk.'
			}
		},
		dimensions: {
			are_check_ins_known: {
				kind: 'boolean',
				title: "Are the target's check-ins known",
				description:
					'False when DingTalk refuses the app the check-ins of the target: then stalling is ignored in whether it is at risk.'
			},
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			from_department_id: {
				kind: 'text',
				title: 'From department ID',
				description:
					"DingTalk's id of the depending or contributing objective's department on that day."
			},
			from_department_name: {
				kind: 'text',
				title: 'From department',
				description: 'Name of the department that depends or contributes, on that day.'
			},
			from_department_path: {
				kind: 'text',
				title: 'From department path',
				description:
					'Ids from the root to the depending or contributing objective\'s department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			from_department_path_today: {
				kind: 'text',
				title: 'From department path today',
				description:
					"Ids from the root to the depending or contributing objective's department, along today's tree; a department that is gone keeps its last path."
			},
			from_level: {
				kind: 'text',
				title: 'From level',
				description:
					'Level of the objective that depends or contributes (company, department or individual).'
			},
			from_objective_id: {
				kind: 'text',
				title: 'From objective ID',
				description:
					"DingTalk's id of the objective that depends or contributes (the child of the link)."
			},
			from_objective_title: {
				kind: 'text',
				title: 'From objective',
				description: 'Title of the objective that depends or contributes, on that day.'
			},
			from_owner_id: {
				kind: 'text',
				title: 'From owner ID',
				description: "DingTalk's user id of the owner of the objective that depends or contributes."
			},
			from_owner_name: {
				kind: 'text',
				title: 'From owner',
				description: 'Name of the owner of the objective that depends or contributes.'
			},
			from_within_department_id: {
				kind: 'text',
				title: 'From within department',
				description:
					"DingTalk's ids of the depending or contributing objective's department and of all above it, along the tree as it was. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			from_within_department_id_today: {
				kind: 'text',
				title: 'From within department today',
				description:
					"DingTalk's ids of the depending or contributing objective's department and of all above it, along the tree of today. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			has_target_key_result: {
				kind: 'boolean',
				title: 'Has the target a key result',
				description:
					'The target is a live key result or an objective with one; a target without any cannot be at risk.'
			},
			is_assumed: {
				kind: 'boolean',
				title: 'Is assumed',
				description:
					'The link, or some attribute of an end, was not seen on that day but assumed from a later read.'
			},
			is_at_risk: {
				kind: 'boolean',
				title: 'Is at risk',
				description:
					'The target key result, or any live key result of the target objective, is behind, at risk, red or stalled.'
			},
			kind: {
				kind: 'text',
				title: 'Kind',
				description:
					'What DingTalk calls the link, COOPERATION or SUPPORT; empty where it does not say.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description:
					"DingTalk's id of the period of the objective that depends or contributes; it is the period of the dependency."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: 'Name of the period of the objective that depends or contributes.'
			},
			to_department_id: {
				kind: 'text',
				title: 'To department ID',
				description: "DingTalk's id of the target objective's department on that day."
			},
			to_department_name: {
				kind: 'text',
				title: 'To department',
				description: 'Name of the department that is depended on or contributed to, on that day.'
			},
			to_department_path: {
				kind: 'text',
				title: 'To department path',
				description:
					'Ids from the root to the target objective\'s department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			to_department_path_today: {
				kind: 'text',
				title: 'To department path today',
				description:
					"Ids from the root to the target objective's department, along today's tree; a department that is gone keeps its last path."
			},
			to_key_result_id: {
				kind: 'text',
				title: 'To key result ID',
				description:
					"DingTalk's id of the key result that the link names; empty when it names the objective."
			},
			to_key_result_title: {
				kind: 'text',
				title: 'To key result',
				description:
					'Title of the key result that the link names; empty when it names the objective.'
			},
			to_level: {
				kind: 'text',
				title: 'To level',
				description: "Level of the target's objective (company, department or individual)."
			},
			to_objective_id: {
				kind: 'text',
				title: 'To objective ID',
				description:
					"DingTalk's id of the objective that is depended on or contributed to (the target, or the objective that a targeted key result belongs to)."
			},
			to_objective_title: {
				kind: 'text',
				title: 'To objective',
				description: 'Title of the objective that is depended on or contributed to, on that day.'
			},
			to_owner_id: {
				kind: 'text',
				title: 'To owner ID',
				description: "DingTalk's user id of the owner of the target's objective."
			},
			to_owner_name: {
				kind: 'text',
				title: 'To owner',
				description: "Name of the owner of the target's objective."
			},
			to_period_id: {
				kind: 'text',
				title: 'To period ID',
				description:
					"DingTalk's id of the target's period; only for cooperation it need not enclose the other."
			},
			to_period_name: {
				kind: 'text',
				title: 'To period',
				description: "Name of the target's period."
			},
			to_within_department_id: {
				kind: 'text',
				title: 'To within department',
				description:
					"DingTalk's ids of the target objective's department and of all above it, along the tree as it was. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			to_within_department_id_today: {
				kind: 'text',
				title: 'To within department today',
				description:
					"DingTalk's ids of the target objective's department and of all above it, along the tree of today. A row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	diagnosis: {
		title: 'Diagnosis',
		description:
			'Did the market change, or did we not keep up? One row per key result and period that was missed or is at risk, as of the last sync, with rhythm, timing, stated cause and response, the answer that they suggest, and the answer of a reviewer where there is one.',
		measures: {
			at_risk_count: {
				kind: 'count',
				title: 'At risk',
				description: 'Key results of running periods that are more than 25 points behind.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per key result and period.'
			},
			cannot_tell_count: {
				kind: 'count',
				title: 'Cannot tell',
				description: 'Final answer: what is known does not say.'
			},
			capacity_or_dependency_count: {
				kind: 'count',
				title: 'Capacity or dependency',
				description: 'Final answer: capacity or a dependency stood in the way.'
			},
			diagnosis_count: {
				kind: 'count',
				title: 'Missed or at risk',
				description: 'Key results, by period, that were missed or are at risk.'
			},
			market_moved_count: {
				kind: 'count',
				title: 'Market moved',
				description: 'Final answer: an external cause is stated, and others fell in the same week.'
			},
			missed_count: {
				kind: 'count',
				title: 'Missed',
				description: 'Key results that were not done on the last day of their period.'
			},
			overruled_count: {
				kind: 'count',
				title: 'Overruled',
				description: 'Rows to which a reviewer gave another answer than the computed one.'
			},
			reviewed_count: {
				kind: 'count',
				title: 'Reviewed',
				description: 'Rows to which a reviewer gave an answer.'
			},
			slow_to_react_count: {
				kind: 'count',
				title: 'Slow to react',
				description:
					'Final answer: the rhythm was lost, or trouble was not answered within 14 days.'
			}
		},
		dimensions: {
			answer: {
				kind: 'text',
				title: 'Answer',
				description:
					'The first that holds: market_moved (a check-in states an external cause, and at least 3 key results of 3 owners in 2 departments first fell in the same week), capacity_or_dependency (a check-in states one, or a dependency is at risk), slow_to_react (compliance below 0.5, or no re-scope and no next action within 14 days of the first red or at-risk day), cannot_tell. Computed, a question to the owner rather than a verdict.'
			},
			are_check_ins_known: {
				kind: 'boolean',
				title: 'Are its check-ins known',
				description:
					"False when DingTalk refuses the app this objective's check-ins; rhythm, stated cause and next actions are then unknown."
			},
			at_risk_dependencies: {
				kind: 'number',
				title: 'Dependencies at risk',
				description:
					'Stated cause: links of its objective to objectives of other departments that were behind, at risk, red or stalled on the day it is judged.'
			},
			capacity_terms: {
				kind: 'text',
				title: 'Capacity and dependencies stated',
				description:
					'Stated cause: words for missing capacity or for waiting on others in its check-ins, separated by commas; diagnosis_quotes has the lines. Empty without any.'
			},
			closed_due_weeks: {
				kind: 'number',
				title: 'Due weeks',
				description: 'Rhythm: weeks of the period that are over and in which a check-in was due.'
			},
			confidence: {
				kind: 'number',
				title: 'Confidence',
				description:
					'Confidence last stated by the day it is judged, if at most 14 days old, 0 to 10.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on the day it is judged."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the day it is judged, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			expected: {
				kind: 'number',
				title: 'Expected progress',
				description: 'Progress that the elapsed share of the period would ask for, 0 to 100.'
			},
			external_terms: {
				kind: 'text',
				title: 'External causes stated',
				description:
					'Stated cause: words for the market, competitors, rules or prices in its check-ins, separated by commas; diagnosis_quotes has the lines. Empty without any.'
			},
			fell_with_departments: {
				kind: 'number',
				title: 'Departments whose key results fell then',
				description: 'Timing: departments of the key results that first fell in that week.'
			},
			fell_with_key_results: {
				kind: 'number',
				title: 'Key results that fell then',
				description:
					'Timing: key results of the whole company that first fell in that week, this one included.'
			},
			fell_with_owners: {
				kind: 'number',
				title: 'Owners whose key results fell then',
				description: 'Timing: owners of the key results that first fell in that week.'
			},
			final_answer: {
				kind: 'text',
				title: 'Final answer',
				description: "The reviewer's answer where there is one, else the computed one."
			},
			first_fell_in: {
				kind: 'maybe_day',
				title: 'First fell in',
				description:
					'Timing: Monday of the first week in which its confidence fell by 2 points or more against the week before that had one, or its pace came to at_risk; empty if neither happened.'
			},
			first_trouble_on: {
				kind: 'maybe_day',
				title: 'First red or at risk on',
				description: 'Response: first day on which it was red or at risk; empty if it never was.'
			},
			judged_on: {
				kind: 'maybe_day',
				title: 'Judged on',
				description: 'The last day of the period or, while it runs, the day of the last sync.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the objective on the day it is judged (company, department or individual).'
			},
			longest_silence_days: {
				kind: 'number',
				title: 'Longest silence',
				description:
					"Rhythm: most days, without days of holiday weeks, from the key result's begin or a check-in to the next one or to the day it is judged; empty when check-ins are unknown."
			},
			next_action_on: {
				kind: 'maybe_day',
				title: 'Next action on',
				description:
					'Response: day of the first check-in within those 14 days that names a next action.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			on_time_weeks: {
				kind: 'number',
				title: 'Weeks on time',
				description: 'Rhythm: due weeks with a check-in inside the week.'
			},
			outcome: {
				kind: 'text',
				title: 'Outcome',
				description:
					'How it stands: missed (not done on the last day of a period that is over) or at_risk (more than 25 points behind on the day of the last sync, in a period that runs).'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on the day it is judged."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			pace: {
				kind: 'text',
				title: 'Pace',
				description: 'Progress against expected progress on the day it is judged.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the period that is judged."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					'Latest known progress on the day it is judged, 0 to 100; empty when nothing is known.'
			},
			rescoped_on: {
				kind: 'maybe_day',
				title: 'Re-scoped on',
				description: 'Response: day of the first re-scope within those 14 days, as reads saw it.'
			},
			response: {
				kind: 'text',
				title: 'Response',
				description:
					'What followed within 14 days of that day: rescoped (the title, weight or objective of the key result, or the title or period of its objective, was changed), next_action (a check-in names one), check_in_only (check-ins that name none), silence, or pending (neither yet, and the 14 days are not over); empty if it never was in trouble or check-ins are unknown.'
			},
			review_note: {
				kind: 'text',
				title: 'Note of the reviewer',
				description: 'Why the reviewer gave that answer; empty without a review.'
			},
			reviewed_answer: {
				kind: 'text',
				title: 'Reviewed answer',
				description: 'The answer that a reviewer gave instead; empty without a review.'
			},
			reviewed_at: {
				kind: 'instant',
				title: 'Reviewed at',
				description: 'Instant (UTC) of the review; empty without one.'
			},
			reviewed_by: {
				kind: 'text',
				title: 'Reviewed by',
				description: "DingTalk's user id of the reviewer; empty without a review."
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			week_compliance: {
				kind: 'number',
				title: 'Compliance',
				description:
					"Rhythm: share of the key result's due weeks with a check-in inside the week, 0 to 1; empty when none was due or check-ins are unknown."
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	diagnosis_quotes: {
		title: 'Quotes of diagnoses',
		description:
			'The stated causes behind the rows of diagnosis: each line of a check-in that holds a term for an external cause, or for capacity and dependencies.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per key result, period, check-in, line and term.'
			},
			quoted_check_in_count: {
				kind: 'count',
				title: 'Check-ins quoted',
				description: 'Check-ins with at least one line that states a cause.'
			}
		},
		dimensions: {
			cause: {
				kind: 'text',
				title: 'Cause',
				description:
					'What the term speaks of (external, or capacity for capacity and dependencies).'
			},
			check_in_id: {
				kind: 'text',
				title: 'Check-in ID',
				description: "DingTalk's id of the check-in that holds the line."
			},
			checked_in_at: {
				kind: 'instant',
				title: 'Checked in at',
				description: 'Instant (UTC) at which the check-in was first written; edits do not move it.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on the day it is judged."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on the day it is judged, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the objective on the day it is judged (company, department or individual).'
			},
			line: { kind: 'text', title: 'Line', description: 'The line of the check-in, quoted.' },
			line_number: {
				kind: 'number',
				title: 'Number of the line',
				description: 'Place of the line in its check-in, from 1.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on the day it is judged."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the period that is judged."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			term: { kind: 'text', title: 'Term', description: 'The word or phrase that the line holds.' },
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	drift: {
		title: 'Drift',
		description:
			'Fields that DingTalk sends and this version does not know, one row per run, stream and field. Their records were loaded, and the fields are kept in the raw layer.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per run, stream and field.'
			},
			record_count: {
				kind: 'count',
				title: 'Records',
				description: 'Records with the field, counted anew in each run.'
			}
		},
		dimensions: {
			field: {
				kind: 'text',
				title: 'Field',
				description: 'Path of the field in its record, list indices as [].'
			},
			first_seen_at: {
				kind: 'instant',
				title: 'First seen at',
				description: 'Instant (UTC) at which any run met the field first.'
			},
			last_seen_at: {
				kind: 'instant',
				title: 'Last seen at',
				description: 'Instant (UTC) at which any run met the field last.'
			},
			run_id: { kind: 'text', title: 'Run ID', description: 'Id of the run that met the field.' },
			sample: {
				kind: 'text',
				title: 'Type seen',
				description: "Type of a value that was seen; never the value, which may be anybody's text."
			},
			seen_at: {
				kind: 'instant',
				title: 'Seen at',
				description: 'Instant (UTC) at which the run met the field.'
			},
			stream: {
				kind: 'text',
				title: 'Stream',
				description: 'What was read, such as people or objectives.'
			}
		}
	},
	events: {
		title: 'Events',
		description:
			'What DingTalk pushed in Stream mode, one row per delivery. Events name what changed; what it changed to is read afterwards.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Deliveries',
				description: 'Rows of the cell, one per delivery.'
			},
			event_count: { kind: 'count', title: 'Events', description: 'Distinct events.' },
			metered_push_count: {
				kind: 'count',
				title: 'Metered pushes',
				description: "Deliveries that count against the organisation's monthly push quota."
			}
		},
		dimensions: {
			day: { kind: 'day', title: 'Day', description: 'Local day of the delivery.' },
			delivery_id: { kind: 'text', title: 'Delivery ID', description: 'Our id of the delivery.' },
			event_id: {
				kind: 'text',
				title: 'Event ID',
				description: "DingTalk's id of the event; the deliveries of one event share it."
			},
			event_type: {
				kind: 'text',
				title: 'Event type',
				description:
					'What happened, as DingTalk names it; empty if the push came without content, because the quota is used up.'
			},
			is_metered: {
				kind: 'boolean',
				title: 'Is metered',
				description: 'It counts against the monthly push quota; events of contacts do not.'
			},
			received_at: {
				kind: 'instant',
				title: 'Received at',
				description: 'Instant (UTC) of the delivery.'
			}
		}
	},
	holds: {
		title: 'Holds',
		description:
			'Reads that missed more than people expect, one row per run and stream. Nothing of them was closed; a run with allowed shrinking closes it.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per run and stream.'
			},
			closing_count: {
				kind: 'count',
				title: 'Missing rows',
				description: 'Rows that were there before and that the read missed.'
			},
			present_count: {
				kind: 'count',
				title: 'Known rows',
				description: 'Rows that were there before the read.'
			}
		},
		dimensions: {
			held_at: { kind: 'instant', title: 'Held at', description: 'Instant (UTC) of the read.' },
			is_open: {
				kind: 'boolean',
				title: 'Is open',
				description: 'It still waits for a yes; no later run read the stream completely.'
			},
			run_id: {
				kind: 'text',
				title: 'Run ID',
				description: 'Id of the run that held the closing back.'
			},
			stream: {
				kind: 'text',
				title: 'Stream',
				description: 'What was read, such as people or objectives.'
			}
		}
	},
	key_results: {
		title: 'Key results',
		description:
			'One row per live key result and local day. Counts never add up days: a query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			at_risk_count: {
				kind: 'count',
				title: 'At risk',
				description: 'Open key results more than 25 points behind the expected progress.'
			},
			avg_confidence: {
				kind: 'number',
				title: 'Mean confidence',
				description:
					'Mean current confidence of the open key results that have one, 0 to 10. Base: confidence_count.'
			},
			avg_expected: {
				kind: 'number',
				title: 'Mean expected progress',
				description:
					'Mean expected progress of all live key results, 0 to 100. Base: key_result_count.'
			},
			avg_progress: {
				kind: 'number',
				title: 'Mean progress',
				description:
					'Mean progress of the live key results with a known progress, 0 to 100. Base: progress_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per live key result and day.'
			},
			behind_count: {
				kind: 'count',
				title: 'Behind',
				description:
					'Open key results more than 10 and at most 25 points behind the expected progress.'
			},
			blocked_count: {
				kind: 'count',
				title: 'Blocked',
				description: 'Open key results whose latest check-in, at most 14 days old, names a blocker.'
			},
			check_ins_known_count: {
				kind: 'count',
				title: 'Key results with known check-ins',
				description:
					'Open key results whose check-ins the app may read; only these can count as stalled or blocked.'
			},
			confidence_count: {
				kind: 'count',
				title: 'Key results with a confidence',
				description:
					'Open key results with a current confidence (stated at most 14 days ago); the base of the confidence measures.'
			},
			confidence_coverage: {
				kind: 'number',
				title: 'Confidence coverage',
				description:
					'Share of the open key results that have a current confidence, 0 to 1. Base: open_count.'
			},
			delivery_score: {
				kind: 'number',
				title: 'Delivery score',
				description:
					'Weight of the healthy key results (done; or on track, and neither red nor stalled) over the weight of those that are not too early to judge, 0 to 1. Base: judged_count.'
			},
			done_count: {
				kind: 'count',
				title: 'Done',
				description: 'Live key results whose progress is at least 100.'
			},
			judged_count: {
				kind: 'count',
				title: 'Judged key results',
				description:
					'Live key results that carry weight and are not too early to judge; the base of the delivery score.'
			},
			key_result_count: { kind: 'count', title: 'Key results', description: 'Live key results.' },
			median_confidence: {
				kind: 'number',
				title: 'Median confidence',
				description:
					'Median current confidence of the open key results that have one, 0 to 10 (of an even number, the mean of the two middle values). Base: confidence_count.'
			},
			needs_attention_count: {
				kind: 'count',
				title: 'Need attention',
				description: 'Open key results that are red, stalled or blocked.'
			},
			net_confidence: {
				kind: 'number',
				title: 'Net confidence',
				description:
					'Stable minus red key results in per cent of the open ones with a current confidence, -100 to 100. Base: confidence_count.'
			},
			never_started_count: {
				kind: 'count',
				title: 'Never started',
				description:
					'Open key results without check-in or movement, more than 10 days after they began.'
			},
			no_movement_count: {
				kind: 'count',
				title: 'No movement',
				description:
					'Open key results that moved by less than 1 point over the last 3 closed weeks, in spite of a check-in in each.'
			},
			on_track_count: {
				kind: 'count',
				title: 'On track',
				description: 'Open key results at most 10 points behind the expected progress.'
			},
			open_count: {
				kind: 'count',
				title: 'Open key results',
				description: 'Live key results that are not done; those of unknown progress are open.'
			},
			progress_count: {
				kind: 'count',
				title: 'Key results with a progress',
				description: 'Live key results whose progress is known; the base of the mean progress.'
			},
			red_flag_count: {
				kind: 'count',
				title: 'Red flags',
				description: 'Open key results whose current confidence is below 3.'
			},
			silent_count: {
				kind: 'count',
				title: 'Silent',
				description: 'Open key results without a check-in for more than 10 days.'
			},
			stable_count: {
				kind: 'count',
				title: 'Stable',
				description: 'Open key results whose current confidence is above 7.'
			},
			stalled_count: {
				kind: 'count',
				title: 'Stalled',
				description:
					'Open key results that are never started, silent or without movement; those whose check-ins the app may not read are left out (check_ins_known_count stands beside).'
			},
			suppressed_count: {
				kind: 'count',
				title: 'Suppressed rows',
				description:
					'Rows of the cell that are left out for privacy, rounded up to a multiple of MIN_GROUP_SIZE: of restricted objectives that the viewer may not open, unless they are counted together with enough others. Always 0 in a query by anything but day, period, department and level, which is answered from openable rows alone.'
			},
			too_early_count: {
				kind: 'count',
				title: 'Too early to say',
				description: 'Open key results of which less than 10 points are expected yet.'
			},
			unknown_pace_count: {
				kind: 'count',
				title: 'Unknown pace',
				description: 'Live key results whose progress is not known.'
			},
			watch_count: {
				kind: 'count',
				title: 'To watch',
				description: 'Open key results whose current confidence is 3 to 7.'
			}
		},
		dimensions: {
			access: {
				kind: 'text',
				title: 'Access',
				description:
					'Kind of row for the rules of access: open to the viewer, of a released block, or closed. Set by the guard; asked for by a caller it is always open.'
			},
			are_check_ins_known: {
				kind: 'boolean',
				title: 'Are its check-ins known',
				description: "False when DingTalk refuses the app this objective's check-ins."
			},
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			blocker: {
				kind: 'text',
				title: 'Blocker',
				description: 'What the latest check-in says is in the way; empty when it names nothing.'
			},
			confidence: {
				kind: 'number',
				title: 'Confidence',
				description:
					'Confidence last stated, 0 to 10, if at most 14 days old (days of holiday weeks do not count); empty otherwise.'
			},
			confidence_band: {
				kind: 'text',
				title: 'Confidence band',
				description:
					'Band of the current confidence: stable (above 7), watch (3 to 7) or red (below 3); empty without a current confidence.'
			},
			confidence_provenance: {
				kind: 'text',
				title: 'Source of the confidence',
				description:
					'Where the confidence was stated (text of a check-in, or report), if one is shown.'
			},
			confidence_stated_at: {
				kind: 'instant',
				title: 'Confidence stated at',
				description: 'Instant (UTC) of the check-in that stated the confidence.'
			},
			days_since_check_in: {
				kind: 'number',
				title: 'Days since check-in',
				description:
					'Days since the latest check-in, without days of holiday weeks; empty without any check-in.'
			},
			days_stalled: {
				kind: 'number',
				title: 'Days stalled',
				description:
					'Days since the latest check-in, or since the key result began if there is none, without days of holiday weeks; empty unless the key result is stalled.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			expected: {
				kind: 'number',
				title: 'Expected progress',
				description: 'Progress that the elapsed share of the period would ask for, 0 to 100.'
			},
			is_assumed: {
				kind: 'boolean',
				title: 'Is assumed',
				description:
					'Some attribute of the row was not seen on that day but assumed from a later read.'
			},
			is_blocked: {
				kind: 'boolean',
				title: 'Is blocked',
				description:
					'Open, and its latest check-in, at most 14 days old, names a blocker; empty when the app may not read its check-ins.'
			},
			is_done: { kind: 'boolean', title: 'Is done', description: 'Progress is at least 100.' },
			is_healthy: {
				kind: 'boolean',
				title: 'Is healthy',
				description: 'Done; or on track, and neither red nor stalled.'
			},
			is_open: {
				kind: 'boolean',
				title: 'Is open',
				description: 'Live and not done; without a known progress it is open.'
			},
			is_red: {
				kind: 'boolean',
				title: 'Is red',
				description: 'Open, and its current confidence is below 3.'
			},
			is_stalled: {
				kind: 'boolean',
				title: 'Is stalled',
				description:
					'Open, and one of the three stall reasons holds; empty when the app may not read its check-ins.'
			},
			judged_on: {
				kind: 'maybe_day',
				title: 'Judged on',
				description:
					'Day on which silence was judged: the as-of day, or the earlier one on which the objective was last answered for.'
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			last_check_in_at: {
				kind: 'instant',
				title: 'Last check-in at',
				description: 'Instant (UTC) of the latest check-in of the key result; empty without any.'
			},
			last_comment: {
				kind: 'text',
				title: 'Last comment',
				description: 'Text of the latest check-in; empty when there is none or it has no text.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the objective on that day (company, department or individual).'
			},
			mentions: {
				kind: 'text',
				title: 'Mentioned',
				description: 'Names that the latest check-in mentions, separated by commas.'
			},
			needs_attention: {
				kind: 'boolean',
				title: 'Needs attention',
				description: 'Red, stalled or blocked.'
			},
			next_action: {
				kind: 'text',
				title: 'Next action',
				description: 'What the latest check-in says comes next; empty when it names nothing.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on that day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			pace: {
				kind: 'text',
				title: 'Pace',
				description:
					'Progress against expected progress: done (at least 100), unknown (no progress known), too_early (less than 10 expected), on_track (at most 10 points behind), behind (at most 25 points behind) or at_risk.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description: 'Latest known progress, 0 to 100; empty when nothing is known.'
			},
			stall_reason: {
				kind: 'text',
				title: 'Stall reason',
				description:
					'Why the key result counts as stalled: never_started (no check-in and no movement for more than 10 days), silent (no check-in for more than 10 days) or no_movement (less than 1 point over the last 3 closed weeks in spite of check-ins); empty when it is not stalled.'
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			weight: {
				kind: 'number',
				title: 'Weight',
				description:
					'Share of the key result in its objective, 0 to 1; the live key results of an objective sum to 1.'
			},
			weight_age: {
				kind: 'number',
				title: 'Weight times age',
				description:
					'Order of what needs attention first: weight (0 to 1) times the days since the latest check-in, or, for a stalled key result without any, since it began.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	objectives: {
		title: 'Objectives',
		description:
			'One row per live objective and local day: progress, alignment, transparency and quality. Counts never add up days: a query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			aligned_count: {
				kind: 'count',
				title: 'Aligned',
				description: 'Live objectives below company level with at least one valid link to a parent.'
			},
			avg_progress: {
				kind: 'number',
				title: 'Mean progress',
				description:
					'Mean progress of the live objectives with a known progress, 0 to 100. Base: progress_count.'
			},
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per live objective and day.'
			},
			broken_link_count: {
				kind: 'count',
				title: 'Broken links',
				description: 'Alignment links of live objectives whose target does not hold.'
			},
			checked_count: {
				kind: 'count',
				title: 'Checked objectives',
				description: 'Live personal objectives to which a quality check applies.'
			},
			closed_due_week_count: {
				kind: 'count',
				title: 'Closed due weeks',
				description:
					'Key-result weeks of the live objectives that are over on the as-of day and in which a check-in was due.'
			},
			company_objective_count: {
				kind: 'count',
				title: 'Company objectives',
				description: 'Live objectives of company level.'
			},
			compliance: {
				kind: 'number',
				title: 'Compliance so far',
				description:
					'Share of all closed due key-result weeks of the live objectives with a check-in inside the week, 0 to 1. Base: closed_due_week_count.'
			},
			department_count: {
				kind: 'count',
				title: 'Departments',
				description: 'Departments with a live objective.'
			},
			known_visibility_count: {
				kind: 'count',
				title: 'Known visibility',
				description: 'Live objectives that are public or restricted.'
			},
			leader_known_visibility_count: {
				kind: 'count',
				title: "Leaders' objectives of known visibility",
				description:
					'Live objectives of company and department level that are public or restricted.'
			},
			leader_public_count: {
				kind: 'count',
				title: "Leaders' public objectives",
				description: 'Live public objectives of company and department level.'
			},
			leader_public_rate: {
				kind: 'number',
				title: "Leaders' public objectives",
				description:
					'Share of public objectives among those of company and department level whose visibility is known, 0 to 1. Base: leader_known_visibility_count.'
			},
			linked_department_count: {
				kind: 'count',
				title: 'Linked departments',
				description:
					'Departments with at least one incoming and one outgoing link to or from another one.'
			},
			linked_department_rate: {
				kind: 'number',
				title: 'Linked departments',
				description:
					'Share of the departments with a live objective that have at least one incoming and one outgoing link from or to another department, 0 to 1; empty unless the objectives are of exactly one period. Base: department_count.'
			},
			non_company_count: {
				kind: 'count',
				title: 'Objectives below company level',
				description: 'Live objectives of department and individual level.'
			},
			objective_count: { kind: 'count', title: 'Objectives', description: 'Live objectives.' },
			objective_coverage: {
				kind: 'number',
				title: 'Aligned objectives',
				description:
					'Share of the live objectives below company level with at least one valid link to a parent, 0 to 1. Base: non_company_count.'
			},
			on_time_week_count: {
				kind: 'count',
				title: 'Weeks on time',
				description: 'Of the closed due key-result weeks of the live objectives, those on time.'
			},
			orphan_count: {
				kind: 'count',
				title: 'Orphans',
				description: 'Live objectives below company level without any valid link to a parent.'
			},
			passed_check_count: {
				kind: 'count',
				title: 'Quality checks passed',
				description: 'Quality checks that the live personal objectives pass.'
			},
			practice_part_count: {
				kind: 'count',
				title: 'Parts of the practice score',
				description:
					'How many of compliance, objective_coverage, public_rate and quality_rate are available; with fewer than 3 there is no practice score.'
			},
			practice_score: {
				kind: 'number',
				title: 'Practice score',
				description:
					'Mean of those available among compliance, objective_coverage, public_rate and quality_rate, 0 to 1; empty with fewer than 3. Base: practice_part_count.'
			},
			progress_count: {
				kind: 'count',
				title: 'Objectives with a progress',
				description: 'Live objectives whose progress is known.'
			},
			public_count: {
				kind: 'count',
				title: 'Public',
				description: 'Live objectives that everybody may read.'
			},
			public_rate: {
				kind: 'number',
				title: 'Public objectives',
				description:
					'Share of public objectives among those of known visibility, 0 to 1. Base: known_visibility_count; unknown_visibility_count stands beside it.'
			},
			quality_check_count: {
				kind: 'count',
				title: 'Quality checks',
				description: 'Quality checks that apply to the live personal objectives, up to 5 for each.'
			},
			quality_rate: {
				kind: 'number',
				title: 'Quality checks passed',
				description:
					'Share of the applicable quality checks that pass, 0 to 1: 3 to 5 key results, all measurable, none added in the second half, at most 5 objectives per owner, weights that sum to 100. Base: quality_check_count.'
			},
			restricted_count: {
				kind: 'count',
				title: 'Restricted',
				description: 'Live objectives that only some may read.'
			},
			rootable_count: {
				kind: 'count',
				title: 'Objectives that could be rooted',
				description:
					'Live objectives below company level whose period, or one that encloses it, holds a company objective.'
			},
			rooted_count: {
				kind: 'count',
				title: 'Rooted',
				description:
					'Live objectives below company level that reach a company objective along valid links; periods without any company objective in scope are left out.'
			},
			rooted_coverage: {
				kind: 'number',
				title: 'Rooted objectives',
				description:
					'Share of the live objectives below company level that reach a company objective along valid links, 0 to 1; empty when no period has a company objective. Base: rootable_count.'
			},
			supported_company_count: {
				kind: 'count',
				title: 'Supported company objectives',
				description: 'Live company objectives with at least one valid incoming link.'
			},
			suppressed_count: {
				kind: 'count',
				title: 'Suppressed rows',
				description:
					'Rows of the cell that are left out for privacy, rounded up to a multiple of MIN_GROUP_SIZE: of restricted objectives that the viewer may not open, unless they are counted together with enough others. Always 0 in a query by anything but day, period, department and level, which is answered from openable rows alone.'
			},
			top_down_coverage: {
				kind: 'number',
				title: 'Company objectives with support',
				description:
					'Share of the live company objectives with at least one valid incoming link, 0 to 1. Base: company_objective_count.'
			},
			unknown_visibility_count: {
				kind: 'count',
				title: 'Unknown visibility',
				description: 'Live objectives of which DingTalk does not say who may read them.'
			},
			well_formed_count: {
				kind: 'count',
				title: 'Well formed',
				description: 'Live personal objectives that pass all quality checks that apply to them.'
			}
		},
		dimensions: {
			access: {
				kind: 'text',
				title: 'Access',
				description:
					'Kind of row for the rules of access: open to the viewer, of a released block, or closed. Set by the guard; asked for by a caller it is always open.'
			},
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			broken_link_reason: {
				kind: 'text',
				title: 'Broken link',
				description:
					'Why a link of the objective is broken, the first that holds of dangling (the target is gone, unknown or a draft), self, cycle and period_mismatch; empty without a broken link.'
			},
			checks_applicable: {
				kind: 'number',
				title: 'Checks that apply',
				description: 'Quality checks that apply to the objective; 0 for those of a team.'
			},
			checks_passed: {
				kind: 'number',
				title: 'Checks passed',
				description: 'Quality checks that the objective passes.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			grade: {
				kind: 'number',
				title: 'Grade',
				description: 'Score given in DingTalk, 0 to 1; without one, computed from the progress.'
			},
			has_company_objective: {
				kind: 'boolean',
				title: 'Has a company objective in scope',
				description:
					"The objective's period or an enclosing one holds a live company objective; without one the objective is left out of the rooted numbers."
			},
			is_aligned: {
				kind: 'boolean',
				title: 'Is aligned',
				description: 'Below company level, with at least one valid link to a parent.'
			},
			is_assumed: {
				kind: 'boolean',
				title: 'Is assumed',
				description:
					'Some attribute of the row was not seen on that day but assumed from a later read.'
			},
			is_grade_computed: {
				kind: 'boolean',
				title: 'Is the grade computed',
				description: 'No score was given in DingTalk, so the grade is the progress.'
			},
			is_grade_provisional: {
				kind: 'boolean',
				title: 'Is the grade provisional',
				description: 'The period has not ended, so the grade may still change.'
			},
			is_rooted: {
				kind: 'boolean',
				title: 'Is rooted',
				description: 'Reaches a company-level objective along valid links.'
			},
			kind: {
				kind: 'text',
				title: 'Kind',
				description: "Whose goal it is, a person's (personal) or a team's (organisation)."
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the objective on that day (company, department or individual).'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on that day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			progress: {
				kind: 'number',
				title: 'Progress',
				description:
					"Weighted mean progress of the objective's live key results, 0 to 100; empty when none has a known progress."
			},
			reported_progress: {
				kind: 'number',
				title: 'Progress in DingTalk',
				description: "DingTalk's own figure for the objective's progress, 0 to 100."
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			well_formed: {
				kind: 'boolean',
				title: 'Is well formed',
				description: 'All quality checks that apply pass; empty where none applies.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			worst_pace: {
				kind: 'text',
				title: 'Worst pace',
				description:
					"The worst pace among the objective's live key results, from bad to good at_risk, behind, unknown, on_track, too_early and done; empty without any."
			}
		}
	},
	pattern_evidence: {
		title: 'Evidence of patterns',
		description:
			'What speaks for each row of patterns: the weeks with their confidence, progress, expected progress and, where the same text was written again, that text. A query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description:
					'Rows of the cell, one per key result, pattern and day whose values speak for it.'
			},
			evidence_count: {
				kind: 'count',
				title: 'Values shown',
				description: 'Weeks and days whose values speak for a pattern.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description:
					'The local day at whose end the row is evaluated, from the weeks that are closed by then, as they stand since the last sync.'
			},
			check_in_id: {
				kind: 'text',
				title: 'Check-in ID',
				description: "Of copy_paste, DingTalk's id of the week's last check-in; empty otherwise."
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the objective on that day (company, department or individual).'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on that day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			pattern: {
				kind: 'text',
				title: 'Pattern',
				description:
					'What is worth asking about: watermelon (on track while confidence fell by 2 points or more within 3 weeks), sandbag (confidence of 9 or more in the first 3 weeks, and more than 20 points ahead of expected progress for 4 weeks), frozen_dial (the same confidence for 5 weeks or more while progress moved), late_rush (more than 0.4 of the final progress came in the last 15 % of the period) or copy_paste (the same text of the same author for 3 weeks or more). A question, never a verdict.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			since_week: {
				kind: 'maybe_day',
				title: 'Since week',
				description: 'Monday of the first week of those that make the pattern.'
			},
			text: {
				kind: 'text',
				title: 'Text',
				description: "Of copy_paste, the text of the week's last check-in; empty otherwise."
			},
			valued_on: {
				kind: 'maybe_day',
				title: 'Values of',
				description:
					"Local day whose values are shown: the key result's last live day of the week; of a late_rush the day on which 85 % of the period were over, and the last one."
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			week: {
				kind: 'day',
				title: 'Week',
				description: 'The Monday that names the local week of these values.'
			},
			week_confidence: {
				kind: 'number',
				title: 'Confidence of the week',
				description:
					'Confidence last stated in the week, 0 to 10; of a late_rush the current one on that day. Empty when none was.'
			},
			week_expected: {
				kind: 'number',
				title: 'Expected progress',
				description:
					'Progress that the elapsed share of the period would ask for on that day, 0 to 100.'
			},
			week_progress: {
				kind: 'number',
				title: 'Progress of the week',
				description: 'Progress at the end of that day, 0 to 100.'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	patterns: {
		title: 'Patterns',
		description:
			'One row per live key result, pattern worth asking about, and local day: questions, never verdicts. A query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per key result and pattern.'
			},
			copy_paste_count: {
				kind: 'count',
				title: 'Copied texts',
				description: 'Key results with the same text of the same author for 3 weeks or more.'
			},
			frozen_dial_count: {
				kind: 'count',
				title: 'Frozen dials',
				description:
					'Key results with the same confidence for 5 weeks or more while progress moved.'
			},
			key_result_count: {
				kind: 'count',
				title: 'Key results with a question',
				description: 'Key results with at least one pattern.'
			},
			late_rush_count: {
				kind: 'count',
				title: 'Late rushes',
				description:
					'Key results with more than 0.4 of their final progress in the last 15 % of the period.'
			},
			pattern_count: {
				kind: 'count',
				title: 'Questions',
				description: 'Patterns worth asking about; a key result with two of them counts twice.'
			},
			sandbag_count: {
				kind: 'count',
				title: 'Sandbags',
				description:
					'Key results with a confidence of 9 or more in the first 3 weeks that were far ahead for 4 weeks.'
			},
			watermelon_count: {
				kind: 'count',
				title: 'Watermelons',
				description:
					'Key results on track while their confidence fell by 2 points or more within 3 weeks.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description:
					'The local day at whose end the row is evaluated, from the weeks that are closed by then, as they stand since the last sync.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the objective's department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the objective's department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			key_result_id: {
				kind: 'text',
				title: 'Key result ID',
				description: "DingTalk's id of the key result."
			},
			key_result_title: {
				kind: 'text',
				title: 'Key result',
				description: 'Title of the key result on that day.'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description: 'Level of the objective on that day (company, department or individual).'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description: "DingTalk's id of the objective that the key result belongs to."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: 'Title of the objective on that day.'
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description: "DingTalk's user id of the objective's owner on that day."
			},
			owner_name: { kind: 'text', title: 'Owner', description: "Name of the objective's owner." },
			pattern: {
				kind: 'text',
				title: 'Pattern',
				description:
					'What is worth asking about: watermelon (on track while confidence fell by 2 points or more within 3 weeks), sandbag (confidence of 9 or more in the first 3 weeks, and more than 20 points ahead of expected progress for 4 weeks), frozen_dial (the same confidence for 5 weeks or more while progress moved), late_rush (more than 0.4 of the final progress came in the last 15 % of the period) or copy_paste (the same text of the same author for 3 weeks or more). A question, never a verdict.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period."
			},
			since_week: {
				kind: 'maybe_day',
				title: 'Since week',
				description: 'Monday of the first week of those that make the pattern.'
			},
			visibility: {
				kind: 'text',
				title: 'Visibility',
				description: 'Who may read the objective (public, restricted or unknown).'
			},
			within_department_id: {
				kind: 'text',
				title: 'Within department',
				description:
					"DingTalk's ids of the department and of all above it, along the tree as it was: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			},
			within_department_id_today: {
				kind: 'text',
				title: 'Within department today',
				description:
					"DingTalk's ids of the department and of all above it, along the tree of today: a row counts once for each of them. Group by it or filter by one; their counts overlap and never add up."
			}
		}
	},
	people: {
		title: 'People',
		description:
			'Active people by day and live period. Every measure counts distinct people; without a period filter any period counts. A query that neither filters nor groups by as_of is answered for one day.',
		measures: {
			adoption_rate: {
				kind: 'number',
				title: 'Adoption',
				description:
					'Share of the active people who own a live personal objective, 0 to 1. Base: people_count.'
			},
			base_count: { kind: 'count', title: 'People', description: 'Distinct people of the cell.' },
			people_count: { kind: 'count', title: 'People', description: 'Active people.' },
			people_with_objective_count: {
				kind: 'count',
				title: 'People with an objective',
				description: 'Active people who own a live personal objective.'
			},
			person_coverage: {
				kind: 'number',
				title: 'Rooted people',
				description:
					'Share of the people with a live personal objective who own one that is of company level or reaches a company objective along valid links, 0 to 1; empty when no period has a company objective. Base: rootable_people_count.'
			},
			rootable_people_count: {
				kind: 'count',
				title: 'People who could be rooted',
				description:
					'Active people who own a live personal objective in a period that has a company objective in scope.'
			},
			rooted_people_count: {
				kind: 'count',
				title: 'Rooted people',
				description:
					'Active people who own a live personal objective that is of company level or reaches a company objective along valid links; periods without any are left out.'
			}
		},
		dimensions: {
			access: {
				kind: 'text',
				title: 'Access',
				description:
					'Kind of row for the rules of access: through which objectives a person counts as having one. Set by the guard; asked for by a caller it is never that of released blocks.'
			},
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description: 'The local day at whose end the row is evaluated.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description: "DingTalk's id of the person's primary department on that day."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description: "Name of the person's primary department on that day."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			has_objective: {
				kind: 'boolean',
				title: 'Has an objective',
				description: 'Owns a live personal objective of the period.'
			},
			is_rooted: {
				kind: 'boolean',
				title: 'Is rooted',
				description:
					'Owns a live personal objective of the period that is of company level or reaches a company objective along valid links.'
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the live period; empty on days without one."
			},
			person_id: {
				kind: 'text',
				title: 'Person ID',
				description: "DingTalk's user id of the person."
			},
			person_name: { kind: 'text', title: 'Person', description: 'Name of the person.' }
		}
	},
	periods: {
		title: 'Periods',
		description:
			'One row per period that holds objectives, is running, or has a published review or a decision.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per period.'
			},
			objective_count: {
				kind: 'count',
				title: 'Objectives',
				description:
					'Objectives that were ever live in the period; empty for a viewer who may not open all of them.'
			},
			period_count: {
				kind: 'count',
				title: 'Periods',
				description: 'Periods that hold objectives or are running.'
			}
		},
		dimensions: {
			ends_on: { kind: 'day', title: 'Last day', description: 'Last day of the period.' },
			kind: {
				kind: 'text',
				title: 'Kind',
				description: 'Length of the period (month, quarter, half, year or other).'
			},
			period_id: { kind: 'text', title: 'Period ID', description: "DingTalk's id of the period." },
			period_name: {
				kind: 'text',
				title: 'Period',
				description: 'Name of the period in DingTalk.'
			},
			rule_name: {
				kind: 'text',
				title: 'Rule',
				description: 'Name of the OKR rule that the period belongs to.'
			},
			starts_on: { kind: 'day', title: 'First day', description: 'First day of the period.' }
		}
	},
	reconciliations: {
		title: 'Reconciliations',
		description:
			"Our figures beside those of DingTalk's own analysis, one row per period and figure of the last time that it was asked. Unverified, off unless DINGTALK_RECONCILIATION is on.",
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per period and figure.'
			}
		},
		dimensions: {
			asked_at: {
				kind: 'instant',
				title: 'Asked at',
				description: 'Instant (UTC) at which DingTalk was asked.'
			},
			day: {
				kind: 'day',
				title: 'Day',
				description: 'Local day on which DingTalk was asked, and of our figure.'
			},
			explanation: {
				kind: 'text',
				title: 'Explanation',
				description:
					'Why they differ (same, no_value, partial_people, partial_objectives, partial_check_ins, unreadable_check_ins or definition); the first that holds.'
			},
			figure: {
				kind: 'text',
				title: 'Figure',
				description:
					'What is compared (head_count, objective_set_rate, objective_align_rate, update_rate_7, update_rate_15 or update_rate_30).'
			},
			our_base: {
				kind: 'number',
				title: 'Our base',
				description:
					'What our figure rests on; people for head_count and objective_set_rate, objectives below company level for objective_align_rate, objectives whose check-ins may be read for the update rates.'
			},
			our_left_out: {
				kind: 'number',
				title: 'Left out of ours',
				description: 'Objectives whose check-ins may not be read, which the update rates leave out.'
			},
			ours: {
				kind: 'number',
				title: 'Ours',
				description: 'Our figure of that day, as the pages show it, a count or a ratio 0 to 1.'
			},
			period_id: { kind: 'text', title: 'Period ID', description: "DingTalk's id of the period." },
			run_id: { kind: 'text', title: 'Run ID', description: 'Id of the run that asked DingTalk.' },
			theirs: {
				kind: 'number',
				title: "DingTalk's",
				description:
					"DingTalk's figure, a count or a ratio 0 to 1; what it rests on is not published."
			}
		}
	},
	rejects: {
		title: 'Rejects',
		description:
			'One row per record that could not be loaded, or statement that could not be read.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per reject.'
			},
			record_count: {
				kind: 'count',
				title: 'Distinct records',
				description:
					'Distinct records among them; a record is rejected again by each run that reads it.'
			},
			reject_count: {
				kind: 'count',
				title: 'Rejects',
				description: 'Records or statements that could not be loaded or read.'
			}
		},
		dimensions: {
			entity_key: { kind: 'text', title: 'Record', description: 'Key of the record in DingTalk.' },
			is_open: {
				kind: 'boolean',
				title: 'Is open',
				description:
					'It still matters; no replay settled it and no later run read the record in order.'
			},
			kind: {
				kind: 'text',
				title: 'Kind',
				description:
					'What was rejected, a whole record (record), a confidence that is out of range or unreadable (confidence), or something that the app may not read (refused).'
			},
			last_rejected_at: {
				kind: 'instant',
				title: 'Last rejected at',
				description: 'Instant (UTC) of the last rejection of this stream and kind for this reason.'
			},
			reason: {
				kind: 'text',
				title: 'Reason',
				description: "Why it was rejected, without DingTalk's id of the request."
			},
			rejected_at: {
				kind: 'instant',
				title: 'Rejected at',
				description: 'Instant (UTC) of the rejection.'
			},
			run_id: {
				kind: 'text',
				title: 'Run ID',
				description: 'Id of the run that rejected the record.'
			},
			stream: {
				kind: 'text',
				title: 'Stream',
				description: 'What was read, such as people or check-ins.'
			}
		}
	},
	search: {
		title: 'Search',
		description:
			'Goals, people and departments whose title or name holds the words asked for (filter words, equals), as of one day. Goals that the viewer may not open are not found and not counted.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per goal, person or department that was found.'
			}
		},
		dimensions: {
			as_of: {
				kind: 'day',
				title: 'As-of day',
				description:
					'The local day on which the goal is live, the person active or the department there.'
			},
			department_id: {
				kind: 'text',
				title: 'Department ID',
				description:
					"DingTalk's id of the objective's or person's department on that day, or of the department itself."
			},
			department_name: {
				kind: 'text',
				title: 'Department',
				description:
					"Name of the objective's or person's department on that day, or of the department itself."
			},
			department_path: {
				kind: 'text',
				title: 'Department path',
				description:
					'Ids from the root to the department, along the tree as it was on that day, such as /1/12/45/; contains "/12/" selects department 12 and everything below it.'
			},
			department_path_today: {
				kind: 'text',
				title: 'Department path today',
				description:
					"Ids from the root to the department, along today's tree; a department that is gone keeps its last path."
			},
			entity_id: { kind: 'text', title: 'ID', description: "DingTalk's id of what was found." },
			entity_kind: {
				kind: 'text',
				title: 'Kind',
				description: 'What was found (objective, key_result, person or department).'
			},
			level: {
				kind: 'text',
				title: 'Level',
				description:
					'Level of the objective on that day (company, department or individual); empty for people and departments.'
			},
			match_rank: {
				kind: 'number',
				title: 'Rank',
				description:
					'How well the title fits, 1 if it begins with the words as they were asked for, 2 if each of them begins a word of the title, else 3.'
			},
			objective_id: {
				kind: 'text',
				title: 'Objective ID',
				description:
					"DingTalk's id of the objective, of a key result that of its objective; empty for people and departments."
			},
			objective_title: {
				kind: 'text',
				title: 'Objective',
				description: "Title of the key result's objective on that day; empty for everything else."
			},
			owner_id: {
				kind: 'text',
				title: 'Owner ID',
				description:
					"DingTalk's user id of the objective's owner on that day; empty for people and departments."
			},
			owner_name: {
				kind: 'text',
				title: 'Owner',
				description: "Name of the objective's owner; empty for people and departments."
			},
			period_id: {
				kind: 'text',
				title: 'Period ID',
				description: "DingTalk's id of the objective's period; empty for people and departments."
			},
			period_name: {
				kind: 'text',
				title: 'Period',
				description: "Name of the objective's period; empty for people and departments."
			},
			title: {
				kind: 'text',
				title: 'Title',
				description: 'Title of the goal, or name of the person or department, on that day.'
			},
			words: {
				kind: 'text',
				title: 'Words',
				description:
					'What to look for, as one value (equals). A title is found if it holds each of the words, in any order and also inside longer ones, whatever their case, accents and ways of typing. Without any, everything is found.'
			}
		}
	},
	streams: {
		title: 'Streams',
		description:
			'One row per run of the sync and stream: what was read when, and what stayed partial and why.',
		measures: {
			base_count: {
				kind: 'count',
				title: 'Rows',
				description: 'Rows of the cell, one per run and stream.'
			},
			item_count: {
				kind: 'count',
				title: 'Items read',
				description: 'Items on the answered pages.'
			},
			partial_count: {
				kind: 'count',
				title: 'Partial streams',
				description: 'Streams of a run that stayed partial.'
			},
			read_count: { kind: 'count', title: 'Pages read', description: 'Answered pages.' },
			row_count: { kind: 'count', title: 'Rows added', description: 'Rows that the stream added.' }
		},
		dimensions: {
			is_latest: {
				kind: 'boolean',
				title: 'Is latest',
				description:
					"The stream's last read in a run whose rows count; it speaks for what is shown."
			},
			is_latest_complete: {
				kind: 'boolean',
				title: 'Is latest complete',
				description: "The stream's last complete read in a run whose rows count."
			},
			read_at: {
				kind: 'instant',
				title: 'Read at',
				description: "Instant (UTC) of the stream's last read in the run."
			},
			reason: {
				kind: 'text',
				title: 'Reason',
				description: 'Why the stream stayed partial; empty when it is complete.'
			},
			run_id: { kind: 'text', title: 'Run ID', description: 'Id of the run.' },
			status: {
				kind: 'text',
				title: 'Status',
				description: 'Whether everything was read (complete) or not (partial).'
			},
			stream: {
				kind: 'text',
				title: 'Stream',
				description: 'What was read, such as people or objectives.'
			}
		}
	},
	syncs: {
		title: 'Syncs',
		description: 'One row per run of the sync, running ones included.',
		measures: {
			base_count: { kind: 'count', title: 'Runs', description: 'Rows of the cell, one per run.' },
			exempt_call_count: {
				kind: 'count',
				title: 'Exempt calls',
				description: 'Calls that reached DingTalk and do not count against the monthly quota.'
			},
			metered_call_count: {
				kind: 'count',
				title: 'Metered calls',
				description: 'Calls that reached DingTalk and count against the monthly quota.'
			},
			refused_call_count: {
				kind: 'count',
				title: 'Refused calls',
				description:
					"Calls that DingTalk's rate limit refused; they do not count against the quota."
			},
			reject_count: {
				kind: 'count',
				title: 'Rejects',
				description: 'Records or statements that could not be loaded or read.'
			},
			row_count: {
				kind: 'count',
				title: 'Rows added',
				description: 'Versions of objects, check-ins and observations that the run added.'
			}
		},
		dimensions: {
			duration_ms: {
				kind: 'number',
				title: 'Duration',
				description: 'Milliseconds that the run took; empty while it runs, and if it was killed.'
			},
			finished_at: {
				kind: 'instant',
				title: 'Finished at',
				description:
					'Instant (UTC) at which the run ended; empty while it runs, and if it was killed.'
			},
			is_resumable: {
				kind: 'boolean',
				title: 'Is resumable',
				description:
					'It ended before its rows counted, and the next run takes its answers up again.'
			},
			kind: {
				kind: 'text',
				title: 'Kind',
				description:
					"What was asked of the run, planned (inside the month's plan), full (every page) or events (only what events named)."
			},
			message: {
				kind: 'text',
				title: 'Message',
				description:
					'What stopped the run or remained partial, and the remedy; empty if nothing did.'
			},
			product: {
				kind: 'text',
				title: 'Product',
				description: 'DingTalk product that was read (agoal or okr).'
			},
			run_id: {
				kind: 'text',
				title: 'Run ID',
				description: 'Id of the run; ids sort by the time of their start.'
			},
			started_at: {
				kind: 'instant',
				title: 'Started at',
				description: 'Instant (UTC) at which the run started.'
			},
			status: {
				kind: 'text',
				title: 'Status',
				description: 'State of the run (running, succeeded, partial, failed, stopped or killed).'
			},
			stop_reason: {
				kind: 'text',
				title: 'Stop reason',
				description:
					'What stopped the run early (budget, quota, banned or interrupt); empty otherwise.'
			}
		}
	}
} as const;
