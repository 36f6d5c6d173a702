/** All streams of one run in their order, and what becomes of one that DingTalk does not let us finish. */
import { z } from 'zod';
import { selectRows } from '../clickhouse/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { readCheckIns } from './check-ins.ts';
import { readDepartments } from './departments.ts';
import { readObjectives, type ReadObjectives } from './objectives.ts';
import { readOrganisationObjectives } from './organisation-objectives.ts';
import { readPeople } from './people.ts';
import { periodsToRead, readPeriods, type PeriodChoice } from './periods.ts';
import { Tally, type RunScope, type StreamName } from './scope.ts';

export interface CompanyChoice extends PeriodChoice {
	/** Read check-ins also where nothing seems to have moved. */
	readonly isFull: boolean;
}

export interface CompanyRead {
	readonly isDirectoryComplete: boolean;
	readonly isEverybodyAnswered: boolean;
	readonly areOrganisationObjectivesComplete: boolean;
	readonly periodIds: readonly string[];
	/** What ended the reading early (budget, quota, ban); what was read until then counts. */
	readonly stop: DingTalkError | null;
}

type OnProgress = (phase: string, done: number, total: number | null) => void;

/**
 * A stream that the app may not read stays partial; one that fails otherwise fails the run. Without periods or anybody's
 * objectives there is nothing to show: then that is the failure, never a company without goals.
 * @param tallies filled as streams begin, so that they are there whatever happens
 */
export async function readCompany(
	scope: Omit<RunScope, 'onProgress'>,
	tallies: Tally[],
	choice: CompanyChoice,
	onProgress: OnProgress
): Promise<CompanyRead> {
	let stop: DingTalkError | null = null;
	let refusal: DingTalkError | null = null;

	/** One stream; a refusal or a stop is noted in its tally, every other error is thrown. */
	async function stream(
		name: StreamName,
		phase: string,
		read: (scope: RunScope, tally: Tally) => Promise<void>
	): Promise<Tally> {
		const tally = new Tally(name);
		tallies.push(tally);
		if (stop !== null) {
			tally.gaps.push('not read, because the run was stopped before');
			return tally;
		}
		const report = (done: number, total: number | null) => onProgress(phase, done, total);
		report(0, null);
		try {
			await read({ ...scope, onProgress: report }, tally);
		} catch (error) {
			tally.gaps.push(error instanceof Error ? error.message : String(error));
			if (!(error instanceof DingTalkError)) throw error;
			const isStop = error.kind === 'budget' || error.kind === 'quota' || error.kind === 'banned';
			if (!isStop && error.kind !== 'permission') throw error;
			if (isStop) stop = error;
			else refusal = error;
		}
		return tally;
	}
	/** Whatever keeps us from knowing what to ask for ends the run. */
	function need<T>(known: readonly T[]): readonly T[] {
		if (stop !== null) throw stop;
		if (known.length > 0) return known;
		throw (
			refusal ??
			new DingTalkError(
				'permission',
				"DingTalk shows this app no department and nobody in it. Set the app's contact range to the whole company in the DingTalk developer console (open-dev.dingtalk.com)."
			)
		);
	}

	let departments: readonly string[] = [];
	const departmentTally = await stream('departments', 'departments', async (inner, tally) => {
		departments = await readDepartments(inner, tally);
	});
	if (departments.length === 0) departments = await known(scope, 'department');
	departments = need(departments);

	let people: readonly string[] = [];
	const peopleTally = await stream('people', 'people', async (inner, tally) => {
		people = await readPeople(inner, tally, departments);
	});
	if (people.length === 0) people = await known(scope, 'person');
	people = need(people);
	const isDirectoryComplete = departmentTally.isComplete && peopleTally.isComplete;

	let periods: Awaited<ReturnType<typeof readPeriods>> = [];
	await stream('periods', 'periods', async (inner, tally) => {
		periods = periodsToRead(await readPeriods(inner, tally), choice);
	});
	need(periods);

	const found: ReadObjectives = { fingerprints: new Map(), titles: new Map(), answered: 0 };
	await stream('objectives', 'objectives', (inner, tally) =>
		readObjectives(inner, tally, people, periods, found)
	);
	if (found.answered === 0) need([]);
	const organisationTally = await stream('organisation_objectives', 'objectives', (inner, tally) =>
		readOrganisationObjectives(inner, tally, periods)
	);
	await stream('check_ins', 'check_ins', (inner, tally) =>
		readCheckIns(inner, tally, found, choice.isFull)
	);
	return {
		isDirectoryComplete,
		isEverybodyAnswered: isDirectoryComplete && found.answered === people.length,
		areOrganisationObjectivesComplete: organisationTally.isComplete,
		periodIds: periods.map(({ period_id }) => period_id),
		stop
	};
}

const Known = z.object({ id: z.string() });

/** Whom earlier runs knew: when the directory may not be read any more, their objectives still may. */
async function known(
	{ warehouse }: Omit<RunScope, 'onProgress'>,
	what: 'department' | 'person'
): Promise<string[]> {
	const table = what === 'person' ? 'core_person_versions' : 'core_department_versions';
	return selectRows(
		warehouse,
		`SELECT ${what}_id AS id FROM
		(SELECT * FROM ${table} ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY ${what}_id)
		WHERE is_present ORDER BY id`,
		(row) => Known.parse(row).id
	);
}
