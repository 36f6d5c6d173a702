import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

const CREDENTIALS = {
	DINGTALK_APP_KEY: 'key',
	DINGTALK_APP_SECRET: 'top-secret-value',
	DINGTALK_CORP_ID: 'corp'
};

function problemsOf(env: Record<string, string>): readonly string[] {
	try {
		parseConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.problems;
		throw error;
	}
	return [];
}

describe('the configuration', () => {
	it('needs nothing: defaults are the sandbox on localhost with embedded ClickHouse', () => {
		const config = parseConfig({});
		expect(config.dingtalk).toBeNull();
		expect(config.web).toEqual({ port: 3000, host: '127.0.0.1', origin: 'http://localhost:3000' });
		expect(config.warehouse.kind).toBe('embedded');
		expect(config.timezone).toBe('Asia/Shanghai');
		expect(config.syncSchedule).toBe('10 6 * * *');
		expect(config.maxQps).toBe(Infinity);
	});

	it('prints the origin that people open, by default on the chosen port', () => {
		expect(parseConfig({ PORT: '4000' }).web.origin).toBe('http://localhost:4000');
		expect(parseConfig({ ORIGIN: 'https://okr.example.com/' }).web.origin).toBe(
			'https://okr.example.com'
		);
	});

	it('limits calls when a real DingTalk is read', () => {
		const config = parseConfig(CREDENTIALS);
		expect(config.maxQps).toBe(15);
		expect(config.callBudget).toBe(3500);
	});

	it('reads whichever product holds the OKRs, unless one is named', () => {
		expect(parseConfig({})).toMatchObject({ product: 'auto', goodsCode: null });
		expect(parseConfig({ DINGTALK_PRODUCT: 'okr', DINGTALK_GOODS_CODE: 'dingOKR' })).toMatchObject({
			product: 'okr',
			goodsCode: 'dingOKR'
		});
		expect(problemsOf({ DINGTALK_PRODUCT: 'dingteam' })[0]).toContain('agoal or okr or auto');
	});

	it('takes a holiday week that is listed twice as one: its days are left out once', () => {
		const { holidayWeeks } = parseConfig({ HOLIDAY_WEEKS: '2026-10-05, 2026-09-28,2026-10-05' });
		expect(holidayWeeks).toEqual(['2026-10-05', '2026-09-28']);
	});

	it('lists every fault at once', () => {
		const problems = problemsOf({
			PORT: 'three thousand',
			ORG_TIMEZONE: 'Mars/Olympus',
			OKR_TODAY: '2026-02-30',
			HOLIDAY_WEEKS: '2026-10-05, 2026-10-06',
			SYNC_SCHEDULE: 'daily',
			CLICKHOUSE_CLUSTER: 'main'
		});
		expect(problems).toHaveLength(6);
		for (const name of [
			'PORT',
			'ORG_TIMEZONE',
			'OKR_TODAY',
			'2026-10-06',
			'SYNC_SCHEDULE',
			'CLUSTER'
		])
			expect(problems.join('\n')).toContain(name);
	});

	it('refuses a cron expression that has five fields and no meaning', () => {
		expect(problemsOf({ SYNC_SCHEDULE: '99 6 * * *' })).toHaveLength(1);
		expect(problemsOf({ SYNC_SCHEDULE: 'off' })).toEqual([]);
	});

	it('never repeats a secret', () => {
		const env = { ...CREDENTIALS, DINGTALK_CORP_ID: '', CLICKHOUSE_PASSWORD: 'hunter2', PORT: 'x' };
		const text = problemsOf(env).join('\n');
		expect(text).toContain('DINGTALK_CORP_ID is missing');
		expect(text).not.toContain('top-secret-value');
		expect(text).not.toContain('hunter2');
	});

	it('refuses to carry sign-ins and real OKRs over the network unencrypted, with the remedy', () => {
		const [problem] = problemsOf({ ...CREDENTIALS, ORIGIN: 'http://okr.example.com' });
		expect(problem).toContain('unencrypted');
		expect(problemsOf({ ORIGIN: 'http://okr.example.com' })).toEqual([]);
		for (const ORIGIN of ['https://okr.example.com', 'http://localhost:3000', 'http://[::1]:3000'])
			expect(problemsOf({ ...CREDENTIALS, HOST: '0.0.0.0', ORIGIN })).toEqual([]);
	});

	it('takes what sign-in needs, and refuses it where nobody signs in', () => {
		const secret = 'x'.repeat(32);
		const env = { SESSION_SECRET: secret, ADMIN_USER_IDS: 'manager7, u8' };
		expect(parseConfig({ ...CREDENTIALS, ...env }).signIn).toEqual({
			loginUrl: 'https://login.dingtalk.com',
			sessionSecret: secret,
			adminUserIds: ['manager7', 'u8']
		});
		expect(problemsOf(env)).toHaveLength(2);
		const [short] = problemsOf({ ...CREDENTIALS, SESSION_SECRET: 'short-secret' });
		expect(short).toContain('32 characters');
		expect(short).not.toContain('short-secret');
	});

	it('finds typing mistakes in its own names, and leaves other names alone', () => {
		expect(problemsOf({ DINGTALK_APPKEY: 'x' })[0]).toContain('DINGTALK_APPKEY');
		expect(problemsOf({ EDITOR: 'vi', PATH: '/bin' })).toEqual([]);
	});

	it('takes a report template with labels of its own, in signs of either width', () => {
		expect(parseConfig({}).reports).toBeNull();
		const DINGTALK_REPORT_TEMPLATE = '周报';
		expect(parseConfig({ DINGTALK_REPORT_TEMPLATE }).reports).toEqual({
			template: '周报',
			fields: { confidence: [], progress: [], blocker: [], next: [] }
		});
		const { reports } = parseConfig({
			DINGTALK_REPORT_TEMPLATE,
			DINGTALK_REPORT_FIELDS: 'confidence=把握,How sure ；Next＝下周，计划;'
		});
		expect(reports?.fields).toEqual({
			confidence: ['把握', 'How sure'],
			progress: [],
			blocker: [],
			next: ['下周', '计划']
		});
	});

	it('refuses report labels that it cannot use', () => {
		expect(problemsOf({ DINGTALK_REPORT_FIELDS: 'confidence=信心' })[0]).toContain(
			'DINGTALK_REPORT_TEMPLATE'
		);
		const faults = problemsOf({
			DINGTALK_REPORT_TEMPLATE: '周报',
			DINGTALK_REPORT_FIELDS: 'mood=心情;confidence;progress=,;blocker=卡点'
		});
		expect(faults).toHaveLength(3);
		expect(faults[0]).toContain('"mood=心情"');
	});

	it('takes who may open what and how many are counted together', () => {
		expect(parseConfig({})).toMatchObject({ unknownVisibility: 'company', minGroupSize: 5 });
		expect(parseConfig({ UNKNOWN_VISIBILITY: 'restricted', MIN_GROUP_SIZE: '8' })).toMatchObject({
			unknownVisibility: 'restricted',
			minGroupSize: 8
		});
		expect(problemsOf({ UNKNOWN_VISIBILITY: 'nobody' })[0]).toContain('UNKNOWN_VISIBILITY');
	});

	it('keeps everything, or what ended at least four months ago', () => {
		expect(parseConfig({}).retentionMonths).toBeNull();
		expect(parseConfig({ RETENTION_MONTHS: '24' }).retentionMonths).toBe(24);
		for (const months of ['3', '0', '1.5', '-1', 'all'])
			expect(problemsOf({ RETENTION_MONTHS: months })[0]).toContain('from 4 to 600');
	});

	it('lets no address hold a password, and does not repeat it', () => {
		for (const name of ['ORIGIN', 'CLICKHOUSE_URL']) {
			const [problem = ''] = problemsOf({ [name]: 'http://me:hidden@okr.example.com' });
			expect(problem).toContain(`${name} must not hold a user or a password`);
			expect(problem).not.toContain('hidden');
		}
	});

	it('listens to events if it is told to, and of a product that has some', () => {
		expect(parseConfig({}).hasEvents).toBe(false);
		expect(parseConfig({ DINGTALK_STREAM: 'on' }).hasEvents).toBe(true);
		const [problem] = problemsOf({ DINGTALK_STREAM: 'on', DINGTALK_PRODUCT: 'okr' });
		expect(problem).toContain('classic OKR has no events');
	});

	it('takes a Cube elsewhere only with what it needs to be asked and to have data', () => {
		const CUBE_API_URL = 'https://cube.example.com/cubejs-api/v1/';
		const whole = {
			CUBE_API_URL,
			CUBE_API_SECRET: 'a secret of thirty-two characters',
			CLICKHOUSE_URL: 'http://clickhouse:8123'
		};
		expect(parseConfig(whole).cube).toEqual({
			url: 'https://cube.example.com/cubejs-api/v1',
			apiSecret: whole.CUBE_API_SECRET
		});
		expect(parseConfig({}).cube).toEqual({ url: null, apiSecret: null });
		const [secret, engine, ...more] = problemsOf({ CUBE_API_URL });
		expect(secret).toMatch(/CUBE_API_URL needs CUBE_API_SECRET/);
		expect(engine).toMatch(/CUBE_API_URL needs CLICKHOUSE_URL/);
		expect(more).toEqual([]);
		expect(problemsOf({ ...whole, CUBE_API_URL: 'file:///etc' })).toHaveLength(1);
	});
});
