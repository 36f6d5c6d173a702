/** What a file says of itself: what was asked, by whom, of which day and data, what was left out, and what its columns mean. */
import { noticeSentence } from '$lib/components/notice-words.ts';
import { formatCount } from '$lib/format/numbers.ts';
import { formatDay } from '$lib/format/dates.ts';
import { brokenName, levelWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { kindWord } from '$lib/search/words.ts';
import { filtersOn } from '$lib/url-state/link.ts';
import { countLeftOut } from '../queries/left-out.ts';
import type { Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';
import { REASON_WORDS } from './goal-columns.ts';
import type { Ask, Question } from './question.ts';
import type { Cell, Head, Kind } from './table.ts';

export interface AboutLine {
	readonly name: string;
	readonly value: Cell;
}

/** How many rows the file has got in the end. */
export interface Extent {
	readonly rows: number;
	readonly isCut: boolean;
}

export interface AboutSource {
	readonly question: Question;
	readonly ask: Ask;
	readonly viewer: Viewer;
	readonly isSandbox: boolean;
	readonly timezone: string;
	readonly heads: readonly Head[];
	/** Key results that no figure counts, because the viewer may not open them (metrics.md 13). */
	readonly leftOut: number;
	/** How many rows the same table as CSV holds; null: this is it. */
	readonly mostElsewhere: number | null;
}

export function leftOutOf({ of }: Question, { scope }: Ask): Promise<number> {
	return of === 'scope' ? countLeftOut(scope) : Promise.resolve(0);
}

export function aboutLines(source: AboutSource, extent: Extent): AboutLine[] {
	const { question, ask, viewer, isSandbox, timezone, heads, leftOut, mostElsewhere } = source;
	const { scope } = ask;
	const text = (name: string, value: string): AboutLine => ({
		name,
		value: { kind: 'text', value }
	});
	return [
		text(m.export_table(), question.title()),
		{
			name: m.export_page(),
			value: { kind: 'link', value: ask.address(question.page(ask)) }
		},
		...(question.of === 'data'
			? []
			: [{ name: m.scope_as_of(), value: { kind: 'day', value: scope.moment.day } } as const]),
		...(question.of === 'scope'
			? [
					text(m.scope_period(), scope.moment.period?.name ?? m.scope_all_periods()),
					text(m.scope_department(), scope.department?.name ?? m.scope_whole_company()),
					text(m.lens_label(), scope.state.lens === 'today' ? m.lens_today() : m.lens_as_was()),
					...ownFilters(question, ask).map(([name, value]) => text(name, value))
				]
			: []),
		text(m.export_viewer(), viewerName(viewer)),
		...(viewer.isAdmin ? [] : [text(m.export_note(), m.export_rights())]),
		{ name: m.freshness_read(), value: { kind: 'instant', value: scope.version.loadedAt } },
		{ name: m.export_version(), value: { kind: 'count', value: scope.version.version } },
		text(m.export_timezone(), timezone),
		...(isSandbox ? [text(m.export_note(), `${m.sandbox_title()} ${m.sandbox_text()}`)] : []),
		{ name: m.export_rows(), value: { kind: 'count', value: extent.rows } },
		...(extent.isCut
			? [
					text(m.export_note(), m.export_cut({ count: formatCount(extent.rows) })),
					...(mostElsewhere === null
						? []
						: [text(m.export_note(), m.export_xlsx_cut({ count: formatCount(mostElsewhere) }))])
				]
			: []),
		...(leftOut > 0
			? [text(m.export_left_out(), m.left_out({ count: formatCount(leftOut) }))]
			: []),
		...(scope.moment.isNotStarted && scope.moment.period !== null && question.of === 'scope'
			? [
					text(
						m.export_note(),
						m.not_started_text({ day: formatDay(scope.moment.period.startsOn) })
					)
				]
			: []),
		...scope.notices.map((notice) => text(m.export_note(), noticeSentence(notice))),
		text(m.export_empty(), m.export_empty_text()),
		...heads.flatMap(({ title, kind, definition }) => {
			const said = [definition, kind && scaleOf(kind)].filter((part) => part !== null);
			return said.length === 0 ? [] : [text(title, said.join(' '))];
		})
	];
}

/** The filters of the page itself, in its words. */
function ownFilters(question: Question, ask: Ask): [string, string][] {
	const { state, departments } = ask.scope;
	const [path = ''] = question.page(ask).split('?');
	const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? id;
	return filtersOn(path).flatMap((filter): [string, string][] => {
		switch (filter) {
			case 'reason':
				return state.reason === null ? [] : [[m.reason_filter(), REASON_WORDS[state.reason]()]];
			case 'level':
				return state.level === null ? [] : [[m.level_filter(), levelWord(state.level)]];
			case 'broken':
				return state.broken === null ? [] : [[m.loose_title(), brokenName(state.broken)]];
			case 'kind':
				return state.kind === null ? [] : [[m.dependencies_filter(), m.dependencies_cooperation()]];
			case 'from':
				return state.from === null ? [] : [[m.column_from(), nameOf(state.from)]];
			case 'to':
				return state.to === null ? [] : [[m.column_to(), nameOf(state.to)]];
			case 'find':
				return state.find === null ? [] : [[m.find_label(), state.find]];
			case 'q':
				return state.q === null ? [] : [[m.search_label(), state.q]];
			case 'found':
				return state.found === null ? [] : [[m.search_filter(), kindWord(state.found)]];
			case 'sort':
			case 'open':
				return [];
		}
	});
}

function scaleOf(kind: Kind): string | null {
	switch (kind) {
		case 'ratio':
			return m.export_scale_ratio();
		case 'progress':
			return m.export_scale_progress();
		case 'confidence':
			return m.export_scale_confidence();
		case 'text':
		case 'count':
		case 'number':
		case 'day':
		case 'instant':
		case 'link':
			return null;
	}
}
