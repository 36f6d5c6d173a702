/** The routes of the product, read from the files that make them. */
import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const ROUTES = resolve(import.meta.dirname, '../../src/routes');

/** As SvelteKit names them, such as `/(app)/objectives/[id]`; layouts alone are none. */
export function productRoutes(): string[] {
	const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' });
	const routes = files
		.filter((file) => /(^|\/)\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file))
		.map((file) => dirname(file));
	return [...new Set(routes)].map((route) => (route === '.' ? '/' : `/${route}`)).sort();
}
