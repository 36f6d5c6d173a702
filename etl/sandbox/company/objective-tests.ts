/** Objectives and their links, in all the ways in which they may be odd. */
import { describe, expect, it } from 'vitest';
import { DAY } from './calendar.ts';
import { valueAt, type Objective } from './model.ts';
import {
	company,
	departments,
	now,
	organisation,
	periods,
	personal,
	share
} from './shown-company.ts';

export function objectiveTests(): void {
	describe('objectives', () => {
		it('are set by four people in five, about two each, mostly with three to five key results', () => {
			const quarter = company.periods.find(({ name }) => name === '2026年四季度');
			const running = personal.filter(
				({ periodId, deleted }) => periodId === quarter?.id && deleted === null
			);
			const owners = new Set(running.map(({ ownerId }) => valueAt(ownerId, now)));
			const active = company.people.filter(
				({ left, isActive }) => left === null && valueAt(isActive, now)
			);
			const adopters = share(active, ({ id }) => owners.has(id));
			expect(adopters).toBeGreaterThan(0.76);
			expect(adopters).toBeLessThan(0.9);
			expect(running.length / owners.size).toBeGreaterThan(1.7);
			expect(running.length / owners.size).toBeLessThan(2.5);
			const usual = share(running, ({ keyResults }) => /^[345]$/.test(String(keyResults.length)));
			expect(usual).toBeGreaterThan(0.75);
		});

		it('are set for the company and for departments, for years and quarters', () => {
			const ofCompany = organisation.filter(({ teamIds }) => valueAt(teamIds, now).includes('1'));
			for (const list of [ofCompany, organisation.filter((one) => !ofCompany.includes(one))]) {
				const types = new Set(list.map(({ periodId }) => periods.get(periodId)?.type));
				expect(types).toEqual(new Set(['year', 'season']));
			}
			for (const { keyResults, checkIns, progress } of organisation) {
				expect([keyResults.length, checkIns.length, valueAt(progress, now)]).toEqual([0, 0, null]);
			}
		});

		it('are bad ones too: one key result, nothing to measure, wrong weights, late ones, too many', () => {
			const alive = (objective: Objective) =>
				objective.keyResults.filter(({ deleted }) => deleted === null);
			expect(personal.some((objective) => alive(objective).length === 1)).toBe(true);
			expect(
				personal.some((objective) =>
					alive(objective).some(({ title }) => !/\d/.test(valueAt(title, now)))
				)
			).toBe(true);
			const sums = personal.map((objective) =>
				alive(objective).reduce((sum, { weight }) => sum + (valueAt(weight, now) ?? 0), 0)
			);
			expect(sums).toContain(0);
			expect(sums).toContain(100);
			expect(sums.some((sum) => sum > 0 && Math.abs(sum - 100) > 1)).toBe(true);
			expect(
				personal.some(({ keyResults, periodId }) => {
					const { startDate = 0, endDate = 0 } = periods.get(periodId) ?? {};
					return keyResults.some(({ created }) => 2 * (created - startDate) > endDate - startDate);
				})
			).toBe(true);
			const perOwner = new Map<string, number>();
			for (const { ownerId, periodId } of personal) {
				const key = `${valueAt(ownerId, now)} ${periodId}`;
				perOwner.set(key, (perOwner.get(key) ?? 0) + 1);
			}
			expect(Math.max(...perOwner.values())).toBeGreaterThan(5);
		});

		it('change: titles, weights, owners, key results dropped and added, objectives dropped', () => {
			const keyResults = personal.flatMap((objective) => objective.keyResults);
			expect(personal.some(({ title }) => title.length > 1)).toBe(true);
			expect(personal.some(({ ownerId }) => ownerId.length > 1)).toBe(true);
			expect(personal.some(({ deleted }) => deleted !== null)).toBe(true);
			expect(organisation.some(({ ownerId }) => ownerId.length > 1)).toBe(true);
			expect(keyResults.some(({ title }) => title.length > 1)).toBe(true);
			expect(keyResults.some(({ weight }) => weight.length > 1)).toBe(true);
			expect(keyResults.some(({ deleted }) => deleted !== null)).toBe(true);
			expect(
				personal.some((objective) =>
					objective.keyResults.some(({ created }) => created > objective.created + 20 * DAY)
				)
			).toBe(true);
		});

		it('pass through approval, stay drafts, or know no approval', () => {
			const seen = new Set(
				personal.flatMap(({ approveStatus }) => approveStatus.map(({ value }) => value))
			);
			expect(seen).toEqual(new Set([null, 'preApprove', 'approving', 'approved', 'notApproved']));
			expect(personal.some((one) => valueAt(one.approveStatus, now) === 'preApprove')).toBe(true);
		});

		it('are of the older kind sometimes, and some keep their check-ins to themselves', () => {
			expect(personal.some(({ hasNewFields }) => !hasNewFields)).toBe(true);
			expect(personal.some(({ areCheckInsReadable }) => !areCheckInsReadable)).toBe(true);
		});

		it('name no team, two teams, or one that contacts do not know', () => {
			const teams = personal.map(({ teamIds }) => valueAt(teamIds, now));
			expect(teams.some((ids) => ids.length === 0)).toBe(true);
			expect(teams.some((ids) => ids.length === 2)).toBe(true);
			expect(teams.some(([id]) => id !== undefined && !departments.has(id))).toBe(true);
		});

		it('show progress that is absent, beyond 100, or at odds with their key results', () => {
			const values = personal.flatMap((objective) =>
				objective.keyResults.map(({ progress }) => valueAt(progress, now))
			);
			expect(values).toContain(null);
			expect(values).toContain(0);
			expect(values).toContain(100);
			expect(values.some((value) => value !== null && value > 100)).toBe(true);
			expect(personal.some(({ progress }) => valueAt(progress, now) === null)).toBe(true);
		});
	});
}

export function alignmentTests(): void {
	describe('alignment', () => {
		const byId = new Map(company.objectives.map((objective) => [objective.id, objective]));
		const keyResultIds = new Set(
			company.objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id))
		);
		const up = (objective: Objective) => valueAt(objective.up, now);
		const down = (objective: Objective) => valueAt(objective.down, now);

		it('is stated by both sides, by the child alone or by the parent alone', () => {
			const fromChild = new Set(
				company.objectives.flatMap((child) =>
					up(child).map(({ targetId }) => `${child.id}>${targetId}`)
				)
			);
			const fromParent = new Set(
				company.objectives.flatMap((parent) =>
					down(parent).map(({ targetId }) => `${targetId}>${parent.id}`)
				)
			);
			const both = [...fromChild].filter((link) => fromParent.has(link)).length;
			expect(both).toBeGreaterThan(100);
			expect(fromChild.size - both).toBeGreaterThan(20);
			expect(fromParent.size - both).toBeGreaterThan(20);
		});

		it('goes to objectives and to key results, supports and cooperates', () => {
			const links = company.objectives.flatMap((one) => [...up(one), ...down(one)]);
			expect(new Set(links.map(({ targetKind }) => targetKind)).size).toBe(2);
			expect(new Set(links.map(({ kind }) => kind))).toEqual(
				new Set([null, 'SUPPORT', 'COOPERATION'])
			);
			for (const objective of personal) {
				expect([...up(objective), ...down(objective)].every(({ kind }) => kind === null)).toBe(
					true
				);
			}
		});

		it('is broken in every way: into nothing, at itself, in a circle, into another time', () => {
			const links = personal.flatMap((child) => up(child).map((link) => ({ child, link })));
			const dangling = links.filter(
				({ link }) => !byId.has(link.targetId) && !keyResultIds.has(link.targetId)
			);
			expect(dangling.some(({ link }) => link.targetKind === 'objective')).toBe(true);
			expect(dangling.some(({ link }) => link.targetKind === 'keyResult')).toBe(true);
			expect(links.some(({ child, link }) => link.targetId === child.id)).toBe(true);
			const targets = (one: Objective) => new Set(up(one).map(({ targetId }) => targetId));
			expect(
				personal.some((one) =>
					up(one).some(({ targetId }) => {
						const other = byId.get(targetId);
						return other !== undefined && other !== one && targets(other).has(one.id);
					})
				)
			).toBe(true);
			expect(
				links.some(({ child, link }) => {
					const there = periods.get(byId.get(link.targetId)?.periodId ?? '');
					const here = periods.get(child.periodId);
					return there !== undefined && here !== undefined && there.endDate < here.startDate;
				})
			).toBe(true);
			expect(links.some(({ link }) => (byId.get(link.targetId)?.deleted ?? null) !== null)).toBe(
				true
			);
		});

		it('leaves some objectives without any link, and changes now and then', () => {
			const children = new Set(
				company.objectives.flatMap((one) => down(one).map((l) => l.targetId))
			);
			const orphans = share(personal, (one) => up(one).length === 0 && !children.has(one.id));
			expect(orphans).toBeGreaterThan(0.05);
			expect(orphans).toBeLessThan(0.25);
			expect(
				company.objectives.some((one) => one.up.some(({ from }) => from > one.created + 7 * DAY))
			).toBe(true);
		});
	});
}
