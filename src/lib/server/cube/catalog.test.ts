import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VIEWS } from './catalog.ts';

describe('the catalogue of members', () => {
	const members = Object.entries(VIEWS).flatMap(([view, shape]) =>
		[...Object.keys(shape.measures), ...Object.keys(shape.dimensions)].map((member) => ({
			view,
			member
		}))
	);

	it.each(members)('$view.$member is a public member of the model', ({ view, member }) => {
		const file = new URL(
			`../../../../cube/model/views/${view.replaceAll('_', '-')}.yml`,
			import.meta.url
		);
		const included = readFileSync(file, 'utf8');
		expect(included).toMatch(new RegExp(`^\\s+(- (name: )?|alias: )${member}\\s*$`, 'm'));
	});
});
