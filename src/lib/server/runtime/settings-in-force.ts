/** What the environment decides about the company's figures, for the page of settings: the values in force, never a secret. */
import { parseConfig, type Config } from '../../../../etl/config.ts';

/** Settings that concern whoever reads a figure. */
const FOR_EVERYBODY = [
	'ORG_TIMEZONE',
	'HOLIDAY_WEEKS',
	'SYNC_SCHEDULE',
	'MIN_GROUP_SIZE',
	'UNKNOWN_VISIBILITY',
	'RETENTION_MONTHS'
] as const;
/** Settings of whoever keeps the product running. */
const FOR_ADMINISTRATORS = [
	'COMPANY_HEAD_USER_IDS',
	'DINGTALK_PRODUCT',
	'DINGTALK_CALL_BUDGET',
	'DINGTALK_REPORT_TEMPLATE',
	'DINGTALK_STREAM'
] as const;

/** Some defaults are others where a real company is read. */
const ANY_CREDENTIALS = {
	DINGTALK_APP_KEY: 'key',
	DINGTALK_APP_SECRET: 'secret',
	DINGTALK_CORP_ID: 'corp'
};

export type SettingName = (typeof FOR_EVERYBODY | typeof FOR_ADMINISTRATORS)[number];

export interface SettingInForce {
	readonly name: SettingName;
	/** Empty: nothing is set, such as no holiday weeks. */
	readonly values: readonly string[];
	/** As it is without being set. */
	readonly isDefault: boolean;
	readonly isForAdministrators: boolean;
}

export function settingsInForce(config: Config): SettingInForce[] {
	const defaults = valuesOf(parseConfig(config.dingtalk === null ? {} : ANY_CREDENTIALS));
	const values = valuesOf(config);
	return [...FOR_EVERYBODY, ...FOR_ADMINISTRATORS].map((name) => ({
		name,
		values: values[name],
		isDefault: values[name].join('\n') === defaults[name].join('\n'),
		isForAdministrators: FOR_ADMINISTRATORS.some((one) => one === name)
	}));
}

function valuesOf(config: Config): Record<SettingName, readonly string[]> {
	return {
		ORG_TIMEZONE: [config.timezone],
		HOLIDAY_WEEKS: config.holidayWeeks,
		SYNC_SCHEDULE: [config.syncSchedule ?? 'off'],
		MIN_GROUP_SIZE: [String(config.minGroupSize)],
		UNKNOWN_VISIBILITY: [config.unknownVisibility],
		RETENTION_MONTHS: config.retentionMonths === null ? [] : [String(config.retentionMonths)],
		COMPANY_HEAD_USER_IDS: config.companyHeadUserIds,
		DINGTALK_PRODUCT: [config.product],
		// Against the bundled company there is no limit.
		DINGTALK_CALL_BUDGET: Number.isFinite(config.callBudget) ? [String(config.callBudget)] : [],
		DINGTALK_REPORT_TEMPLATE: config.reports === null ? [] : [config.reports.template],
		DINGTALK_STREAM: [config.hasEvents ? 'on' : 'off']
	};
}
