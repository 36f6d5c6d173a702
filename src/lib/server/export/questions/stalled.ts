import { m } from '$lib/paraglide/messages.js';
import { linkTo } from '$lib/url-state/link.ts';
import { loadStalled } from '../../queries/key-result-list.ts';
import { keyResultColumns } from '../goal-columns.ts';
import { question } from '../question.ts';
import { paged } from '../table.ts';

export const stalledQuestions = {
	stalled: question({
		page: ({ scope }) => linkTo('/stalled', scope.state),
		of: 'scope',
		title: () => m.nav_stalled(),
		columns: keyResultColumns,
		rows: ({ scope }) =>
			paged((part) => loadStalled(scope, { ...part, reason: scope.state.reason }))
	})
};
