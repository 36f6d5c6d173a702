import { isDay } from '$lib/calendar/days.ts';
import { formatDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Notice } from '$lib/url-state/state.ts';

/** What of the URL could not be used, and what is shown instead, in a sentence. */
export function noticeSentence(notice: Notice): string {
	const { value } = notice;
	switch (notice.kind) {
		case 'unknown_period':
			return m.notice_unknown_period({ value });
		case 'unknown_department':
			return m.notice_unknown_department({ value, day: formatDay(notice.day) });
		case 'malformed_as_of':
			return m.notice_malformed_as_of({ value, shown: formatDay(notice.shown) });
		case 'as_of_before_data':
			return m.notice_as_of_before_data({ value: dayOr(value), shown: formatDay(notice.shown) });
		case 'as_of_after_data':
			return m.notice_as_of_after_data({ value: dayOr(value), shown: formatDay(notice.shown) });
		case 'as_of_outside_period':
			return m.notice_as_of_outside_period({
				value: dayOr(value),
				shown: formatDay(notice.shown)
			});
		case 'unknown_lens':
			return m.notice_unknown_lens({ value });
		case 'unknown_language':
			return m.notice_unknown_language({ value });
		case 'unknown_reason':
			return m.notice_unknown_reason({ value });
		case 'unknown_level':
			return m.notice_unknown_level({ value });
		case 'unknown_broken':
			return m.notice_unknown_broken({ value });
		case 'unknown_kind':
			return m.notice_unknown_kind({ value });
		case 'unknown_sort':
			return m.notice_unknown_sort({ value });
		case 'unknown_found':
			return m.notice_unknown_found({ value });
		case 'unknown_cell':
			return m.notice_unknown_cell({ value });
		case 'page_out_of_range':
			return m.notice_page_out_of_range({ value });
	}
}

/** The bad value stays as it was written, with its reading beside it if it has one. */
function dayOr(value: string): string {
	return isDay(value) ? `${value} (${formatDay(value)})` : value;
}
