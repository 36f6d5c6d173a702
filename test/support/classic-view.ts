/** The sandbox company as classic OKR and its pro variants can tell it (dingtalk-api.md 3), for the oracle. */
import type { Company, Link, Objective, Since } from '../../etl/sandbox/company/model.ts';

/** No objectives of departments, no check-ins; links lead from objective to objective, and have no kind. */
export function classicView(company: Company): Company {
	const personal = company.objectives.filter(({ kind }) => kind === 'personal');
	const ofKeyResult = new Map(
		personal.flatMap((one) => one.keyResults.map(({ id }) => [id, one.id] as const))
	);
	const organisation = new Set(
		company.objectives.filter(({ kind }) => kind === 'organisation').map(({ id }) => id)
	);
	const links = (history: readonly Since<readonly Link[]>[]): Since<readonly Link[]>[] =>
		history.map(({ from, value }) => {
			const ids = value
				.map(({ targetId }) => ofKeyResult.get(targetId) ?? targetId)
				.filter((id) => !organisation.has(id));
			return { from, value: [...new Set(ids)].map(objectiveLink) };
		});
	return {
		...company,
		objectives: personal.map((one) => ({
			...bare(one),
			up: links(one.up),
			down: links(one.down),
			teamIds: [{ from: one.created, value: [] }]
		}))
	};
}

/** Besides, no links at all, no drafts and no times. */
export function proView(company: Company): Company {
	const personal = company.objectives.filter(({ kind }) => kind === 'personal');
	return { ...company, objectives: personal.map((one) => ({ ...bare(one), hasNewFields: false })) };
}

function objectiveLink(targetId: string): Link {
	return { targetId, targetKind: 'objective', kind: null };
}

/** Field by field: the company's own objectives work theirs out when they are read, and cannot be spread. */
function bare(one: Objective): Objective {
	return {
		id: one.id,
		kind: one.kind,
		ruleId: one.ruleId,
		periodId: one.periodId,
		created: one.created,
		deleted: one.deleted,
		hasNewFields: one.hasNewFields,
		title: one.title,
		ownerId: one.ownerId,
		teamIds: one.teamIds,
		weight: one.weight,
		progress: one.progress,
		approveStatus: one.approveStatus,
		privacy: one.privacy,
		policyMemberIds: one.policyMemberIds,
		score: one.score,
		up: one.up,
		down: one.down,
		keyResults: one.keyResults,
		areCheckInsReadable: false,
		checkIns: []
	};
}
