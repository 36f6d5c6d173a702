/** Cube's packages are compiled JavaScript: what they import from the two stand-ins is read from their text. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CubeStoreHandler, isCubeStoreSupported } from '@cubejs-backend/cubestore';

const load = createRequire(import.meta.url);
const PACKAGES =
	'api-gateway clickhouse-driver cubestore-driver query-orchestrator schema-compiler server server-core shared'.split(
		' '
	);

const Package = z.object({ version: z.string() });

/** Every name that Cube's packages take from a package of theirs. */
function namesTakenFrom(name: string): Set<string> {
	const names = new Set<string>();
	for (const path of PACKAGES.flatMap(sourcesOf)) {
		const text = readFileSync(path, 'utf8');
		const variable = new RegExp(`(\\w+) = require\\("@cubejs-backend/${name}"\\)`).exec(text)?.[1];
		if (variable === undefined) continue;
		for (const [, taken = ''] of text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g')))
			names.add(taken);
	}
	return names;
}

function sourcesOf(name: string): string[] {
	const root = dirname(load.resolve(`@cubejs-backend/${name}/package.json`));
	return readdirSync(join(root, 'dist', 'src'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
		.map((entry) => join(entry.parentPath, entry.name));
}

describe.each(['native', 'cubestore'])('@cubejs-backend/%s', (name) => {
	const standIn = z.record(z.string(), z.unknown()).parse(load(`@cubejs-backend/${name}`));

	it('has every name that Cube takes from it', () => {
		const taken = [...namesTakenFrom(name)].sort();
		expect(taken.length).toBeGreaterThan(1);
		expect(taken.filter((item) => !(item in standIn))).toEqual([]);
	});

	it('has the version of the packages it serves', () => {
		const versions = [name, ...PACKAGES].map((item) => {
			return Package.parse(load(`@cubejs-backend/${item}/package.json`)).version;
		});
		expect(new Set(versions)).toEqual(new Set(['1.7.43']));
	});
});

describe('without Cube Store', () => {
	it('Cube is told that it is not to be had', () => {
		expect(isCubeStoreSupported()).toBe(false);
		expect(() => new CubeStoreHandler()).toThrow('CUBEJS_CACHE_AND_QUEUE_DRIVER must be "memory"');
	});

	it('the packages that import it still load', () => {
		expect(load('@cubejs-backend/cubestore-driver')).toHaveProperty('isCubeStoreSupported');
	});
});
