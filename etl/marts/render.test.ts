import { describe, expect, it } from 'vitest';
import { renderStep, type StepValues } from './render.ts';

const VALUES: StepValues = {
	...{ timezone: 'Asia/Shanghai', holidayWeeks: ['2026-02-16'], asOf: '2026-07-05' },
	...{ minGroupSize: 5, unknownVisibility: 'company' }
};

describe('rendering a step', () => {
	it('fills in values as literals', () => {
		expect(renderStep('{{as_of}} {{timezone}} {{holiday_weeks}}', VALUES)).toBe(
			`toDate('2026-07-05') 'Asia/Shanghai' CAST([toDate('2026-02-16')], 'Array(Date)')`
		);
	});

	it('puts an argument with brackets of its own into a function', () => {
		expect(renderStep('{{local_day(min(at))}}', VALUES)).toMatch(
			/min\(at\)\)\), 'Asia\/Shanghai'\)$/
		);
	});

	it('counts days plainly without holidays, and else without those passed', () => {
		expect(renderStep('{{counted(day)}}', { ...VALUES, holidayWeeks: [] })).toBe('(toInt32(day))');
		expect(renderStep('{{counted(day)}}', VALUES)).toContain('greatest(0, least(7,');
	});

	it('refuses a placeholder nobody knows', () => {
		expect(() => renderStep('SELECT {{nonsense}}', VALUES)).toThrow('{{nonsense}}');
	});
});
