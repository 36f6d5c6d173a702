/**
 * Who gets what: everybody who may come, at every route, file and review of the product, of goals that are open, restricted, and
 * counted in blocks only (metrics.md 13). What is right is stated by hand (permission-story.ts, permission-routes.ts); routes and
 * files are read from the product, so that a new one that nobody thought about fails.
 */
import { describe, expect, it } from 'vitest';
import { printingBrowser } from '../support/browser.ts';
import { ask, faultsOf, keyOf, type Case } from '../support/permission-asks.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { refusalAt, ROUTES, TELLING, type Route } from '../support/permission-routes.ts';
import {
	FIGURES,
	GOALS,
	keyResultOf,
	objectiveOf,
	PERIOD,
	RESTRICTED,
	type Goal
} from '../support/permission-story.ts';
import { productRoutes } from '../support/product-routes.ts';
import { goalsIn } from '../support/story-visitors.ts';

/**
 * @param running the product of the permission story
 * @param oneOf the administrator, and whoever is not let in, asks for everything; each of the others for every so manieth address,
 *   each for others
 */
export function permissionMatrixTests(running: () => PermissionProduct, oneOf: number): void {
	const isThorough = oneOf === 1;
	const goals: readonly Goal[] = isThorough ? GOALS : ['ocelot', RESTRICTED, 'gorilla'];

	/** Those cases that are asked this time. */
	function chosen(cases: readonly Case[]): Case[] {
		// One table in both its formats is one place.
		const placeOf = (path: string): string => path.replace(/\.(csv|xlsx)\b/, '');
		const places = [...new Set(cases.map(({ path }) => placeOf(path)))];
		const turns = running().visitors.map(({ name }) => name);
		return cases.filter(
			({ path, visitor: { name }, status }) =>
				name === 'administrator' ||
				[303, 401, 403].includes(status) ||
				(places.indexOf(placeOf(path)) + turns.indexOf(name)) % oneOf === 0
		);
	}

	const pathOf = (path: string): string => (path === 'PUBLISHED' ? running().published : path);

	function casesAt({ door, paths, more = [], ofGoals, status = 200 }: Route): Case[] {
		return running().visitors.flatMap((visitor): Case[] => {
			const refusal = refusalAt(door, visitor);
			return [
				...[...paths, ...(isThorough ? more : [])].map((path) => ({
					visitor,
					path: pathOf(path),
					status: refusal ?? status
				})),
				...goals.flatMap((goal) =>
					(ofGoals?.(goal) ?? []).map((path) => ({
						...{ visitor, path, status: refusal ?? (visitor.opens.has(goal) ? status : 404) }
					}))
				)
			];
		});
	}

	describe('every visitor', () => {
		it('is thought of at every route', () => {
			expect(Object.keys(ROUTES).sort()).toEqual(productRoutes());
		});

		it('gets at every route what they may see, and nothing of what is closed to them', async () => {
			const cases = chosen(Object.values(ROUTES).flatMap(casesAt));
			const { faults, told } = await faultsOf(running(), cases);
			expect(faults).toEqual([]);
			const tellsOfIt = (path: string, name: string) =>
				told.get(keyOf(path, name))?.includes(RESTRICTED) ?? false;
			const telling = new Set(
				cases.flatMap(({ path }) => (tellsOfIt(path, 'administrator') ? [path] : []))
			);
			const routes = [...telling].map((path) => path.split('?')[0]);
			expect(routes).toEqual(expect.arrayContaining(TELLING));
			// Settings tell administrators who of them read what.
			telling.delete('/settings');
			// Here it is one end of a link only, whose other end may be closed.
			telling.delete(`/review/${PERIOD}/22`);
			// Whoever may open it reads of it where the administrator does.
			const kept = cases.filter(
				({ path, status, visitor: { name, kind, opens } }) =>
					kind === 'person' &&
					opens.has(RESTRICTED) &&
					status === 200 &&
					telling.has(path) &&
					!tellsOfIt(path, name)
			);
			expect(kept.map(({ path, visitor: { name } }) => `${name} at ${path}`)).toEqual([]);
		});
	});

	describe('files', () => {
		/** Their names, as an unknown one tells them. */
		async function questions(): Promise<string[]> {
			const { status, body } = await ask(
				running(),
				'/export/no-such-table.csv',
				running().visitorCalled('administrator')
			);
			expect(status).toBe(404);
			const names = body.trim().split('\n').slice(1);
			expect(names.length).toBeGreaterThan(40);
			return names;
		}

		it('hold for everybody what they may see, each table in each format, and nothing closed', async () => {
			const all = (await questions()).flatMap((name) =>
				running().visitors.flatMap((visitor) =>
					['csv', 'xlsx'].flatMap((format): Case[] => {
						const path = `/export/${name}.${format}`;
						const refusal = refusalAt('files', visitor);
						const ids = idsFor(name);
						if (ids === null) return [{ visitor, path, status: refusal ?? 200 }];
						return ids.map(({ id, goal }) => ({
							...{ visitor, path: `${path}?id=${encodeURIComponent(id)}` },
							status: refusal ?? (goal === null || visitor.opens.has(goal) ? 200 : 404)
						}));
					})
				)
			);
			const cases = chosen(all);
			const { faults, told } = await faultsOf(running(), cases);
			expect(faults).toEqual([]);
			// What one format tells, the other does.
			for (const [key, goals] of told)
				if (key.includes('.csv'))
					expect(told.get(key.replace('.csv', '.xlsx')), key).toEqual(goals);
			const tellsOfIt = (path: string, name: string) =>
				told.get(keyOf(path, name))?.includes(RESTRICTED) ?? false;
			const telling = new Set(
				cases.flatMap(({ path }) => (tellsOfIt(path, 'administrator') ? [path] : []))
			);
			expect(telling.size).toBeGreaterThan(20);
			for (const { path, visitor, status } of cases)
				if (status === 200 && visitor.opens.has(RESTRICTED))
					expect(tellsOfIt(path, visitor.name), `${visitor.name} at ${path}`).toBe(
						telling.has(path)
					);
		});

		/** Of whose page the table is; null: of none. */
		function idsFor(name: string): { id: string; goal: Goal | null }[] | null {
			const goals: readonly Goal[] = ['ocelot', RESTRICTED, 'gorilla'];
			if (/^key-result-(?!weeks)/.test(name))
				return goals.map((goal) => ({ id: keyResultOf(goal), goal }));
			if (/^objective-(?!tree)/.test(name))
				return goals.map((goal) => ({ id: objectiveOf(goal), goal }));
			if (/^person-/.test(name)) return [{ id: 'owner', goal: null }];
			return null;
		}

		const FORMATS = ['md', 'docx', 'pptx'];

		it('of reviews hold what their reader may see, made today or published when all could open all', async () => {
			const { searchParams } = new URL(running().published, running().app.url);
			searchParams.set('period', PERIOD);
			const all = running().visitors.flatMap((visitor) =>
				[`period=${PERIOD}`, String(searchParams)].flatMap((query) =>
					FORMATS.map((format) => ({
						...{ visitor, path: `/export/review.${format}?${query}` },
						status: refusalAt('files', visitor) ?? 200
					}))
				)
			);
			const { faults, told } = await faultsOf(running(), chosen(all), 1);
			expect(faults).toEqual([]);
			for (const [key, goals] of told) {
				const [, name] = JSON.parse(key) as [string, string];
				const visitor = running().visitorCalled(name);
				const isLetIn = refusalAt('files', visitor) === null;
				expect(goals.includes(RESTRICTED), key).toBe(isLetIn && visitor.opens.has(RESTRICTED));
			}
		});

		it.skipIf(printingBrowser() === undefined)(
			'of reviews are printed with the rights of whoever asks',
			async () => {
				for (const name of isThorough ? ['owner', 'head of a sibling'] : ['head of a sibling']) {
					const visitor = running().visitorCalled(name);
					const answer = await ask(running(), `/export/review.pdf?period=${PERIOD}`, visitor);
					expect(answer.status).toBe(200);
					expect(goalsIn(answer.body).filter((goal) => !visitor.opens.has(goal))).toEqual([]);
					expect(goalsIn(answer.body)).toContain(name === 'owner' ? RESTRICTED : 'gorilla');
				}
			}
		);
	});

	describe('pages', () => {
		it('say how much is left out for whoever looks', async () => {
			for (const [turn, [name, figures]] of Object.entries(FIGURES).entries()) {
				if (turn % oneOf !== 0) continue;
				const { company, ...departments } = figures;
				const leftOutAt = async (path: string) =>
					Number(
						/data-left-out="(\d+)"/.exec(
							(await ask(running(), path, running().visitorCalled(name))).body
						)?.[1] ?? 0
					);
				expect(await leftOutAt('/'), name).toBe(company[1]);
				for (const [id, [, leftOut]] of Object.entries(departments))
					expect(await leftOutAt(`/?department=${id}`), `${name} ${id}`).toBe(leftOut);
			}
		});
	});
}
