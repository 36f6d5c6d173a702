/** In which of DingTalk's OKR products a company keeps its OKRs (dingtalk-api.md 0.2): found out by asking, never guessed. */
import { readRules } from '../dingtalk/agoal.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { Page } from '../dingtalk/page.ts';
import { parseRecord, Rule } from '../dingtalk/payloads.ts';
import { askOkrPeriods } from './okr-periods.ts';
import { NoOkrError } from './periods.ts';
import type { RunScope, Tally } from './scope.ts';

export type Product = 'agoal' | 'okr' | 'pro';

export interface FoundProduct {
	readonly product: Product;
	/** Agoal's rules, if they were asked for: they need not be asked again. */
	readonly rules?: Page;
	/** Likewise the periods of classic OKR or its pro variants. */
	readonly periods?: readonly Page[];
}

export interface ProductChoice {
	/** DINGTALK_PRODUCT. */
	readonly wanted: 'agoal' | 'okr' | 'auto';
	/** DINGTALK_RULE_CATEGORIES. */
	readonly ruleCategories: readonly string[];
	/** DINGTALK_GOODS_CODE; null: the pro variants are not asked. */
	readonly goodsCode: string | null;
	/** What an earlier run found: asked first, so that the others need not be. */
	readonly remembered: Product | null;
}

/**
 * Asks one product after the other until one answers with data; named ones are not asked. Pages are kept in the raw layer.
 * @throws {NoOkrError} none holds anything @throws {DingTalkError} `permission`: the app may ask none of them
 */
export function findProduct(
	scope: RunScope,
	tally: Tally,
	remembered: Product | null
): Promise<FoundProduct> {
	const { product: wanted, ruleCategories, goodsCode } = scope.config;
	const choice = { wanted, ruleCategories, goodsCode, remembered };
	return detectProduct(scope.client, choice, (page) => tally.keep(scope, '', page));
}

/** @param keep called with every page that was answered */
export async function detectProduct(
	client: DingTalkClient,
	choice: ProductChoice,
	keep: (page: Page) => Promise<void> = async () => {}
): Promise<FoundProduct> {
	const candidates = candidatesOf(choice);
	const [only] = candidates;
	if (candidates.length === 1 && only !== undefined) return { product: only };
	const refusals = new Map<Product, DingTalkError>();
	let otherRules: FoundProduct | null = null;
	for (const product of candidates) {
		try {
			const pages = await ask(client, product, choice.goodsCode, keep);
			if (pages.every(({ records }) => records.length === 0)) continue;
			if (product !== 'agoal') return { product, periods: pages };
			const [rules] = pages;
			const found = rules === undefined ? { product } : { product, rules };
			if (pages.some(({ records }) => holdsOkrs(records, choice.ruleCategories))) return found;
			otherRules = found;
		} catch (error) {
			if (!(error instanceof DingTalkError) || !isRefusal(error)) throw error;
			refusals.set(product, error);
		}
	}
	// Rules of other categories: whoever reads them next says which setting is wrong.
	if (otherRules !== null) return otherRules;
	throw nothingFound(candidates, refusals);
}

function holdsOkrs(rules: readonly unknown[], categories: readonly string[]): boolean {
	const wanted = categories.map((category) => category.trim().toLowerCase());
	return rules.some((record) => {
		const rule = parseRecord(Rule, record);
		if (!rule.ok || (rule.value.status !== null && rule.value.status !== 'ONLINE')) return false;
		return wanted.includes(rule.value.objectiveCategory.trim().toLowerCase());
	});
}

/** Products worth asking, in order. */
function candidatesOf({ wanted, goodsCode, remembered }: ProductChoice): Product[] {
	const classic: Product[] = goodsCode === null ? ['okr'] : ['okr', 'pro'];
	if (wanted === 'agoal') return ['agoal'];
	const all: Product[] = wanted === 'okr' ? classic : ['agoal', ...classic];
	return all.sort((a, b) => Number(b === remembered) - Number(a === remembered));
}

async function ask(
	client: DingTalkClient,
	product: Product,
	goodsCode: string | null,
	keep: (page: Page) => Promise<void>
): Promise<Page[]> {
	const pages: Page[] = [];
	if (product === 'agoal') pages.push(await readRules(client));
	else for await (const page of askOkrPeriods(client, product, goodsCode)) pages.push(page);
	for (const page of pages) await keep(page);
	return pages;
}

/** The app may not ask, or there is no such product here; codes of classic OKR are not published. */
function isRefusal({ kind }: DingTalkError): boolean {
	return kind === 'permission' || kind === 'not_found' || kind === 'business';
}

const NAMES: Readonly<Record<Product, string>> = {
	agoal: 'DingTalk Agoal',
	okr: 'classic DingTalk OKR',
	pro: 'the pro variants of classic DingTalk OKR'
};

/** What nobody may ask about may well be where the OKRs are: then the missing permission is the failure. */
function nothingFound(
	candidates: readonly Product[],
	refusals: ReadonlyMap<Product, DingTalkError>
): Error {
	const empty = candidates.filter((product) => !refusals.has(product)).map(nameOf);
	const [refusal] = refusals.values();
	if (refusal !== undefined && empty.length === 0) return refusal;
	const answer = empty.length === 1 ? 'answers, but it holds' : 'answer, but they hold';
	const closed = [...refusals].map(
		([product, error]) => ` ${capital(NAMES[product])} could not be asked: ${error.message}`
	);
	const elsewhere = candidates.includes('agoal')
		? 'in the mini-app 叮当OKR (which has no interface for other programs), in the pro variants of classic DingTalk OKR (set DINGTALK_GOODS_CODE), or in no DingTalk product at all'
		: 'in DingTalk Agoal (set DINGTALK_PRODUCT=auto), in the mini-app 叮当OKR (which has no interface for other programs), or in no DingTalk product at all';
	return new NoOkrError(
		`${capital(empty.join(' and '))} ${answer} no OKR of this company: no OKR rule, no period.${closed.join('')} Their OKRs live elsewhere: ${elsewhere}. Nothing was loaded; ask the company's DingTalk administrator which product is used, and whether the app has the permission to read it.`
	);
}

function nameOf(product: Product): string {
	return NAMES[product];
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
