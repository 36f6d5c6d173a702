/** Every route of the product, at which door it stands, and with what it could be made to tell more than it should. */
import { GOALS, keyResultOf, objectiveOf, PERIOD, type Goal } from './permission-story.ts';
import type { Visitor } from './story-visitors.ts';

/** What a route asks for: a person's session · either that or a token for files · a token for figures · nothing. */
export type Door = 'people' | 'files' | 'programs' | 'everybody';

export interface Route {
	readonly door: Door;
	/** With what could make it tell more than it should. */
	readonly paths: readonly string[];
	/** Asked in long tests only. */
	readonly more?: readonly string[];
	/** Pages of one goal: whoever may not open it gets what there is for an unknown one. */
	readonly ofGoals?: (goal: Goal) => readonly string[];
	/** Of those who come in; 200 unless given. */
	readonly status?: number;
}

/** The same page of a department, on another day, along the other tree. */
const elsewhere = (path: string): string =>
	`${path}${path.includes('?') ? '&' : '?'}department=21&as_of=2026-09-09&lens=today`;
const ALL_OPEN = GOALS.map(objectiveOf).join('.');

export const ROUTES: Readonly<Record<string, Route>> = {
	'/(app)': { door: 'people', paths: ['/'], more: [elsewhere('/')] },
	'/(app)/alignment': {
		door: 'people',
		paths: ['/alignment', '/alignment?broken=dangling', '/alignment?level=individual'],
		more: [elsewhere('/alignment')]
	},
	'/(app)/alignment/dependencies': {
		door: 'people',
		paths: [
			'/alignment/dependencies',
			'/alignment/dependencies?from=3&to=2',
			'/alignment/dependencies?department=2&from=21'
		],
		more: [elsewhere('/alignment/dependencies')]
	},
	'/(app)/alignment/tree': {
		door: 'people',
		paths: ['/alignment/tree', `/alignment/tree?open=${ALL_OPEN}`, '/alignment/tree?find=harvest']
	},
	'/(app)/check-ins': { door: 'people', paths: ['/check-ins'], more: [elsewhere('/check-ins')] },
	'/(app)/confidence': { door: 'people', paths: ['/confidence'], more: [elsewhere('/confidence')] },
	'/(app)/data': { door: 'people', paths: ['/data'] },
	'/(app)/data/progress': { door: 'people', paths: ['/data/progress'] },
	'/(app)/departments': { door: 'people', paths: ['/departments', '/departments?sort=problem'] },
	'/(app)/departments/[id]': { door: 'people', paths: ['/departments/21', '/departments/22'] },
	'/(app)/departments/contributions': {
		door: 'people',
		paths: ['/departments/contributions', `/departments/contributions?to=${objectiveOf('walrus')}`],
		more: [elsewhere('/departments/contributions')]
	},
	'/(app)/key-results/[id]': {
		door: 'people',
		paths: [],
		ofGoals: (goal) => [`/key-results/${keyResultOf(goal)}`]
	},
	'/(app)/objectives/[id]': {
		door: 'people',
		paths: [],
		ofGoals: (goal) => [`/objectives/${objectiveOf(goal)}`]
	},
	'/(app)/people/[id]': { door: 'people', paths: ['/people/owner', '/people/loner'] },
	'/(app)/review': { door: 'people', paths: ['/review'], status: 303 },
	'/(app)/review/[period]/[[department]]': {
		door: 'people',
		paths: [`/review/${PERIOD}`, `/review/${PERIOD}/21`, `/review/${PERIOD}/22`, 'PUBLISHED']
	},
	'/(app)/search': {
		door: 'people',
		paths: ['/search?q=harvest', '/search?q=harvest&found=key_result']
	},
	'/(app)/search/results': { door: 'people', paths: ['/search/results?q=harvest'] },
	'/(app)/settings': { door: 'people', paths: ['/settings'] },
	'/(app)/stalled': { door: 'people', paths: ['/stalled'], more: [elsewhere('/stalled')] },
	'/(app)/transparency': {
		door: 'people',
		paths: ['/transparency'],
		more: [elsewhere('/transparency')]
	},
	'/wall': { door: 'people', paths: ['/wall'] },
	'/wall/version': { door: 'people', paths: ['/wall/version'] },
	// Each file has a test of its own below, and so have Cube's views.
	'/export/[question].[format]': { door: 'files', paths: ['/export/stalled.csv'] },
	'/export/review.[format]': {
		door: 'files',
		paths: [`/export/review.md?period=${PERIOD}`]
	},
	'/export/progress': { door: 'files', paths: ['/export/progress?job=abcdefghijklmnop'] },
	'/cubejs-api/v1/[...path]': { door: 'programs', paths: ['/cubejs-api/v1/meta'] },
	'/metrics': { door: 'programs', paths: ['/metrics'] },
	'/healthz': { door: 'everybody', paths: ['/healthz'] },
	'/readyz': { door: 'everybody', paths: ['/readyz'] },
	'/login': { door: 'everybody', paths: [] },
	'/login/callback': { door: 'everybody', paths: ['/login/callback?state=x'], status: 303 },
	'/login/dingtalk': { door: 'everybody', paths: ['/login/dingtalk'], status: 303 },
	'/logout': { door: 'everybody', paths: ['/logout'], status: 405 },
	'/preferences': { door: 'everybody', paths: ['/preferences'], status: 405 }
};

/** Where a restricted goal is told of to those who may open it. A route that is not here is thought to tell nothing of one. */
export const TELLING = [
	...['/', '/alignment', '/alignment/dependencies', '/alignment/tree', '/check-ins'],
	...['/confidence', '/departments/21', '/departments/contributions'],
	...['/people/owner', '/search', '/search/results', '/stalled', `/review/${PERIOD}`]
];

/** The status for somebody whom the door does not let in, and who says that they read pages; null: it lets them in. */
export function refusalAt(door: Door, { kind }: Visitor): number | null {
	const wayIn = 303;
	switch (door) {
		case 'everybody':
			return null;
		case 'people':
			return kind === 'person' ? null : wayIn;
		case 'files':
			if (kind === 'person' || kind === 'files' || kind === 'both') return null;
			return kind === 'nobody' ? wayIn : kind === 'ended' ? 401 : 403;
		case 'programs':
			if (kind === 'figures' || kind === 'both') return null;
			return kind === 'files' ? 403 : 401;
	}
}
