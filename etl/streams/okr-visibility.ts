/**
 * Who may open an objective of classic OKR (metrics.md 9). One metered call tells it for one objective, so it is asked only for
 * what is not known yet, or was modified since it was asked. Grain: one payload per objective (dingtalk-api.md 3.1).
 */
import { z } from 'zod';
import { selectRows } from '../clickhouse/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { readClassicPermission, readOkrUsers } from '../dingtalk/okr.ts';
import { OkrUser, Permission } from '../dingtalk/okr-payloads.ts';
import { latest } from '../load/context.ts';
import { instantText } from '../normalise/instants.ts';
import { visibilityOf, type Visibility } from '../normalise/okr.ts';
import type { RunScope, Tally } from './scope.ts';

export interface VisibilityReader {
	/** That one of classic OKR's own ids belongs to this person. */
	learn(okrUserId: string, personId: string): void;
	/**
	 * What is known, or what DingTalk says now. A refusal leaves what was known before, else `unknown`.
	 * @param stamp of the objective's modification; empty: DingTalk did not say
	 */
	of(objectiveId: string, actingUserId: string, stamp: string): Promise<Visibility>;
	/** Finds out who the people in the policies are, which may take calls. */
	finish(): Promise<void>;
	/** Stores what is known for certain; what is not is asked again by a later run. Makes no call. */
	keep(): Promise<void>;
}

export interface VisibilityChoice {
	/** Ask again also what seems not to have moved. */
	readonly isFull: boolean;
	/** People that are known by DingTalk's userid. */
	readonly personIds: readonly string[];
}

/** So many refusals, and nothing answered: then the interface is not for us. */
const REFUSALS_IN_A_ROW = 5;

interface Told {
	readonly objectiveId: string;
	readonly stamp: string;
	readonly privacy: string;
	/** In either id space. */
	readonly memberIds: readonly string[];
}

export async function openVisibility(
	scope: RunScope,
	tally: Tally,
	{ isFull, personIds }: VisibilityChoice
): Promise<VisibilityReader> {
	const before = await knownBefore(scope);
	const people = new Set(personIds);
	const personOf = new Map<string, string>();
	const asked = new Map<string, Promise<Visibility>>();
	const told: Told[] = [];
	/** Objectives that were refused, with their stamps. */
	const refused = new Map<string, string>();
	/** Ids of people whom nobody knows. */
	const strangers = new Set<string>();
	let isClosed = false;

	async function ask(
		objectiveId: string,
		actingUserId: string,
		stamp: string
	): Promise<Visibility> {
		const known = before.get(objectiveId);
		const fallback = known?.visibility ?? 'unknown';
		if (isClosed || (!isFull && known?.stamp === stamp)) return fallback;
		try {
			const page = await readClassicPermission(scope.client, objectiveId, actingUserId);
			await tally.keep(scope, `permission ${objectiveId}`, page);
			const key = `permission ${objectiveId}`;
			const permission = await tally.parse(scope, key, Permission, page.content ?? {});
			if (permission === null) return fallback;
			const policies = permission.policyList ?? [];
			const memberIds = policies.flatMap(({ memberList }) => memberList ?? []).map(({ id }) => id);
			const privacy = permission.privacy?.trim() ?? '';
			told.push({ objectiveId, stamp, privacy, memberIds: memberIds.filter((id) => id !== null) });
			return visibilityOf(privacy);
		} catch (error) {
			if (!(error instanceof DingTalkError)) throw error;
			const isAboutOne = error.kind === 'business' || error.kind === 'not_found';
			if (!isAboutOne && error.kind !== 'permission') throw error;
			refused.set(objectiveId, stamp);
			if (!isAboutOne || (told.length === 0 && refused.size >= REFUSALS_IN_A_ROW)) {
				if (!isClosed) tally.notes.push(`who may open objectives is not known: ${error.message}`);
				isClosed = true;
			}
			return fallback;
		}
	}

	/** null: not known for certain. */
	function readersOf({ memberIds }: Told): string[] | null {
		const readers = memberIds.flatMap((id) => {
			if (strangers.has(id)) return [];
			return [personOf.get(id) ?? (people.has(id) ? id : null)];
		});
		const certain = readers.filter((id) => id !== null);
		return certain.length < readers.length ? null : [...new Set(certain)].sort();
	}

	return {
		learn: (okrUserId, personId) => void personOf.set(okrUserId, personId),
		of(objectiveId, actingUserId, stamp) {
			// An objective that changes hands meanwhile may be in two lists.
			const answer = asked.get(objectiveId) ?? ask(objectiveId, actingUserId, stamp);
			asked.set(objectiveId, answer);
			return answer;
		},
		async finish() {
			const unknown = new Set(
				told
					.flatMap(({ memberIds }) => memberIds)
					.filter((id) => !personOf.has(id) && !people.has(id))
			);
			if (unknown.size === 0) return;
			try {
				for await (const page of readOkrUsers(scope.client, [...unknown].sort())) {
					await tally.keep(scope, 'okr users', page);
					for (const record of page.records) {
						const user = await tally.parse(scope, 'okr users', OkrUser, record);
						if (user !== null) personOf.set(user.id, user.userId);
					}
				}
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				const isRefused = ['business', 'not_found', 'permission'].includes(error.kind);
				if (!isRefused) throw error;
				tally.notes.push(`people in the policies of objectives are not known: ${error.message}`);
			}
			for (const id of unknown) if (!personOf.has(id)) strangers.add(id);
			if (strangers.size > 0)
				tally.notes.push(`${strangers.size} readers of private objectives are nobody we know`);
		},
		async keep() {
			for (const one of told.splice(0)) {
				const readers = readersOf(one);
				if (readers === null) continue;
				await keepReaders(scope, before.get(one.objectiveId), one, readers);
				await answer(scope, one.objectiveId, one.stamp);
			}
			if (!isClosed) for (const [id, stamp] of refused) await answer(scope, id, stamp);
			for (const id of isClosed ? [] : refused.keys())
				await tally.reject(scope, id, 'refused', 'who may open it is not told', '');
			refused.clear();
		}
	};
}

/** A version of the list, unless it is the one in force. */
async function keepReaders(
	{ batches, observedAt }: RunScope,
	known: Known | undefined,
	{ objectiveId, privacy }: Told,
	readers: readonly string[]
): Promise<void> {
	const isSame =
		known?.readers != null &&
		known.privacy === privacy &&
		known.readers.join(' ') === readers.join(' ');
	if (isSame) return;
	const at = instantText(observedAt);
	await batches.add('core_objective_readers', [
		{ objective_id: objectiveId, privacy, reader_ids: readers, valid_from: at, observed_at: at }
	]);
}

function answer(scope: RunScope, objectiveId: string, stamp: string): Promise<void> {
	return scope.batches.add('core_answers', [
		{
			subject_kind: 'permission',
			subject_id: objectiveId,
			answered_at: instantText(scope.observedAt),
			fingerprint: stamp
		}
	]);
}

const Known = z
	.object({
		objective_id: z.string(),
		visibility: z.enum(['public', 'restricted', 'unknown']),
		stamp: z.string().nullable(),
		privacy: z.string().nullable(),
		readers: z.array(z.string()),
		has_readers: z.number()
	})
	.transform((row) => ({ ...row, readers: row.has_readers === 1 ? row.readers : null }));
type Known = z.output<typeof Known>;

/** What earlier runs found out, by objective. */
async function knownBefore({ warehouse }: RunScope): Promise<Map<string, Known>> {
	const rows = await selectRows(
		warehouse,
		`SELECT
			version.objective_id AS objective_id, version.visibility AS visibility,
			answered.stamp AS stamp, list.privacy AS privacy, list.reader_ids AS readers,
			list.objective_id IS NOT NULL AS has_readers
		FROM (${latest('core_objective_versions', 'objective_id')}) AS version
		LEFT JOIN
		(
			SELECT subject_id, toNullable(argMax(fingerprint, run_id)) AS stamp FROM core_answers
			WHERE subject_kind = 'permission' GROUP BY subject_id
		) AS answered ON answered.subject_id = version.objective_id
		LEFT JOIN
		(
			SELECT toNullable(objective_id) AS objective_id, toNullable(toString(privacy)) AS privacy, reader_ids
			FROM (${latest('core_objective_readers', 'objective_id')})
		) AS list ON list.objective_id = version.objective_id
		WHERE version.kind = 'personal'`,
		(row) => Known.parse(row)
	);
	return new Map(rows.map((row) => [row.objective_id, row]));
}
