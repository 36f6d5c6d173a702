/** Everything that the product must cope with happens in the company that `npm start` shows. */
import { describe, expect, it } from 'vitest';
import { buildCompany } from './build.ts';
import { DAY, endOfDay, HOUR, monday, startOfDay, WEEK, weekday } from './calendar.ts';
import { fields } from './content/fields.ts';
import { abroad } from './content/everyday.ts';
import { valueAt, type Objective } from './model.ts';
import { rejected } from './notations.ts';

const today = '2026-11-22';
const now = endOfDay(today);
const company = buildCompany({ people: 300, seed: 7, today });
const [okr, pbc] = company.rules;
const periods = new Map(company.periods.map((period) => [period.id, period]));
const personal = company.objectives.filter(
	({ kind, ruleId }) => kind === 'personal' && ruleId === okr?.id
);
const organisation = company.objectives.filter(({ kind }) => kind === 'organisation');
const checkIns = personal.flatMap((objective) =>
	objective.checkIns.map((checkIn) => ({ objective, checkIn }))
);
const revisions = checkIns.flatMap(({ checkIn }) => checkIn.revisions);
const statements = revisions.flatMap(({ says }) => says);
const departments = new Map(company.departments.map((department) => [department.id, department]));
const people = new Map(company.people.map((person) => [person.id, person]));

/** Lines of a check-in without tags and entities. */
function linesOf(html: string): string[] {
	return html
		.replace(/<br>|<\/p>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&nbsp;', ' ')
		.split('\n');
}

const lines = revisions.flatMap(({ html }) => linesOf(html));

function share<T>(things: readonly T[], test: (thing: T) => boolean): number {
	return things.filter(test).length / things.length;
}

describe('departments and people', () => {
	it('reorganise: teams move, are renamed, dissolved and founded, heads change', () => {
		const founded = Math.min(...company.departments.map(({ created }) => created));
		expect(company.departments.some(({ parentId }) => parentId.length > 1)).toBe(true);
		expect(company.departments.some(({ name }) => name.length > 1)).toBe(true);
		expect(company.departments.some(({ deleted }) => deleted !== null)).toBe(true);
		expect(company.departments.some(({ created }) => created > founded)).toBe(true);
		expect(company.departments.some(({ headIds }) => headIds.length > 1)).toBe(true);
	});

	it('never lets a living department hang on a dissolved one', () => {
		for (const { deleted, parentId } of company.departments) {
			const parent = departments.get(valueAt(parentId, now) ?? '');
			if (deleted === null && parent !== undefined) expect(parent.deleted).toBeNull();
		}
	});

	it('have some with two heads and some that are without one for a while', () => {
		const heads = company.departments.flatMap(({ headIds }) => headIds.map(({ value }) => value));
		expect(heads.some((ids) => ids.length === 2)).toBe(true);
		expect(heads.some((ids) => ids.length === 0)).toBe(true);
	});

	it('have people in two departments, leavers, joiners, inactive accounts and one boss', () => {
		const there = company.people.filter(({ left }) => left === null);
		expect(there.some((person) => valueAt(person.departmentIds, now).length === 2)).toBe(true);
		expect(there.some(({ isActive }) => !valueAt(isActive, now))).toBe(true);
		expect(company.people.some(({ isActive }) => isActive.length > 1)).toBe(true);
		expect(company.people.some(({ left }) => left !== null && left > now - 90 * DAY)).toBe(true);
		expect(company.people.some(({ joined }) => joined > now - 90 * DAY)).toBe(true);
		expect(there.filter(({ isBoss }) => isBoss)).toHaveLength(1);
	});

	it('have a boss and one more person without a manager', () => {
		const unmanaged = company.people.filter(
			({ left, managerId }) => left === null && valueAt(managerId, now) === null
		);
		expect(unmanaged.map(({ isBoss }) => isBoss).sort()).toEqual([false, true]);
	});

	it('have people who change departments and managers', () => {
		expect(company.people.some(({ departmentIds }) => departmentIds.length > 1)).toBe(true);
		expect(company.people.some(({ managerId }) => managerId.length > 2)).toBe(true);
	});

	it('mix Vietnamese, Chinese and English speaking people', () => {
		const names = company.people.map(({ name }) => name);
		expect(share(names, (name) => /^\p{Script=Han}+$/u.test(name))).toBeGreaterThan(0.2);
		expect(share(names, (name) => /[\u00c0-\u1ef9]/.test(name))).toBeGreaterThan(0.3);
		expect(share(names, (name) => /^[A-Z][a-z]+ [A-Z]/.test(name))).toBeGreaterThan(0.08);
	});
});

describe('rules and periods', () => {
	it('are one rule that counts, one of another category and one that is switched off', () => {
		expect(company.rules.map(({ category, isEnabled }) => [category, isEnabled])).toEqual([
			['OKR', true],
			['PBC', true],
			['OKR', false]
		]);
		expect(company.objectives.some(({ ruleId }) => ruleId === pbc?.id)).toBe(true);
	});

	it('are calendar years and quarters of Asia/Shanghai with an inclusive last second', () => {
		const quarter = company.periods.find(({ name }) => name === '2026年四季度');
		expect(quarter?.startDate).toBe(startOfDay('2026-10-01'));
		expect(quarter?.endDate).toBe(startOfDay('2027-01-01') - 1000);
		const year = company.periods.find(({ name }) => name === '2026年度');
		expect(year?.startDate).toBe(startOfDay('2026-01-01'));
		expect(year?.endDate).toBe(startOfDay('2027-01-01') - 1000);
	});
});

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
			expect([...up(objective), ...down(objective)].every(({ kind }) => kind === null)).toBe(true);
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
		const children = new Set(company.objectives.flatMap((one) => down(one).map((l) => l.targetId)));
		const orphans = share(personal, (one) => up(one).length === 0 && !children.has(one.id));
		expect(orphans).toBeGreaterThan(0.05);
		expect(orphans).toBeLessThan(0.25);
		expect(
			company.objectives.some((one) => one.up.some(({ from }) => from > one.created + 7 * DAY))
		).toBe(true);
	});
});

describe('check-ins', () => {
	it('come mostly on Thursdays and Fridays during working hours', () => {
		const created = checkIns.map(({ checkIn }) => checkIn.created);
		expect(share(created, (instant) => [3, 4].includes(weekday(instant)))).toBeGreaterThan(0.55);
		expect(share(created, (instant) => weekday(instant) > 4)).toBeLessThan(0.1);
		const hour = (instant: number): number => ((instant + 8 * HOUR) % DAY) / HOUR;
		expect(share(created, (at) => hour(at) >= 8 && hour(at) < 19)).toBeGreaterThan(0.85);
	});

	it('are edited, by others too, deleted, and written after their week', () => {
		expect(checkIns.some(({ checkIn }) => checkIn.revisions.length > 1)).toBe(true);
		expect(
			checkIns.some(({ checkIn }) =>
				checkIn.revisions.some(({ modifierId }) => modifierId !== checkIn.authorId)
			)
		).toBe(true);
		expect(checkIns.some(({ checkIn }) => checkIn.deleted !== null)).toBe(true);
		const late = personal.some(({ checkIns: own }) =>
			own.some(({ created }, at) => {
				const week = monday(created);
				const isEarly = created < week + 3 * DAY;
				return (
					isEarly && !own.some((one, other) => other !== at && monday(one.created) === week - WEEK)
				);
			})
		);
		expect(late).toBe(true);
	});

	it('list all key results, some, none, or do not have the list at all', () => {
		const lists = revisions.map(({ keyResults }) => keyResults);
		expect(lists).toContain(null);
		expect(lists.some((list) => list?.length === 0)).toBe(true);
		expect(lists.some((list) => list?.some(({ progress }) => progress === null))).toBe(true);
		expect(
			checkIns.some(({ objective, checkIn }) => {
				const listed = checkIn.revisions[0]?.keyResults?.length ?? 0;
				return listed > 0 && listed < objective.keyResults.length;
			})
		).toBe(true);
		expect(revisions.some(({ objectiveProgress }) => objectiveProgress === null)).toBe(true);
	});

	it('are missed by whole divisions for weeks, and by some people always', () => {
		const quarter = company.periods.find(({ name }) => name === '2026年四季度');
		const from = monday(now) - 3 * WEEK;
		const divisionOf = (id: string): string => {
			const parent = valueAt(departments.get(id)?.parentId ?? [{ from: 0, value: null }], now);
			return parent === null || parent === '1' ? id : divisionOf(parent);
		};
		const counts = new Map<string, { objectives: number; recent: number }>();
		for (const { ownerId, periodId, checkIns: own } of personal) {
			if (periodId !== quarter?.id) continue;
			const home = people.get(valueAt(ownerId, now))?.departmentIds ?? [];
			const division = divisionOf(home.at(-1)?.value[0] ?? '1');
			const count = counts.get(division) ?? { objectives: 0, recent: 0 };
			count.objectives += 1;
			count.recent += own.filter(({ created }) => created > from).length;
			counts.set(division, count);
		}
		const large = [...counts.values()].filter(({ objectives }) => objectives >= 10);
		const rates = large.map(({ objectives, recent }) => recent / objectives);
		expect(Math.min(...rates)).toBeLessThan(0.5);
		expect(Math.max(...rates)).toBeGreaterThan(1.8);

		const authors = new Set(checkIns.map(({ checkIn }) => checkIn.authorId));
		const owners = new Set(personal.map(({ ownerId }) => valueAt(ownerId, now)));
		expect([...owners].some((id) => !authors.has(id))).toBe(true);
	});

	it('come in seven languages, Vietnamese, Chinese and English most of all', () => {
		const scripts = [
			/\p{Script=Han}/u,
			/[ạảấầẩậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởợụủứừửữựỳỷỹỵđ]/,
			/\b(the|this|week|at|and)\b/
		];
		for (const script of scripts) {
			expect(
				share(revisions, ({ html }) => script.test(html.replace(/<[^>]+>/g, '')))
			).toBeGreaterThan(0.08);
		}
		for (const word of [
			/Keyakinan[ :]/,
			/Keyakinan diri/,
			/\p{Script=Thai}/u,
			/\p{Script=Arabic}/u
		]) {
			expect(lines.some((line) => word.test(line))).toBe(true);
		}
	});

	it.each([
		['信心指数：7/10', /^信心指数：\d+\/10$/],
		['信心 7 分', /^信心 \d+ 分$/],
		['full width', /^信心：[０-９]/],
		['percent', /^(信心指数：|Confidence: )\d+%$/],
		['Confidence: 6.5', /^Confidence: \d\.5$/],
		['Độ tự tin: 6,5', /^Độ tự tin: \d,5$/],
		['Chỉ số tự tin 8', /^Chỉ số tự tin \d+$/],
		['Keyakinan diri: 7/10', /^Keyakinan diri: \d+\/10$/],
		['ความมั่นใจ: ๕', /^ความมั่นใจ: [๐-๙]+/],
		['مؤشر الثقة: ٦/١٠', /^مؤشر الثقة: [٠-٩٫]+\/١٠$/],
		['a bullet before it', /^• (信心|Confidence|Độ|Chỉ)/],
		['a number before it', /^\d+\. (信心|Confidence|Độ|Chỉ)/i],
		['KR2: Confidence: 4', /^KR\d+(: | - | – |：|, )(信心|Confidence|Độ|Chỉ)/i],
		['a name alone on its line', /^KR\d$/],
		[
			'a rejected line',
			new RegExp(
				`^(${rejected.map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`
			)
		],
		['客户信心 3 连涨', /^客户信心 3 连涨$/],
		['an empty label', /^(卡点：|阻碍：|风险：|Blocker:|Vướng mắc:|Điểm nghẽn:)$/],
		['no blocker in words', /^(卡点|阻碍|风险)[：:] ?(无|没有|暂无)/],
		['a mention', /@\p{L}+/u]
	])('have lines like %s', (_name, pattern) => {
		expect(lines.some((line) => pattern.test(line))).toBe(true);
	});

	it('look like the editor wrote them, with labels cut by tags and empty paragraphs at the end', () => {
		expect(revisions.every(({ html }) => html.startsWith('<article class="4ever-article"><'))).toBe(
			true
		);
		for (const part of [
			'<span data-type="text"></span></p></article>',
			'信心<b>指数</b>',
			'<br>',
			'<ul><li>',
			'&nbsp;'
		]) {
			expect(revisions.some(({ html }) => html.includes(part))).toBe(true);
		}
	});

	it('state confidence from 0 to 10, blockers, next actions, and for one key result alone', () => {
		const confidences = statements
			.map(({ confidence }) => confidence)
			.filter((value) => value !== null);
		expect(Math.min(...confidences)).toBe(0);
		expect(Math.max(...confidences)).toBe(10);
		expect(
			statements.some(({ keyResultId, confidence }) => keyResultId !== null && confidence !== null)
		).toBe(true);
		expect(
			statements.some(({ keyResultId, blocker }) => keyResultId !== null && blocker !== null)
		).toBe(true);
		expect(statements.some(({ saysNoBlocker }) => saysNoBlocker)).toBe(true);
		expect(statements.some(({ nextAction }) => nextAction !== null)).toBe(true);
	});

	it('repeat the same text for weeks here and there, and keep the same confidence there', () => {
		const hasRun = (test: (objective: Objective) => readonly unknown[], length: number): boolean =>
			personal.some((objective) => {
				const values = test(objective);
				return values.some((value, at) =>
					value === null
						? false
						: values.slice(at, at + length).filter((one) => one === value).length === length
				);
			});
		expect(hasRun(({ checkIns: own }) => own.map(({ revisions: [first] }) => first?.html), 3)).toBe(
			true
		);
		expect(
			hasRun(
				({ checkIns: own }) =>
					own.map(({ revisions: [first] }) => first?.says[0]?.confidence ?? null),
				5
			)
		).toBe(true);
	});
});

describe('phrases', () => {
	it('of blockers and next actions are in normal form, so that every reader sees the same text', () => {
		const phrases = [
			...Object.values(fields).flatMap((field) => [field.zh, field.vi, field.en]),
			...Object.values(abroad)
		].flatMap(({ blockers, outside, next }) => [...blockers, ...outside, ...next]);
		expect(phrases.filter((phrase) => phrase.normalize('NFKC') !== phrase)).toEqual([]);
	});

	it('of key results hold a digit, so that only the vague ones cannot be measured', () => {
		const phrases = Object.values(fields)
			.flatMap((field) => [field.zh, field.vi, field.en])
			.flatMap(({ keyResults }) => keyResults);
		expect(phrases.filter((phrase) => !/\d/.test(phrase))).toEqual([]);
	});
});
