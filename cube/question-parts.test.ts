import { describe, expect, it } from 'vitest';
import { partsFor } from './question-parts.ts';

const SQL =
	'SELECT a/* when place = everywhere */, 1 AS b/* otherwise */, c AS b,\n d/* end */ FROM t/* when kind = x */ /* otherwise */ UNION ALL e/* end */';

const asked = (values: Record<string, readonly string[]>) =>
	partsFor(SQL, (name) => values[name] ?? null);

describe('a part of a cube', () => {
	it('has its short text where the question names that one value', () => {
		expect(asked({ place: ['everywhere'], kind: ['x'] })).toBe('SELECT a, 1 AS b FROM t ');
	});
	it('has its long text where the question names another, several or none', () => {
		const long = 'SELECT a, c AS b,\n d FROM t UNION ALL e';
		expect(asked({})).toBe(long);
		expect(asked({ place: ['12'], kind: [] })).toBe(long);
		expect(asked({ place: ['everywhere', '12'], kind: ['x', 'y'] })).toBe(long);
	});
	it('is not there in the SQL of other cubes, which stays as it is', () => {
		expect(partsFor('SELECT 1 /* access: open */', () => ['open'])).toBe(
			'SELECT 1 /* access: open */'
		);
	});
});
