/** What is installed with the product: under which licences, and exactly those bytes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

/** Licences that ask for no more than to be named. */
const PERMISSIVE: ReadonlySet<string> = new Set([
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'ISC',
	'MIT',
	'Unlicense'
]);

/** Each with the reason why it may be here all the same. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
	'@fontsource-variable/*':
		'OFL-1.1: fonts may be served and embedded, only not sold by themselves',
	'@axe-core/playwright': 'MPL-2.0: tests only, unchanged',
	'axe-core': 'MPL-2.0: tests only, unchanged',
	'lightningcss*': 'MPL-2.0: the build only, unchanged',
	'caniuse-lite': 'CC-BY-4.0: data for the build, through Cube’s compiler; named here',
	'codesandbox-import-*':
		'LGPL-3.0: Cube’s playground, which this product never starts; unchanged, its own modules',
	'@darabonba/typescript': 'writes Apache-2.0 in other words; tests only',
	argparse: 'Python-2.0, a BSD-like licence',
	'type-fest': 'types only, MIT or CC0-1.0',
	rechoir: 'MIT, written in the old form of package.json',
	'@inlang/plugin-message-format': 'MIT by its LICENSE file; its package.json says nothing',
	'sqlite-wasm-kysely': 'MIT by its LICENSE file; its package.json says nothing'
};

const Lock = z.object({
	lockfileVersion: z.literal(3),
	packages: z.record(
		z.string(),
		z.looseObject({
			version: z.string().optional(),
			license: z.string().optional(),
			integrity: z.string().optional(),
			link: z.boolean().optional(),
			optional: z.boolean().optional(),
			os: z.union([z.array(z.string()), z.string()]).optional()
		})
	)
});
const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const packages = Object.entries(lock.packages)
	.filter(([path]) => path.includes('node_modules/'))
	.map(([path, entry]) => ({ path, name: path.replace(/^.*node_modules\//, ''), ...entry }));

/** The registry that the lock was written with did not serve them, so nobody knows their bytes (.ci/complete-lock.mjs). */
const isOfAnotherPlatform = ({ optional, os, license }: (typeof packages)[number]): boolean =>
	optional === true && os !== undefined && license === undefined;

function exceptionOf(name: string): string | undefined {
	return Object.keys(EXCEPTIONS).find((pattern) =>
		pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
	);
}

describe('what is installed', () => {
	it('has a permissive licence, or a reason to be here', () => {
		const others = packages
			.filter(({ link }) => link !== true)
			.filter((entry) => !isOfAnotherPlatform(entry))
			.filter(
				({ name, license = '' }) => !PERMISSIVE.has(license) && exceptionOf(name) === undefined
			)
			.map(({ name, license = 'no licence' }) => `${name}: ${license}`);
		expect(others).toEqual([]);
	});
	it('needs every exception that is made', () => {
		const made = new Set(packages.map(({ name }) => exceptionOf(name)));
		expect(Object.keys(EXCEPTIONS).filter((pattern) => !made.has(pattern))).toEqual([]);
	});
	it('is pinned to a version and to its bytes', () => {
		const loose = packages
			.filter((entry) => entry.link !== true && !isOfAnotherPlatform(entry))
			.filter(({ version = '', integrity = '' }) => version === '' || !/^sha512-/.test(integrity))
			.map(({ path }) => path);
		expect(loose).toEqual([]);
		// A link leads to a folder of this repository, never out of it.
		const links = packages.filter(({ link }) => link === true).map(({ name }) => name);
		expect(links.sort()).toEqual(['@cubejs-backend/cubestore', '@cubejs-backend/native']);
		for (const path of ['cube/cubestore-stub', 'cube/native'])
			expect(existsSync(join(root, path, 'package.json'))).toBe(true);
	});
});
