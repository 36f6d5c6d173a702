import { m } from '$lib/paraglide/messages.js';

const FIGURES: Readonly<Record<string, () => string>> = {
	head_count: m.figure_head_count,
	objective_set_rate: m.figure_set_rate,
	objective_align_rate: m.figure_align_rate,
	update_rate_7: m.figure_update_seven,
	update_rate_15: m.figure_update_fifteen,
	update_rate_30: m.figure_update_thirty
};

/** What a figure of DingTalk's own analysis is called. */
export function figureName(figure: string): string {
	return FIGURES[figure]?.() ?? figure;
}
