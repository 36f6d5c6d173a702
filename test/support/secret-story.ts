/**
 * A company in which some objectives are restricted, and a Cube over it: who asks may learn of them in whole blocks only
 * (metrics.md 13). The progress of each key result is 10 and a fraction of its own, so that count and mean of any cell say which
 * key results are in it.
 */
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
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
import { cubeOn, type CubeUnderTest } from './cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from './warehouse.ts';

/** The last day, a Thursday. */
export const TODAY = '2026-09-10';
/** Department 31 lay below department 2 then; it lies below department 3 now. */
export const BEFORE_THE_MOVE = '2026-08-02';
export const MIN_GROUP_SIZE = 3;

/** Restricted objectives by owner, whose ids begin with `shy-`: nothing else names them. */
const SECRETS: Readonly<Record<string, { readonly department: string; readonly period?: string }>> =
	{
		// A block of one department.
		a1: { department: '21' },
		a2: { department: '21' },
		a3: { department: '21' },
		// A block of several: of the whole company today, of department 2 before the move.
		b1: { department: '22' },
		b2: { department: '22' },
		c1: { department: '31' },
		// Each alone at its level or in its period.
		head2: { department: '2' },
		head1: { department: '1' },
		d1: { department: '31', period: 'H2' }
	};
export const BLOCKS = { one: ['a1', 'a2', 'a3'], several: ['b1', 'b2', 'c1'] } as const;

const OPEN = { 'open-21': '21', 'open-22': '22', 'open-3': '3', 'open-31': '31' } as const;

const NAMES = [...Object.keys(SECRETS), ...Object.keys(OPEN)];
const fractionOf = (name: string): number => 2 ** -(NAMES.indexOf(name) + 1);

function secretsOf(name: string): Fact[] {
	const { department: home = '1', period: term = 'Q3' } = SECRETS[name] ?? {};
	return goal(name, `secret-${name}`, `shy-${name}`, home, term, `SECRET of ${name}`, 'restricted');
}

function goal(
	name: string,
	id: string,
	owner: string,
	home: string,
	term: string,
	text: string,
	visibility: 'public' | 'restricted'
): Fact[] {
	const says = {
		of: id,
		by: owner,
		blocker: `${text}: blocker`,
		next: `${text}: next`,
		confidence: 2
	};
	return [
		...person(owner, { departments: [home], name: owner }),
		...objective(id, { title: text, owner, period: term, visibility }),
		...objective(id, {
			title: `${text}, renamed`,
			owner,
			period: term,
			visibility,
			from: '2026-08-20'
		}),
		...keyResult(`${id}-kr`, { of: id, title: `${text}: result` }),
		...read(`${id}-kr`, '2026-07-02', 10 + fractionOf(name)),
		...checkIn(`${id}-c1`, { ...says, at: '2026-07-15 10:00', text: `${text}: checked in` }),
		...checkIn(`${id}-c1`, {
			...says,
			at: '2026-07-15 10:00',
			updated: '2026-07-16 10:00',
			text: `${text}: edited`
		}),
		...checkIn(`${id}-c2`, { ...says, at: `${TODAY} 10:00`, text: `${text}: again` })
	];
}

const COMPANY: readonly Fact[][] = [
	period('Q3', '2026-07-01', '2026-09-30'),
	period('H2', '2026-07-01', '2026-12-31'),
	department('1', { heads: ['shy-head1'] }),
	department('2', { heads: ['shy-head2'] }),
	department('21', { parent: '2' }),
	department('22', { parent: '2' }),
	department('3'),
	department('31', { parent: '2' }),
	department('31', { parent: '3', from: '2026-08-15' }),
	person('eve', { departments: ['3'] }),
	person("o'brien\\", { departments: ['3'] }),
	...Object.keys(SECRETS).map(secretsOf),
	...Object.entries(OPEN).map(([name, home]) =>
		goal(name, name, `owner-${name}`, home, 'Q3', `Plain ${name}`, 'public')
	),
	// Links with a closed end, either way, and with two.
	link('open-21', 'secret-head1'),
	link('open-22', 'secret-a1', { kind: 'COOPERATION' }),
	link('secret-b1', 'open-3'),
	link('secret-a2', 'secret-head1'),
	["o'brien\\", 'admin-like'].map((reader) => ({
		table: 'core_objective_readers',
		row: {
			objective_id: 'secret-a1',
			reader_ids: [reader, 'confidant'],
			valid_from: instant('2026-07-02'),
			observed_at: instant('2026-07-02'),
			run_id: reader === 'admin-like' ? 'run-0' : 'run-1'
		}
	}))
];

export interface SecretStory {
	readonly warehouse: Warehouse;
	/** Asks as an administrator. */
	readonly cube: CubeUnderTest;
	close(): Promise<void>;
}

export async function openSecretStory(): Promise<SecretStory> {
	const warehouse = await openTestWarehouse({ migrated: true });
	await buildFrom(warehouse, { asOf: TODAY, minGroupSize: MIN_GROUP_SIZE }, ...COMPANY);
	await insertRows(warehouse, 'ops_data_versions', [
		{
			version: 1,
			run_id: 'run-1',
			as_of: TODAY,
			loaded_at: new Date(instant(`${TODAY} 23:00`)),
			created_at: new Date(instant(`${TODAY} 23:00`))
		}
	]);
	const cube = await cubeOn(warehouse);
	return {
		warehouse,
		cube,
		close: async () => {
			await cube.close();
			await closeTestWarehouse(warehouse);
		}
	};
}

/**
 * Whose key results a cell holds.
 * @param count of those with a progress
 * @param mean their progress
 */
export function namesIn(count: number, mean: number): string[] {
	const found: string[] = [];
	let rest = (mean - 10) * count;
	for (const name of NAMES) {
		const fraction = fractionOf(name);
		if (rest < fraction - 1e-9) continue;
		found.push(name);
		rest -= fraction;
	}
	if (found.length !== count || Math.abs(rest) > 1e-9)
		throw new Error(`${count} of mean ${mean} are no key results of this company`);
	return found;
}

/** The restricted ones among them: `one`, `several` or both for whole blocks, the names of whatever is not a whole block. */
export function secretsIn(names: readonly string[]): string {
	const secrets = names.filter((name) => name in SECRETS);
	const whole = Object.entries(BLOCKS).filter(([, members]) =>
		members.every((name) => secrets.includes(name))
	);
	const rest = secrets.filter(
		(name) => !whole.some(([, members]) => members.some((own) => own === name))
	);
	return [...whole.map(([block]) => block), ...rest].join(' + ');
}
