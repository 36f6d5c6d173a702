import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CubeQuery, ViewName } from './catalog.ts';
import { memberOf } from './catalog.ts';
import { definitionKey, definitionOf } from './definitions.ts';
import { VIEWS } from './members.generated.ts';

type KeyResults = CubeQuery<'key_results', 'open_count', 'as_of'>;

describe('the types of a query', () => {
	it('know names, and measures from dimensions', () => {
		const right: KeyResults = {
			view: 'key_results',
			measures: ['open_count'],
			dimensions: ['as_of']
		};
		// @ts-expect-error there is no such member
		const unknown: CubeQuery<'key_results', 'opened_count', 'as_of'>['measures'] = [];
		// @ts-expect-error a measure is not grouped by
		const measure: CubeQuery<'key_results', 'open_count', 'open_count'>['dimensions'] = [];
		// @ts-expect-error a dimension is not counted
		const dimension: CubeQuery<'key_results', 'as_of', 'as_of'>['measures'] = [];
		// @ts-expect-error a member of another view
		const foreign: CubeQuery<'people', 'open_count', 'as_of'>['measures'] = [];
		expect([right.view, unknown, measure, dimension, foreign]).toEqual([
			'key_results',
			[],
			[],
			[],
			[]
		]);
	});

	it('say which values can be missing', () => {
		expect(memberOf('key_results', 'open_count').kind).toBe('count');
		expect(memberOf('key_results', 'avg_confidence').kind).toBe('number');
		expect(memberOf('key_results', 'as_of').kind).toBe('day');
		expect(memberOf('key_results', 'judged_on').kind).toBe('maybe_day');
		expect(memberOf('key_results', 'last_check_in_at').kind).toBe('instant');
		expect(() => memberOf('key_results', 'nothing')).toThrow('no member nothing');
	});
});

describe('the definition of a member', () => {
	it('is what the model says, where no message translates it', () => {
		expect(definitionOf('key_results', 'confidence_coverage')).toEqual({
			title: 'Confidence coverage',
			description:
				'Share of the open key results that have a current confidence, 0 to 1. Base: open_count.'
		});
	});

	it('is translated only under names of members, by messages without values', () => {
		const views = Object.keys(VIEWS).filter((view): view is ViewName => view in VIEWS);
		const keys = new Set(
			views.flatMap((view) =>
				[...Object.keys(VIEWS[view].measures), ...Object.keys(VIEWS[view].dimensions)].flatMap(
					(member) => [
						definitionKey(view, member, 'title'),
						definitionKey(view, member, 'description')
					]
				)
			)
		);
		const directory = new URL('../../../messages/', import.meta.url);
		const wrong = readdirSync(directory)
			.filter((file) => file.endsWith('.json'))
			.flatMap((file) =>
				Object.entries(
					z
						.record(z.string(), z.unknown())
						.parse(JSON.parse(readFileSync(new URL(file, directory), 'utf8')))
				)
					.filter(([key]) => key.startsWith('member_'))
					.filter(([key, text]) => !keys.has(key) || typeof text !== 'string' || text.includes('{'))
					.map(([key]) => `${file}: ${key}`)
			);
		expect(wrong).toEqual([]);
	});
});
