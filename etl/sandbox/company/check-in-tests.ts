/** Check-ins: when they are written, in which languages, what they state and how they write it. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, monday, WEEK, weekday } from './calendar.ts';
import { valueAt, type Objective } from './model.ts';
import { rejected } from './notations.ts';
import {
	checkIns,
	company,
	departments,
	lines,
	now,
	people,
	personal,
	revisions,
	share,
	statements
} from './shown-company.ts';

export function checkInTests(): void {
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
						isEarly &&
						!own.some((one, other) => other !== at && monday(one.created) === week - WEEK)
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
			expect(
				revisions.every(({ html }) => html.startsWith('<article class="4ever-article"><'))
			).toBe(true);
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
				statements.some(
					({ keyResultId, confidence }) => keyResultId !== null && confidence !== null
				)
			).toBe(true);
			expect(
				statements.some(({ keyResultId, blocker }) => keyResultId !== null && blocker !== null)
			).toBe(true);
			expect(statements.some(({ saysNoBlocker }) => saysNoBlocker)).toBe(true);
			expect(statements.some(({ nextAction }) => nextAction !== null)).toBe(true);
		});

		it('repeat the same text for weeks here and there, and keep the same confidence there', () => {
			const hasRun = (
				test: (objective: Objective) => readonly unknown[],
				length: number
			): boolean =>
				personal.some((objective) => {
					const values = test(objective);
					return values.some((value, at) =>
						value === null
							? false
							: values.slice(at, at + length).filter((one) => one === value).length === length
					);
				});
			expect(
				hasRun(({ checkIns: own }) => own.map(({ revisions: [first] }) => first?.html), 3)
			).toBe(true);
			expect(
				hasRun(
					({ checkIns: own }) =>
						own.map(({ revisions: [first] }) => first?.says[0]?.confidence ?? null),
					5
				)
			).toBe(true);
		});
	});
}
