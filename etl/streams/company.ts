/** All streams of one run of the company in their order, and what becomes of one that DingTalk does not let us finish. */
import { readRules } from '../dingtalk/agoal.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Page } from '../dingtalk/page.ts';
import { directoryOf, knownDirectory, type Directory } from '../plan/directory.ts';
import type { RunPlan } from '../plan/run-plan.ts';
import type { DepartmentRow, PersonRow } from '../normalise/contacts.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { asksOf, classicAsksOf } from './ask-people.ts';
import { findCheckInWork } from './check-in-work.ts';
import { answerForUnmoved, leaveForLater, readCheckIns } from './check-ins.ts';
import { checkContactRange, readDepartments } from './departments.ts';
import { readDepartures } from './departures.ts';
import { nothingRead, readObjectives } from './objectives.ts';
import { readOkrObjectives } from './okr-objectives.ts';
import { readOkrPeriods } from './okr-periods.ts';
import { readOrganisationObjectives } from './organisation-objectives.ts';
import { readPeople } from './people.ts';
import { periodsToRead, readPeriods, sayWhatIsNotKept } from './periods.ts';
import { findProduct, type Product } from './product.ts';
import { readReconciliation } from './reconciliation.ts';
import { readReports, reportWindow } from './reports.ts';
import { answer, Tally, type RunScope, type StreamName } from './scope.ts';

export interface CompanyRead {
	readonly product: Product;
	readonly isDirectoryComplete: boolean;
	/** Periods whose organisation objectives were read to the end. */
	readonly organisationPeriodIds: readonly string[];
	/** Periods whose objectives were asked for. */
	readonly periodIds: readonly string[];
	/** What ended the reading early (budget, quota, ban); what was read until then counts. */
	readonly stop: DingTalkError | null;
	readonly plan: RunPlan;
}

export type OnProgress = (phase: string, done: number, total: number | null) => void;

/** Streams of one run, each with its tally; a refusal or a stop ends the stream, every other error the run. */
export class Streams {
	stop: DingTalkError | null = null;
	#refusal: DingTalkError | null = null;
	readonly #scope: Omit<RunScope, 'onProgress'>;
	readonly #tallies: Tally[];
	readonly #onProgress: OnProgress;

	/** @param tallies filled as streams begin, so that they are there whatever happens */
	constructor(scope: Omit<RunScope, 'onProgress'>, tallies: Tally[], onProgress: OnProgress) {
		this.#scope = scope;
		this.#tallies = tallies;
		this.#onProgress = onProgress;
	}

	async run(
		name: StreamName,
		phase: string,
		read: (scope: RunScope, tally: Tally) => Promise<void>
	): Promise<Tally> {
		const tally = this.#tallyOf(name);
		if (this.stop !== null) {
			tally.gaps.push('not read, because the run was stopped before');
			return tally;
		}
		const onProgress = (done: number, total: number | null) => this.#onProgress(phase, done, total);
		onProgress(0, null);
		try {
			await read({ ...this.#scope, onProgress }, tally);
			tally.refuseManyRejects();
		} catch (error) {
			tally.gaps.push(error instanceof Error ? error.message : String(error));
			if (!(error instanceof DingTalkError)) throw error;
			const isStop = error.kind === 'budget' || error.kind === 'quota' || error.kind === 'banned';
			if (!isStop && error.kind !== 'permission') throw error;
			if (isStop) this.stop = error;
			else this.#refusal = error;
		}
		return tally;
	}

	/** Whatever keeps us from knowing what to ask for ends the run: it is a failure, never a company without goals. */
	need(isKnown: boolean): void {
		if (this.stop !== null) throw this.stop;
		if (isKnown) return;
		throw (
			this.#refusal ??
			new DingTalkError(
				'permission',
				"DingTalk shows this app no department and nobody in it. Set the app's contact range to the whole company in the DingTalk developer console (open-dev.dingtalk.com)."
			)
		);
	}

	#tallyOf(name: StreamName): Tally {
		const begun = this.#tallies.find(({ stream }) => stream === name);
		if (begun !== undefined) return begun;
		const tally = new Tally(name);
		this.#tallies.push(tally);
		return tally;
	}
}

/** @param decide the plan, once it is known who is there: before the first metered call */
export async function readCompany(
	scope: Omit<RunScope, 'onProgress'>,
	tallies: Tally[],
	decide: (directory: Directory) => Promise<RunPlan>,
	onProgress: OnProgress
): Promise<CompanyRead> {
	const streams = new Streams(scope, tallies, onProgress);
	const { directory, isDirectoryComplete } = await readDirectory(scope, streams);
	const plan = await decide(directory);
	const departments = await streams.run('departments', 'departments', async (inner, tally) => {
		if (!tally.isComplete || !plan.isContactRangeRead) return;
		await checkContactRange(inner, tally);
		if (tally.isComplete) await answer(inner, 'contact_range', '');
	});
	if (streams.stop === null) await streams.run('departures', 'people', readDepartures);

	const found = nothingRead();
	let periods: ReturnType<typeof periodsToRead> = [];
	const choose = (known: readonly PeriodRow[], tally: Tally): PeriodRow[] => {
		const notKept = sayWhatIsNotKept(known, plan);
		if (notKept !== null) tally.notes.push(notKept);
		return periodsToRead(known, plan);
	};
	let asks: ReturnType<typeof asksOf> = [];
	let product: Product = plan.product ?? 'agoal';
	await streams.run('periods', 'periods', async (inner, tally) => {
		const known = await findProduct(inner, tally, plan.product);
		product = known.product;
		if (product === 'agoal') {
			const rules = known.rules ?? (await readAndKeepRules(inner, tally));
			const read = await readPeriods(inner, tally, rules);
			periods = choose(read.periods, tally);
			asks = asksOf(plan, periods, read.rules, directory);
		} else {
			periods = choose(await readOkrPeriods(inner, tally, product, known.periods), tally);
			asks = classicAsksOf(plan, periods, directory);
		}
	});
	streams.need(periods.length > 0);

	await streams.run('objectives', 'objectives', async (inner, tally) => {
		if (product === 'agoal') return readObjectives(inner, tally, asks, periods, found);
		await readOkrObjectives(inner, tally, asks, periods, found, {
			product,
			isFull: plan.kind === 'full'
		});
		if (plan.areEndedPeriodsRead) await answer(inner, 'ended_periods', '');
	});
	if (asks.length > 0 && found.answered === 0) streams.need(false);
	const organisationPeriodIds =
		product === 'agoal' ? await readOrganisation(streams, periods, plan) : [];
	if (product === 'agoal') await readMovedCheckIns(scope, streams, found, plan);
	const { reports } = scope.config;
	if (reports !== null)
		await streams.run('reports', 'check_ins', async (inner, tally) =>
			readReports(
				inner,
				tally,
				await reportWindow(inner.warehouse, {
					template: reports.template,
					earliestDay: earliestOf(periods),
					observedAt: inner.observedAt,
					timezone: inner.config.timezone,
					isFull: plan.kind === 'full'
				})
			)
		);
	if (plan.isReconciled)
		await streams.run('reconciliation', 'check_ins', (inner, tally) =>
			readReconciliation(inner, tally, periods)
		);
	return {
		product,
		isDirectoryComplete: isDirectoryComplete && departments.isComplete,
		organisationPeriodIds,
		periodIds: periods.map(({ period_id }) => period_id),
		stop: streams.stop,
		plan
	};
}

function earliestOf(periods: readonly PeriodRow[]): string {
	return periods.map(({ starts_on }) => starts_on).reduce((a, b) => (a < b ? a : b));
}

async function readAndKeepRules(scope: RunScope, tally: Tally): Promise<Page> {
	const rules = await readRules(scope.client);
	await tally.keep(scope, '', rules);
	return rules;
}

/** @returns the periods that were read to the end */
async function readOrganisation(
	streams: Streams,
	periods: readonly PeriodRow[],
	plan: RunPlan
): Promise<string[]> {
	const asked = periods.filter(
		({ ends_before }) => plan.areEndedPeriodsRead || ends_before > plan.today
	);
	const tally = await streams.run(
		'organisation_objectives',
		'objectives',
		async (inner, organisation) => {
			await readOrganisationObjectives(inner, organisation, asked);
			if (plan.areEndedPeriodsRead) await answer(inner, 'ended_periods', '');
		}
	);
	return tally.isComplete ? asked.map(({ period_id }) => period_id) : [];
}

/** What has moved and cannot be read any more is noted, so that the next run reads it whether or not it asks its owner. */
export async function readMovedCheckIns(
	scope: Omit<RunScope, 'onProgress'>,
	streams: Streams,
	found: Parameters<typeof findCheckInWork>[1],
	plan: RunPlan
): Promise<void> {
	const quiet = { ...scope, onProgress: () => {} };
	const work = await findCheckInWork(quiet, found, {
		isFull: plan.kind === 'full',
		rereads: plan.rereads,
		pending: plan.pending
	});
	await answerForUnmoved(quiet, work);
	try {
		await streams.run('check_ins', 'check_ins', (inner, tally) => readCheckIns(inner, tally, work));
	} finally {
		await leaveForLater(quiet, work);
	}
}

async function readDirectory(
	scope: Omit<RunScope, 'onProgress'>,
	streams: Streams
): Promise<{ directory: Directory; isDirectoryComplete: boolean }> {
	let ids: readonly string[] = [];
	let departments: readonly DepartmentRow[] = [];
	let people: readonly PersonRow[] = [];
	const departmentTally = await streams.run('departments', 'departments', async (inner, tally) => {
		({ ids, rows: departments } = await readDepartments(inner, tally));
	});
	const known = await knownDirectory(scope.warehouse);
	if (ids.length === 0) ids = [...known.departments.keys()];
	streams.need(ids.length > 0);
	const peopleTally = await streams.run('people', 'people', async (inner, tally) => {
		people = await readPeople(inner, tally, ids);
	});
	const read = directoryOf(departments, people);
	// Whom earlier runs knew: when the directory may not be read any more, their objectives still may.
	const directory = {
		departments: read.departments.size > 0 ? read.departments : known.departments,
		people: read.people.size > 0 ? read.people : known.people
	};
	streams.need(directory.people.size > 0);
	return {
		directory,
		isDirectoryComplete: departmentTally.isComplete && peopleTally.isComplete
	};
}
