/** One call to each interface that a sync uses: what the app may read, and what it finds. */
import {
	readCheckIns,
	readObjectives,
	readOrganisationObjectives,
	readPeriods,
	readRules
} from '../dingtalk/agoal.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import {
	readChildDepartments,
	readContactRange,
	readDepartment,
	readMembers,
	ROOT_DEPARTMENT
} from '../dingtalk/contacts.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import type { Page } from '../dingtalk/page.ts';
import {
	Department,
	Member,
	parseRecord,
	Period,
	PersonalObjective,
	Rule
} from '../dingtalk/payloads.ts';
import type { Config } from '../config.ts';
import type { Found } from './doctor.ts';

/** Whatever hangs on an answer that did not come is left out. */
export async function examineDingTalk(
	client: DingTalkClient,
	config: Config,
	found: Found
): Promise<void> {
	/** null: DingTalk refused; the finding says why. */
	async function ask<T>(subject: string, call: () => Promise<T>): Promise<T | null> {
		try {
			return await call();
		} catch (error) {
			if (!(error instanceof DingTalkError)) throw error;
			// One record that is refused says nothing about the others.
			found(isRefusedRecord(error) ? 'note' : 'wrong', subject, error.message);
			return null;
		}
	}

	const range = await ask('DingTalk', () => readContactRange(client));
	if (range === null) return;
	found('ok', 'DingTalk', 'the app key is accepted.');
	if (range.includes(ROOT_DEPARTMENT)) found('ok', 'contact range', 'the whole company.');
	else
		found(
			'wrong',
			'contact range',
			`only the departments ${range.join(', ') || '(none)'}; widen it to the whole company in the DingTalk developer console.`
		);

	const root = await ask('departments', () => readDepartment(client, ROOT_DEPARTMENT));
	if ((await ask('departments', () => readChildDepartments(client, ROOT_DEPARTMENT))) !== null)
		found('ok', 'departments', 'may be read.');
	const people = await membersOf(client, [...new Set([ROOT_DEPARTMENT, ...(range ?? [])])], ask);
	if (people.length > 0) found('ok', 'people', 'may be read.');
	if (root !== null) examineHeads(root, people, config, found);

	const rules = await ask('OKR rules', () => readRules(client));
	if (rules === null) return;
	const ruleIds = examineRules(rules, config, found);
	const [ruleId] = ruleIds;
	if (ruleId === undefined) return;
	const periods = await ask('periods', () => readPeriods(client, ruleId));
	const periodIds = (periods?.records ?? []).flatMap((record) => {
		const parsed = parseRecord(Period, record);
		return parsed.ok ? [parsed.value.periodId] : [];
	});
	if (periods !== null) found('ok', 'periods', `${periodIds.length} found.`);

	const [periodId] = periodIds;
	if (periodId === undefined) return;
	const organisation = await ask('organisation objectives', () =>
		readOrganisationObjectives(client, periodId).next()
	);
	if (organisation !== null) found('ok', 'organisation objectives', 'may be read.');
	const [person] = people;
	if (person === undefined) return;
	const objectives = await ask('objectives', () =>
		readObjectives(client, person.userid, ruleId, periodIds)
	);
	if (objectives === null) return;
	found('ok', 'objectives', 'may be read.');
	const objective = objectives.records
		.map((record) => parseRecord(PersonalObjective, record))
		.find((parsed) => parsed.ok);
	if (objective === undefined || !objective.ok) {
		found('note', 'check-ins', `not tried, because ${person.name} has no objective.`);
		return;
	}
	const checkIns = await ask('check-ins', () =>
		readCheckIns(client, objective.value.objectiveId).next()
	);
	if (checkIns !== null) found('ok', 'check-ins', 'may be read.');
}

type KnownMember = {
	readonly userid: string;
	readonly name: string;
	readonly boss: boolean | null;
};

/** Members of the first department that has any. */
async function membersOf(
	client: DingTalkClient,
	departments: readonly string[],
	ask: <T>(subject: string, call: () => Promise<T>) => Promise<T | null>
): Promise<KnownMember[]> {
	for (const department of departments) {
		const page = await ask('people', () => readMembers(client, department).next());
		if (page === null) return [];
		const records = page.done === true ? [] : page.value.records;
		const people = records.flatMap((record) => {
			const parsed = parseRecord(Member, record);
			return parsed.ok ? [parsed.value] : [];
		});
		if (people.length > 0) return people;
	}
	return [];
}

/** metrics.md 2: heads of the root, else its bosses, else COMPANY_HEAD_USER_IDS. */
function examineHeads(
	root: Page,
	people: readonly KnownMember[],
	config: Config,
	found: Found
): void {
	const parsed = parseRecord(Department, root.content);
	const heads = parsed.ok ? (parsed.value.dept_manager_userid_list ?? []) : [];
	const bosses = people.filter(({ boss }) => boss === true).map(({ userid }) => userid);
	if (heads.length > 0)
		found('ok', 'company head', `${heads.join(', ')} (heads of the root department).`);
	else if (bosses.length > 0) found('ok', 'company head', `${bosses.join(', ')} (marked as boss).`);
	else if (config.companyHeadUserIds.length > 0)
		found('ok', 'company head', `${config.companyHeadUserIds.join(', ')} (COMPANY_HEAD_USER_IDS).`);
	else
		found(
			'note',
			'company head',
			'nobody heads the root department and nobody in it is marked as boss, so objectives of the company may not be told apart. Set a head in DingTalk, or COMPANY_HEAD_USER_IDS.'
		);
}

function examineRules(rules: Page, config: Config, found: Found): string[] {
	const parsed = rules.records.flatMap((record) => {
		const rule = parseRecord(Rule, record);
		return rule.ok ? [rule.value] : [];
	});
	if (parsed.length === 0) {
		found(
			'wrong',
			'OKR rules',
			"Agoal answers, but holds no rule for this company: their OKRs live elsewhere. Ask the company's DingTalk administrator which product is used."
		);
		return [];
	}
	const wanted = config.ruleCategories.map((category) => category.toLowerCase());
	const ours = parsed.filter(({ objectiveCategory }) =>
		wanted.includes(objectiveCategory.toLowerCase())
	);
	if (ours.length === 0)
		found(
			'wrong',
			'OKR rules',
			`none of the category ${config.ruleCategories.join(' or ')}, but ${parsed.map(({ objectiveCategory }) => objectiveCategory).join(', ')}. Set DINGTALK_RULE_CATEGORIES.`
		);
	else
		found(
			'ok',
			'OKR rules',
			ours.map(({ objectiveRuleName }) => objectiveRuleName).join(', ') + '.'
		);
	return ours.map(({ objectiveRuleId }) => objectiveRuleId);
}
