/** Which OKR product a company uses, and one call to each interface of it that a sync uses. */
import {
	readCheckIns,
	readObjectives,
	readOrganisationObjectives,
	readPeriods,
	readRules
} from '../dingtalk/agoal.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import {
	readClassicObjectives,
	readClassicPermission,
	readProObjectives
} from '../dingtalk/okr.ts';
import { ClassicObjective, Permission } from '../dingtalk/okr-payloads.ts';
import type { Page } from '../dingtalk/page.ts';
import { parseRecord, Period, PersonalObjective, Rule } from '../dingtalk/payloads.ts';
import { dayOf, type Config } from '../config.ts';
import { visibilityOf } from '../normalise/okr.ts';
import { askOkrPeriods, okrPeriodOf, type OkrProduct } from '../streams/okr-periods.ts';
import { NoOkrError } from '../streams/periods.ts';
import { detectProduct, type FoundProduct } from '../streams/product.ts';
import type { Found } from './doctor.ts';
import type { Ask, KnownMember } from './examine-dingtalk.ts';

/** Whatever hangs on an answer that did not come is left out. */
export async function examineOkrs(
	client: DingTalkClient,
	config: Config,
	people: readonly KnownMember[],
	ask: Ask,
	found: Found
): Promise<void> {
	const product = await ask('OKR product', () => productOf(client, config, found));
	if (product === null || product === 'none') return;
	if (product.product === 'agoal')
		await examineAgoal(client, config, product.rules ?? null, people, ask, found);
	else await examineClassic(client, config, product.product, product.periods, people, ask, found);
}

async function productOf(
	client: DingTalkClient,
	config: Config,
	found: Found
): Promise<FoundProduct | 'none'> {
	const { product: wanted, ruleCategories, goodsCode } = config;
	const choice = { wanted, ruleCategories, goodsCode, remembered: null };
	try {
		const product = await detectProduct(client, choice);
		found('ok', 'OKR product', `${NAMES[product.product]}${wanted === 'auto' ? '' : ' (as set)'}.`);
		return product;
	} catch (error) {
		if (!(error instanceof NoOkrError)) throw error;
		found('wrong', 'OKR product', error.message);
		return 'none';
	}
}

const NAMES: Readonly<Record<FoundProduct['product'], string>> = {
	agoal: 'Agoal',
	okr: 'classic OKR',
	pro: 'classic OKR, by its pro variants'
};

async function examineAgoal(
	client: DingTalkClient,
	config: Config,
	known: Page | null,
	people: readonly KnownMember[],
	ask: Ask,
	found: Found
): Promise<void> {
	const rules = known ?? (await ask('OKR rules', () => readRules(client)));
	if (rules === null) return;
	const [ruleId] = examineRules(rules, config, found);
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

function examineRules(rules: Page, config: Config, found: Found): string[] {
	const parsed = rules.records.flatMap((record) => {
		const rule = parseRecord(Rule, record);
		return rule.ok ? [rule.value] : [];
	});
	if (parsed.length === 0) {
		found(
			'wrong',
			'OKR rules',
			"Agoal answers, but holds no rule for this company: their OKRs live elsewhere. Ask the company's DingTalk administrator which product is used, or leave DINGTALK_PRODUCT out to have it found."
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

async function examineClassic(
	client: DingTalkClient,
	config: Config,
	product: OkrProduct,
	known: readonly Page[] | undefined,
	people: readonly KnownMember[],
	ask: Ask,
	found: Found
): Promise<void> {
	const pages =
		known ?? (await ask('periods', () => okrPeriods(client, product, config.goodsCode)));
	if (pages === null) return;
	const periods = pages
		.flatMap(({ records }) => records)
		.flatMap((record) => {
			const period = okrPeriodOf(product, record);
			return period.ok ? [period.value] : [];
		});
	if (periods.length === 0) {
		found('wrong', 'periods', 'none that could be read; set up a period in DingTalk OKR.');
		return;
	}
	found('ok', 'periods', `${periods.length} found.`);
	found(
		'note',
		'check-ins',
		'classic OKR has none: what rests on check-ins stays unknown, unless people state it in weekly reports.'
	);
	const [person] = people;
	if (person === undefined) return;
	if (product === 'pro') {
		const objectives = await ask('objectives', () =>
			readProObjectives(client, config.goodsCode ?? '', person.userid).next()
		);
		if (objectives !== null) found('ok', 'objectives', 'may be read.');
		return;
	}
	const today = config.today ?? dayOf(config, Date.now());
	const running = periods
		.filter(({ starts_on, ends_before }) => starts_on <= today && today < ends_before)
		.sort((a, b) => (a.starts_on < b.starts_on ? 1 : -1))[0];
	await examineVisibility(client, person, (running ?? periods[0])?.period_id ?? '', ask, found);
}

async function okrPeriods(
	client: DingTalkClient,
	product: OkrProduct,
	goodsCode: string | null
): Promise<Page[]> {
	const pages: Page[] = [];
	for await (const page of askOkrPeriods(client, product, goodsCode)) pages.push(page);
	return pages;
}

async function examineVisibility(
	client: DingTalkClient,
	person: KnownMember,
	periodId: string,
	ask: Ask,
	found: Found
): Promise<void> {
	const objectives = await ask('objectives', () =>
		readClassicObjectives(client, person.userid, periodId).next()
	);
	if (objectives === null) return;
	found('ok', 'objectives', 'may be read.');
	const records = objectives.done === true ? [] : objectives.value.records;
	const objective = records
		.map((record) => parseRecord(ClassicObjective, record))
		.find((parsed) => parsed.ok);
	if (objective === undefined || !objective.ok) {
		found('note', 'permissions', `not tried, because ${person.name} has no objective.`);
		return;
	}
	const page = await ask('permissions', () =>
		readClassicPermission(client, objective.value.id, person.userid)
	);
	if (page === null) return;
	const permission = parseRecord(Permission, page.content);
	const visibility = permission.ok ? visibilityOf(permission.value.privacy) : 'unknown';
	found('ok', 'permissions', `may be read; the objective tried is ${visibility}.`);
}
