/** Pages of the running product compared with the oracle: of the company, of departments, of periods. */
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import type { App } from './app.ts';
import { endOfDay } from './oracle/days.ts';
import { describeDifferences } from './oracle/differences.ts';
import { learn, type World } from './oracle/known.ts';
import type { PageScope } from './oracle/pages.ts';
import { departmentRows, periodRows } from './oracle/rows.ts';
import type { overviewDifferences } from './page-truth.ts';

export const ZONE = 'Asia/Shanghai';

/** What is known after a complete read at the end of each of these days. */
export function worldOf(size: { people: number; seed: number }, days: readonly string[]): World {
	const last = days.at(-1) ?? '';
	return learn(
		buildCompany({ ...size, today: last }),
		days.map((day) => ({
			readAt: endOfDay(day, ZONE),
			company: buildCompany({ ...size, today: day })
		})),
		{ timezone: ZONE, holidayWeeks: [], companyHeadUserIds: [] }
	);
}

/** The company, every department of the lens's tree, and each period of the whole company. */
function scopesOn(world: World, day: string, lens: PageScope['lens']): PageScope[] {
	const tree = departmentRows(world, lens === 'today' ? world.lastDay : day);
	const everything: PageScope = { day, periodId: null, departmentId: null, lens };
	const live = periodRows(world).filter(
		(period) => period.starts_on <= day && day <= period.ends_on
	);
	return [
		everything,
		...tree.map(({ department_id }) => ({ ...everything, departmentId: department_id })),
		...live.map(({ period_id }) => ({ ...everything, periodId: period_id }))
	];
}

export type Compare = typeof overviewDifferences;

export interface CheckedApp {
	readonly world: World;
	readonly app: App;
}

/**
 * What is wrong on these pages; '' if nothing.
 * @param oneOf every so manieth scope, others each day; the whole company always
 */
export async function wrongOn(
	{ world, app }: CheckedApp,
	compare: Compare,
	{ day, lens }: Pick<PageScope, 'day' | 'lens'>,
	oneOf = 1
): Promise<string> {
	const found = [];
	const [everything, ...others] = scopesOn(world, day, lens);
	const turn = Number(day.slice(-2)) % oneOf;
	const chosen = others.filter((_, index) => index % oneOf === turn);
	for (const scope of [...(everything === undefined ? [] : [everything]), ...chosen])
		found.push(...(await compare(app, world, scope)));
	return describeDifferences(found);
}
