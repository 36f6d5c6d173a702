/** One call to each interface that a sync uses: what the app may read, and what it finds. */
import type { DingTalkClient } from '../dingtalk/client.ts';
import {
	contactRangeOf,
	readChildDepartments,
	readContactRange,
	readDepartment,
	readMembers,
	ROOT_DEPARTMENT
} from '../dingtalk/contacts.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import type { Page } from '../dingtalk/page.ts';
import { Department, Member, parseRecord } from '../dingtalk/payloads.ts';
import { readTemplateNames } from '../dingtalk/reports.ts';
import type { Config } from '../config.ts';
import type { Found } from './doctor.ts';
import { examineOkrs } from './examine-okrs.ts';

/** null: DingTalk refused; the finding says why. */
export type Ask = <T>(subject: string, call: () => Promise<T>) => Promise<T | null>;

/** Whatever hangs on an answer that did not come is left out. */
export async function examineDingTalk(
	client: DingTalkClient,
	config: Config,
	found: Found
): Promise<void> {
	const ask: Ask = async (subject, call) => {
		try {
			return await call();
		} catch (error) {
			if (!(error instanceof DingTalkError)) throw error;
			// One record that is refused says nothing about the others.
			found(isRefusedRecord(error) ? 'note' : 'wrong', subject, error.message);
			return null;
		}
	};

	const range = await ask('DingTalk', async () => contactRangeOf(await readContactRange(client)));
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

	await examineOkrs(client, config, people, ask, found);
	if (config.reports === null) return;
	const templates = await ask('weekly reports', () => readTemplateNames(client));
	if (templates !== null) examineTemplate(templates, config.reports.template, found);
}

export type KnownMember = {
	readonly userid: string;
	readonly name: string;
	readonly boss: boolean | null;
};

/** Members of the first department that has any. */
async function membersOf(
	client: DingTalkClient,
	departments: readonly string[],
	ask: Ask
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

/** DINGTALK_REPORT_TEMPLATE has to be a name that DingTalk knows: any other one is answered with no reports. */
function examineTemplate(templates: readonly string[], template: string, found: Found): void {
	if (templates.includes(template))
		found('ok', 'weekly reports', `the template ${template} is there.`);
	else
		found(
			'wrong',
			'weekly reports',
			`there is no report template ${template}; DingTalk knows ${templates.join(', ') || 'none'}. Set DINGTALK_REPORT_TEMPLATE to the name of the one that carries your OKRs.`
		);
}
