/**
 * A company whose goals are open to some and closed to others, in a data directory that the product opens; and who may open what,
 * stated by hand from the sentences of metrics.md 13. A goal is called like an animal, and so is everything that belongs to it
 * (ids, titles, key results, check-ins), so that one word tells whether an answer says anything of it. People are no secret.
 */
import { insertRows, openWarehouse, type Warehouse } from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';
import { createApiTokens } from '../../src/lib/server/app-state/api-tokens.ts';
import {
	buildFrom,
	checkIn,
	department,
	instant,
	keyResult,
	link,
	objective,
	period,
	person,
	read,
	type Fact
} from './core-builder.ts';

/** The last day, a Thursday; the period `q3` runs. */
export const TODAY = '2026-09-10';
export const PERIOD = 'q3';
/** What the product must be started with. */
export const SETTINGS = {
	ADMIN_USER_IDS: 'administrator',
	MIN_GROUP_SIZE: '3'
} as const;

/** Public: of the company, and of one employee. */
export const OPEN_GOALS = ['walrus', 'ocelot'] as const;
/** Alone in its team; one more is, and together they are too few for a block. */
export const RESTRICTED = 'narwhal';
const ALONE = 'platypus';
/** A block of three in one team. */
const BLOCK = ['gorilla', 'giraffe', 'gazelle'] as const;
const CLOSED_GOALS = [RESTRICTED, ...BLOCK, ALONE] as const;
export const GOALS = [...OPEN_GOALS, ...CLOSED_GOALS] as const;
export type Goal = (typeof GOALS)[number];

export const objectiveOf = (goal: string): string => `${goal}-o`;
/** The first is checked in on, the second never was. */
export const keyResultOf = (goal: string, number = 1): string => `${goal}-k${number}`;

/** Department 21 is the owner's, 22 its sibling; 2 is above both. */
const OWNERS: Readonly<Record<Goal, { readonly owner: string; readonly team: string }>> = {
	walrus: { owner: 'chief', team: '1' },
	ocelot: { owner: 'neighbour', team: '3' },
	narwhal: { owner: 'owner', team: '21' },
	gorilla: { owner: 'first of a block', team: '22' },
	giraffe: { owner: 'second of a block', team: '22' },
	gazelle: { owner: 'third of a block', team: '22' },
	platypus: { owner: 'loner', team: '3' }
};

/**
 * "Visible to its owner, the people its policy lists, the heads, today, of each of the owner's departments and of all departments
 * above, and administrators." Whoever left has no right any more, though the policy lists them.
 */
export const OPENS: Readonly<Record<string, readonly Goal[]>> = {
	owner: [...OPEN_GOALS, RESTRICTED],
	'listed reader': [...OPEN_GOALS, RESTRICTED],
	'other employee': OPEN_GOALS,
	'head of the department': [...OPEN_GOALS, RESTRICTED],
	'head above': [...OPEN_GOALS, RESTRICTED, ...BLOCK],
	'head of a sibling': [...OPEN_GOALS, ...BLOCK],
	chief: GOALS,
	'first of a block': [...OPEN_GOALS, 'gorilla'],
	administrator: GOALS
};

/** Key results counted and left out: [count, suppressed], each goal has two of the first, and the second goes by threes. */
export interface Figures {
	readonly company: readonly [number, number];
	readonly '2': readonly [number, number];
	readonly '21': readonly [number, number];
	readonly '22': readonly [number, number];
}

/**
 * "A cell is its openable rows plus the released blocks wholly inside it; the rest is left out, and `suppressed_count` is its number
 * rounded up." The block is released to all but those who may open one of it: then fewer than three are closed to them.
 */
const REST: Figures = { company: [10, 6], '2': [6, 3], '21': [0, 3], '22': [6, 0] };
const WITH_RESTRICTED: Figures = { company: [12, 3], '2': [8, 0], '21': [2, 0], '22': [6, 0] };
const ALL: Figures = { company: [14, 0], '2': [8, 0], '21': [2, 0], '22': [6, 0] };
export const FIGURES: Readonly<Record<string, Figures>> = {
	owner: WITH_RESTRICTED,
	'listed reader': WITH_RESTRICTED,
	'other employee': REST,
	'head of the department': WITH_RESTRICTED,
	'head above': WITH_RESTRICTED,
	'head of a sibling': REST,
	chief: ALL,
	'first of a block': { company: [6, 9], '2': [2, 6], '21': [0, 3], '22': [2, 6] },
	administrator: ALL
};

/** Who may enter something into a review: administrators, and heads of its department or of one above. By department; '': company. */
export const REVIEWERS: Readonly<Record<string, readonly string[]>> = {
	'': ['chief', 'administrator'],
	'21': ['head of the department', 'head above', 'chief', 'administrator'],
	'22': ['head of a sibling', 'head above', 'chief', 'administrator']
};

function goal(name: Goal, isRestricted: boolean): Fact[] {
	const { owner, team } = OWNERS[name];
	const id = objectiveOf(name);
	const o = { owner, period: PERIOD, visibility: isRestricted ? 'restricted' : 'public' } as const;
	const [first, second] = [keyResultOf(name), keyResultOf(name, 2)];
	const says = {
		of: id,
		by: owner,
		confidence: 2,
		blocker: `${name} blocker`,
		next: `${name} next step`
	};
	return [
		...person(owner, { departments: [team], name: `Person ${owner}` }),
		...objective(id, { ...o, title: `Harvest of the ${name}` }),
		...objective(id, { ...o, title: `Great harvest of the ${name}`, from: '2026-08-20' }),
		...keyResult(first, { of: id, title: `Harvest 50 tons of ${name}` }),
		...keyResult(first, { of: id, title: `Harvest 60 tons of ${name}`, from: '2026-08-21' }),
		...keyResult(second, { of: id, title: `Harvest 7 ${name} fields` }),
		...read(first, '2026-07-02', 12),
		...checkIn(`${name}-c1`, {
			...says,
			at: '2026-07-15 10:00',
			text: `${name} began`,
			keyResults: { [first]: 14 },
			confidence: 9
		}),
		...checkIn(`${name}-c2`, {
			...says,
			at: '2026-09-08 10:00',
			text: `${name} is late`,
			keyResults: { [first]: 15 }
		}),
		...checkIn(`${name}-c2`, {
			...says,
			at: '2026-09-08 10:00',
			updated: '2026-09-09 10:00',
			text: `${name} is very late`,
			keyResults: { [first]: 16 }
		})
	];
}

/** @param areClosed false: as it was when everybody could open everything */
function company(areClosed: boolean): Fact[][] {
	const employee = (id: string, team: string) => person(id, { departments: [team], name: id });
	return [
		period('q2', '2026-04-01', '2026-06-30'),
		period(PERIOD, '2026-07-01', '2026-09-30'),
		department('1', { heads: ['chief'] }),
		department('2', { heads: ['head above'] }),
		department('21', { parent: '2', heads: ['head of the department'] }),
		department('22', { parent: '2', heads: ['head of a sibling'] }),
		department('3'),
		employee('head above', '2'),
		employee('head of the department', '21'),
		employee('head of a sibling', '22'),
		employee('listed reader', '3'),
		employee('other employee', '21'),
		employee('administrator', '3'),
		employee('leaver', '21'),
		person('leaver', { departments: ['21'], name: 'leaver', from: '2026-08-01', isGone: true }),
		...GOALS.map((name) => goal(name, areClosed && CLOSED_GOALS.some((one) => one === name))),
		// Links from closed goals and to them.
		...GOALS.slice(1).map((name) => link(objectiveOf(name), objectiveOf('walrus'))),
		link(objectiveOf('ocelot'), objectiveOf(RESTRICTED), { kind: 'COOPERATION' }),
		link(objectiveOf(RESTRICTED), objectiveOf('gorilla'), { kind: 'COOPERATION' }),
		link(objectiveOf('giraffe'), objectiveOf('ocelot'), { kind: 'COOPERATION' }),
		link(objectiveOf(RESTRICTED), 'nowhere'),
		[
			{
				table: 'core_objective_readers',
				row: {
					objective_id: objectiveOf(RESTRICTED),
					reader_ids: ['listed reader', 'leaver'],
					valid_from: instant('2026-07-02'),
					observed_at: instant('2026-07-02'),
					run_id: 'run-1'
				}
			}
		]
	];
}

/** Tokens for programs: of the listed reader by what they are for, several because one may not flood the product; and the leaver's. */
export interface StoryTokens {
	readonly figures: readonly string[];
	readonly files: readonly string[];
	readonly ofLeaver: readonly string[];
}

/**
 * Writes the company into an empty data directory, or what became of it into one that the product used.
 * @param areClosed false: everybody may still open everything
 */
export async function tellPermissionStory(
	dataDir: string,
	areClosed: boolean
): Promise<StoryTokens> {
	const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
	try {
		await migrate(warehouse);
		await buildFrom(warehouse, { asOf: TODAY, minGroupSize: 3 }, ...company(areClosed));
		await noteSync(warehouse, areClosed ? 2 : 1);
		const tokens = createApiTokens(warehouse);
		const make = async (userId: string, count: number, ...scopes: string[]) => {
			const made: string[] = [];
			for (let each = 0; each < count; each += 1)
				made.push(await tokens.create(userId, { name: 'A program', scopes, days: 30 }));
			return made;
		};
		return {
			figures: await make('listed reader', 2, 'figures'),
			files: await make('listed reader', 4, 'files'),
			ofLeaver: await make('leaver', 4, 'figures', 'files')
		};
	} finally {
		await warehouse.close();
	}
}

/** The sync that found all this: it read all people, too. The facts are of `run-1`, and count because that one ended. */
async function noteSync(warehouse: Warehouse, version: number): Promise<void> {
	const at = new Date(instant(`${TODAY} 23:00`));
	const run_id = `run-${version}`;
	await insertRows(warehouse, 'core_runs', [
		{
			...{ run_id: 'run-1', observed_at: at, as_of: TODAY, loaded_at: at },
			...{ is_directory_complete: 1, is_complete: 1 }
		}
	]);
	await insertRows(warehouse, 'ops_streams', [
		{
			...{ run_id, stream: 'people', status: 'complete', reason: '', read_at: at },
			...{ read_count: 1, item_count: 14, row_count: 14 }
		}
	]);
	await insertRows(warehouse, 'ops_data_versions', [
		{ version, run_id, as_of: TODAY, loaded_at: at, created_at: at }
	]);
}
