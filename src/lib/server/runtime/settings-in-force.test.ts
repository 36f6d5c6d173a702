import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../etl/config.ts';
import { settingsInForce } from './settings-in-force.ts';

const REAL = {
	DINGTALK_APP_KEY: 'dingkey123',
	DINGTALK_APP_SECRET: 'very-secret-value',
	DINGTALK_CORP_ID: 'dingcorp123',
	CUBE_API_SECRET: 'another-secret-of-forty-characters-or-more'
};

describe('the settings in force', () => {
	it('of the bundled company are all defaults', () => {
		const settings = settingsInForce(parseConfig({}));
		expect(settings.filter(({ isDefault }) => !isDefault)).toEqual([]);
		expect(settings.find(({ name }) => name === 'DINGTALK_CALL_BUDGET')?.values).toEqual([]);
	});

	it('of a real company too, where its defaults are others', () => {
		const settings = settingsInForce(parseConfig(REAL));
		expect(settings.filter(({ isDefault }) => !isDefault)).toEqual([]);
		expect(settings.find(({ name }) => name === 'DINGTALK_CALL_BUDGET')?.values).toEqual(['3500']);
	});

	it('say what was set, and tell no secret', () => {
		const settings = settingsInForce(
			parseConfig({ ...REAL, HOLIDAY_WEEKS: '2026-02-16,2026-10-05', SYNC_SCHEDULE: 'off' })
		);
		expect(settings.filter(({ isDefault }) => !isDefault)).toEqual([
			{
				name: 'HOLIDAY_WEEKS',
				values: ['2026-02-16', '2026-10-05'],
				isDefault: false,
				isForAdministrators: false
			},
			{ name: 'SYNC_SCHEDULE', values: ['off'], isDefault: false, isForAdministrators: false }
		]);
		for (const secret of Object.values(REAL))
			expect(JSON.stringify(settings)).not.toContain(secret);
	});
});
