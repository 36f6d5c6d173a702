/**
 * Environment -> frozen configuration, once, at start. The only place that reads `process.env`.
 * Every fault is listed in one message; secrets are never printed.
 */
import { resolve } from 'node:path';
import { CronPattern } from 'croner';
import { isValidTimezone, localDay } from './clock.ts';

export interface WebConfig {
	readonly port: number;
	readonly host: string;
	/** Without a trailing slash. */
	readonly origin: string;
}

export interface DingTalkConfig {
	readonly apiUrl: string;
	readonly oapiUrl: string;
	readonly appKey: string;
	readonly appSecret: string;
	readonly corpId: string;
}

export interface CubeConfig {
	/** Of a deployment elsewhere, with or without `/cubejs-api/v1`; null: started in this process. */
	readonly url: string | null;
	/** null: generated and kept in dataDir. Never null with a url. */
	readonly apiSecret: string | null;
}

export interface SignInConfig {
	/** The host of DingTalk's sign-in page, without a trailing slash. */
	readonly loginUrl: string;
	/** Signs sessions; null: generated and kept in dataDir. */
	readonly sessionSecret: string | null;
	/** DingTalk's user ids of the administrators. */
	readonly adminUserIds: readonly string[];
}

export type WarehouseConfig =
	| { readonly kind: 'embedded'; readonly dataDir: string; readonly database: string }
	| {
			readonly kind: 'server';
			readonly url: string;
			readonly username: string;
			readonly password: string;
			readonly database: string;
			readonly cluster: string | null;
	  };

/** Labels of report fields that the company uses beside those of metrics.md 14. */
export interface ReportFields {
	readonly confidence: readonly string[];
	readonly progress: readonly string[];
	readonly blocker: readonly string[];
	readonly next: readonly string[];
}

export const NO_REPORT_FIELDS: ReportFields = {
	confidence: [],
	progress: [],
	blocker: [],
	next: []
};

export interface ReportsConfig {
	/** Name of the weekly report template, as DingTalk shows it. */
	readonly template: string;
	readonly fields: ReportFields;
}

export interface Config {
	readonly web: WebConfig;
	/** The program of the browser that sets PDF files; null: an installed one. */
	readonly browserPath: string | null;
	/** Absolute path. */
	readonly dataDir: string;
	/** null: the bundled sandbox company. */
	readonly dingtalk: DingTalkConfig | null;
	/** How people sign in, where there are credentials. */
	readonly signIn: SignInConfig;
	/** `okr`: classic OKR, or its pro variants; `auto`: whichever answers with data. */
	readonly product: 'agoal' | 'okr' | 'auto';
	/** Whether DingTalk's events are listened to, between the scheduled syncs. */
	readonly hasEvents: boolean;
	/** Of the pro variants of classic OKR; null: they are not asked. */
	readonly goodsCode: string | null;
	/** Rule categories whose objectives are read. */
	readonly ruleCategories: readonly string[];
	/** Weekly reports that are check-ins; null: none are read. */
	readonly reports: ReportsConfig | null;
	/** DingTalk's own analysis is asked once a week, to be held against ours. Unverified, off unless asked for. */
	readonly reconciliation: boolean;
	/** Client-side calls per second; Infinity against the bundled sandbox. */
	readonly maxQps: number;
	/** Metered calls per calendar month; Infinity against the bundled sandbox. */
	readonly callBudget: number;
	/** Days and weeks are local to it. */
	readonly timezone: string;
	/** Mondays, YYYY-MM-DD. */
	readonly holidayWeeks: readonly string[];
	/** YYYY-MM-DD: the clock stands at the last millisecond of that day; null: real time. */
	readonly today: string | null;
	/** Cron in `timezone`, or null: off. */
	readonly syncSchedule: string | null;
	readonly companyHeadUserIds: readonly string[];
	/** Restricted objectives are counted together in no smaller groups (metrics.md 13). */
	readonly minGroupSize: number;
	/** Who may open an objective of which DingTalk does not say it (metrics.md 9). */
	readonly unknownVisibility: 'company' | 'restricted';
	/** Whole months after its end that a period is kept; null: for ever. */
	readonly retentionMonths: number | null;
	readonly warehouse: WarehouseConfig;
	readonly cube: CubeConfig;
	readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** The environment is unusable; `message` lists every fault with its remedy. Never worth a retry. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
	readonly problems: readonly string[];
	constructor(problems: readonly string[]) {
		const list = problems.map((problem) => `  - ${problem}`).join('\n');
		super(
			`The configuration cannot be used. ${problems.length === 1 ? 'One fault' : `${problems.length} faults`} in the environment:\n${list}\nSee .env.example for every setting.`
		);
		this.problems = problems;
	}
}

type Env = Readonly<Record<string, string | undefined>>;

const NAMES = [
	'PORT ORIGIN HOST DATA_DIR OKR_TODAY SYNC_SCHEDULE ORG_TIMEZONE HOLIDAY_WEEKS MIN_GROUP_SIZE LOG_LEVEL',
	'DINGTALK_APP_KEY DINGTALK_APP_SECRET DINGTALK_CORP_ID DINGTALK_API_URL DINGTALK_OAPI_URL DINGTALK_PRODUCT',
	'DINGTALK_REPORT_TEMPLATE DINGTALK_CALL_BUDGET DINGTALK_MAX_QPS DINGTALK_LOGIN_URL DINGTALK_STREAM',
	'DINGTALK_RECONCILIATION DINGTALK_REPORT_FIELDS DINGTALK_RULE_CATEGORIES DINGTALK_GOODS_CODE COMPANY_HEAD_USER_IDS UNKNOWN_VISIBILITY',
	'RETENTION_MONTHS CLICKHOUSE_URL CLICKHOUSE_USER CLICKHOUSE_PASSWORD CLICKHOUSE_DATABASE CLICKHOUSE_CLUSTER',
	'CUBE_API_URL CUBE_API_SECRET SESSION_SECRET ADMIN_USER_IDS'
].flatMap((line) => line.split(' '));

/**
 * Parses the environment.
 * @throws {ConfigError} listing every fault; values of secrets never appear in it.
 */
export function parseConfig(env: Env): Config {
	const problems: string[] = [];
	const read = (name: string): string | null => {
		const value = env[name]?.trim();
		return value === undefined || value === '' ? null : value;
	};
	const list = (name: string): string[] =>
		(read(name) ?? '')
			.split(',')
			.map((item) => item.trim())
			.filter((item) => item !== '');
	const number = (name: string, fallback: number, low: number, high: number): number => {
		const text = read(name);
		if (text === null) return fallback;
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= low && value <= high) return value;
		problems.push(`${name}=${text} is not a whole number from ${low} to ${high}.`);
		return fallback;
	};
	const choice = <T extends string>(name: string, fallback: T, allowed: readonly T[]): T => {
		const text = read(name);
		if (text === null) return fallback;
		const found = allowed.find((value) => value === text);
		if (found === undefined)
			problems.push(`${name}=${text} is not known; use ${allowed.join(' or ')}.`);
		return found ?? fallback;
	};
	const url = (name: string, fallback: string): string => {
		const text = read(name) ?? fallback;
		const parsed = URL.canParse(text) ? new URL(text) : null;
		if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
			problems.push(`${name} is not an http or https address.`);
			return fallback;
		}
		// What may be a password is not for messages and logs, where addresses are.
		if (parsed.username !== '' || parsed.password !== '') {
			problems.push(
				`${name} must not hold a user or a password${name === 'CLICKHOUSE_URL' ? '; give them as CLICKHOUSE_USER and CLICKHOUSE_PASSWORD' : ''}.`
			);
			return fallback;
		}
		return text.replace(/\/+$/, '');
	};

	for (const name of Object.keys(env)) {
		if (/^(DINGTALK|CLICKHOUSE|CUBE_API|OKR)_/.test(name) && !NAMES.includes(name))
			problems.push(`${name} is not a setting of this product; is it a typing mistake?`);
	}

	const port = number('PORT', 3000, 1, 65_535);
	const host = read('HOST') ?? '127.0.0.1';
	const origin = url('ORIGIN', `http://localhost:${port}`);
	if (URL.canParse(origin) && new URL(origin).pathname !== '/')
		problems.push('ORIGIN must not have a path; give scheme, host and port only.');

	const timezone = read('ORG_TIMEZONE') ?? 'Asia/Shanghai';
	if (!isValidTimezone(timezone))
		problems.push(`ORG_TIMEZONE=${timezone} is not an IANA zone such as Asia/Ho_Chi_Minh.`);

	const today = read('OKR_TODAY');
	if (today !== null && !isDay(today))
		problems.push(`OKR_TODAY=${today} is not a day written YYYY-MM-DD.`);

	// Twice in the list is once off.
	const holidayWeeks = [...new Set(list('HOLIDAY_WEEKS'))];
	for (const week of holidayWeeks) {
		if (!isDay(week) || new Date(`${week}T00:00:00Z`).getUTCDay() !== 1)
			problems.push(`HOLIDAY_WEEKS: ${week} is not a Monday written YYYY-MM-DD.`);
	}

	const schedule = read('SYNC_SCHEDULE') ?? '10 6 * * *';
	if (schedule !== 'off' && !isCron(schedule))
		problems.push(
			`SYNC_SCHEDULE=${schedule} is not a cron expression of five fields; write e.g. "10 6 * * *" or "off".`
		);

	const hasEvents = choice('DINGTALK_STREAM', 'off', ['off', 'on']) === 'on';
	if (hasEvents && read('DINGTALK_PRODUCT') === 'okr')
		problems.push('DINGTALK_STREAM=on: classic OKR has no events, only Agoal has; leave it off.');

	const dingtalk = parseDingTalk(read, url, problems);
	const signIn: SignInConfig = {
		loginUrl: url('DINGTALK_LOGIN_URL', 'https://login.dingtalk.com'),
		sessionSecret: read('SESSION_SECRET'),
		adminUserIds: list('ADMIN_USER_IDS')
	};
	if (signIn.sessionSecret !== null && signIn.sessionSecret.length < 32)
		problems.push('SESSION_SECRET is shorter than 32 characters; leave it out to have one made.');
	if (dingtalk === null)
		for (const name of ['SESSION_SECRET', 'ADMIN_USER_IDS', 'DINGTALK_LOGIN_URL'])
			if (read(name) !== null)
				problems.push(
					`${name} is set, but without DingTalk credentials nobody signs in; remove it, or set them.`
				);
	if (dingtalk !== null && isReadableOnTheWay(origin))
		problems.push(
			`ORIGIN=${origin} would carry sign-ins and real OKRs over the network unencrypted. Put a proxy with TLS in front and give its https address, or use http://localhost:${port} through an SSH tunnel.`
		);

	const dataDir = resolve(read('DATA_DIR') ?? 'data');
	const config: Config = {
		web: { port, host, origin },
		browserPath: read('CHROME_PATH'),
		dataDir,
		dingtalk,
		signIn,
		product: choice('DINGTALK_PRODUCT', 'auto', ['agoal', 'okr', 'auto']),
		hasEvents,
		goodsCode: read('DINGTALK_GOODS_CODE'),
		ruleCategories:
			read('DINGTALK_RULE_CATEGORIES') === null ? ['OKR'] : list('DINGTALK_RULE_CATEGORIES'),
		reports: parseReports(read, problems),
		reconciliation: choice('DINGTALK_RECONCILIATION', 'off', ['off', 'on']) === 'on',
		maxQps: dingtalk === null ? Infinity : number('DINGTALK_MAX_QPS', 15, 1, 60),
		callBudget: dingtalk === null ? Infinity : number('DINGTALK_CALL_BUDGET', 3500, 1, 10_000_000),
		timezone,
		holidayWeeks,
		today,
		syncSchedule: schedule === 'off' ? null : schedule,
		companyHeadUserIds: list('COMPANY_HEAD_USER_IDS'),
		minGroupSize: number('MIN_GROUP_SIZE', 5, 1, 1000),
		unknownVisibility: choice('UNKNOWN_VISIBILITY', 'company', ['company', 'restricted']),
		retentionMonths: parseRetention(read('RETENTION_MONTHS'), problems),
		warehouse: parseWarehouse(read, url, dataDir, problems),
		cube: parseCube(read, url, problems),
		logLevel: choice('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error'])
	};
	if (problems.length > 0) throw new ConfigError(problems);
	return Object.freeze(config);
}

function parseCube(
	read: (name: string) => string | null,
	url: (name: string, fallback: string) => string,
	problems: string[]
): CubeConfig {
	const apiSecret = read('CUBE_API_SECRET');
	if (apiSecret !== null && apiSecret.length < 32)
		problems.push('CUBE_API_SECRET is shorter than 32 characters; leave it out to have one made.');
	if (read('CUBE_API_URL') === null) return { url: null, apiSecret };
	if (apiSecret === null)
		problems.push('CUBE_API_URL needs CUBE_API_SECRET, the secret of that deployment of Cube.');
	if (read('CLICKHOUSE_URL') === null)
		problems.push(
			'CUBE_API_URL needs CLICKHOUSE_URL: only this process can read the embedded ClickHouse, so that a Cube elsewhere would have no data.'
		);
	return { url: url('CUBE_API_URL', 'http://127.0.0.1:4000'), apiSecret };
}

function parseDingTalk(
	read: (name: string) => string | null,
	url: (name: string, fallback: string) => string,
	problems: string[]
): DingTalkConfig | null {
	const names = ['DINGTALK_APP_KEY', 'DINGTALK_APP_SECRET', 'DINGTALK_CORP_ID'] as const;
	const [appKey, appSecret, corpId] = names.map(read);
	const apiUrl = url('DINGTALK_API_URL', 'https://api.dingtalk.com');
	const oapiUrl = url('DINGTALK_OAPI_URL', 'https://oapi.dingtalk.com');
	if (!appKey && !appSecret && !corpId) {
		if (read('DINGTALK_API_URL') !== null || read('DINGTALK_OAPI_URL') !== null)
			problems.push(
				'DINGTALK_API_URL or DINGTALK_OAPI_URL is set without credentials; set DINGTALK_APP_KEY, DINGTALK_APP_SECRET and DINGTALK_CORP_ID too, or remove them to use the bundled sandbox.'
			);
		return null;
	}
	if (!appKey || !appSecret || !corpId) {
		const missing = names.filter((name) => read(name) === null);
		problems.push(
			`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing; DingTalk needs all of ${names.join(', ')} (without any of them the bundled sandbox is used).`
		);
		return null;
	}
	return { apiUrl, oapiUrl, appKey, appSecret, corpId };
}

/** What pages and syncs look back on has to be there: thirteen weeks, and periods that ended 35 days ago. */
const LEAST_MONTHS = 4;
const MOST_MONTHS = 600;

function parseRetention(text: string | null, problems: string[]): number | null {
	if (text === null) return null;
	const months = Number(text);
	if (/^\d+$/.test(text) && months >= LEAST_MONTHS && months <= MOST_MONTHS) return months;
	problems.push(
		`RETENTION_MONTHS=${text} is not a whole number from ${LEAST_MONTHS} to ${MOST_MONTHS}. Pages look back thirteen weeks and syncs read periods that ended 35 days ago, so that fewer than ${LEAST_MONTHS} months would remove what is still shown; leave it out to keep everything.`
	);
	return null;
}

/** `confidence=信心,Confidence;progress=进展;blocker=卡点;next=下一步`; the signs may be full-width, as Chinese keyboards write them. */
function parseReports(
	read: (name: string) => string | null,
	problems: string[]
): ReportsConfig | null {
	const template = read('DINGTALK_REPORT_TEMPLATE');
	const labels = read('DINGTALK_REPORT_FIELDS');
	if (template === null && labels !== null)
		problems.push(
			'DINGTALK_REPORT_FIELDS is set without DINGTALK_REPORT_TEMPLATE; name the report template, or remove it.'
		);
	const fields = {
		confidence: [] as string[],
		progress: [] as string[],
		blocker: [] as string[],
		next: [] as string[]
	};
	for (const part of (labels ?? '').split(/[;；]/)) {
		if (part.trim() === '') continue;
		const [, name = '', list = ''] = /^([^=＝]*)[=＝](.*)$/.exec(part) ?? [];
		const words = list
			.split(/[,，、]/)
			.map((word) => word.trim())
			.filter((word) => word !== '');
		const known = Object.keys(fields).find((field) => field === name.trim().toLowerCase());
		if (known === undefined || words.length === 0)
			problems.push(
				`DINGTALK_REPORT_FIELDS: "${part.trim()}" is not understood; write e.g. confidence=信心,Confidence;progress=进展;blocker=卡点;next=下一步.`
			);
		else fields[known as keyof typeof fields].push(...words);
	}
	return template === null ? null : { template, fields };
}

function parseWarehouse(
	read: (name: string) => string | null,
	url: (name: string, fallback: string) => string,
	dataDir: string,
	problems: string[]
): WarehouseConfig {
	const database = read('CLICKHOUSE_DATABASE') ?? 'okr';
	if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(database))
		problems.push('CLICKHOUSE_DATABASE must be letters, digits and underscores.');
	const cluster = read('CLICKHOUSE_CLUSTER');
	if (cluster !== null && !/^[A-Za-z0-9_{}.-]{1,100}$/.test(cluster))
		problems.push('CLICKHOUSE_CLUSTER must be the plain name of a cluster.');
	if (read('CLICKHOUSE_URL') === null) {
		if (cluster !== null)
			problems.push('CLICKHOUSE_CLUSTER is set without CLICKHOUSE_URL; a cluster needs a server.');
		return { kind: 'embedded', dataDir, database };
	}
	return {
		kind: 'server',
		url: url('CLICKHOUSE_URL', 'http://localhost:8123'),
		username: read('CLICKHOUSE_USER') ?? 'default',
		password: read('CLICKHOUSE_PASSWORD') ?? '',
		database,
		cluster
	};
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const instant = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function isCron(text: string): boolean {
	if (!/^\S+( \S+){4}$/.test(text)) return false;
	try {
		new CronPattern(text);
		return true;
	} catch {
		return false;
	}
}

function isReadableOnTheWay(origin: string): boolean {
	if (!URL.canParse(origin)) return false;
	const { protocol, hostname } = new URL(origin);
	return protocol === 'http:' && !/^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname);
}

/** The configuration of this process. @throws {ConfigError} */
export function loadConfig(): Config {
	return parseConfig(process.env);
}

/**
 * SvelteKit's server reads its origin, and how large a body may be, from the environment, when it is imported.
 * @param largestBody bytes
 */
export function publishToServer(config: Config, largestBody: number): void {
	process.env['ORIGIN'] = config.web.origin;
	process.env['BODY_SIZE_LIMIT'] = String(largestBody);
}

/** What must be in no log and no message. */
export function secretsOf({ dingtalk, signIn, cube, warehouse }: Config): (string | null)[] {
	return [
		dingtalk?.appSecret ?? null,
		signIn.sessionSecret,
		cube.apiSecret,
		warehouse.kind === 'server' ? warehouse.password : null
	];
}

/** The local day of `instant` (epoch ms) for this configuration. */
export function dayOf(config: Config, instant: number): string {
	return localDay(instant, config.timezone);
}
