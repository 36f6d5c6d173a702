/**
 * Weekly reports: about two thirds of those who have objectives file one, week by week, with a field per key result or none,
 * in the labels of their language. Told from the plans to the end of every life, then cut off, like everything else here.
 */

import { DAY, endOfDay, dayOf, HOUR, MINUTE, monday, WEEK } from './calendar.ts';
import { fill, type Speech, type Tongue } from './content/phrases.ts';
import { abroad, remarks } from './content/everyday.ts';
import { live, type Life } from './life.ts';
import { existsAt, valueAt, type KeyResult, type Report, type ReportRow } from './model.ts';
import { fields, labels, rejectedValues } from './notations.ts';
import type { Plan } from './plans.ts';
import { hexId, type Random, random, sharesOf } from './random.ts';
import type { Staff, Worker } from './staff.ts';

/** The template whose reports carry the company's OKRs, and another one that many people use besides. */
export const OKR_TEMPLATE = 'OKR weekly';
export const OTHER_TEMPLATE = '周报';

const SHARE_OF_WRITERS = 0.67;
const KEY_FORMS = sharesOf({ plain: 40, prefixed: 25, quoted: 15, wide: 10, shouted: 10 });
const FIELD_FORMS = sharesOf({ confidence: 45, both: 30, all: 15, prose: 10 });

const ANSWERS = sharesOf({ value: 94, rejected: 3, empty: 3 });

interface ToldPlan {
	readonly plan: Plan;
	readonly life: Life;
}

/** Of everybody whom `staff` knows, until `now`; in ascending order of creation. */
export function reportsOf(
	plans: readonly Plan[],
	staff: Staff,
	seed: number,
	now: number
): Report[] {
	const byOwner = new Map<Worker, ToldPlan[]>();
	for (const plan of plans) {
		// Reports are about OKRs; the half-yearly commitments of the other rule are not in them.
		if (plan.kind !== 'personal' || plan.term.kind === 'half' || plan.created > now) continue;
		const told = { plan, life: live(plan, staff, seed) };
		for (const worker of new Set(plan.owner.map(({ value }) => value))) {
			if (!random(seed, 'reports', worker.slot.index, worker.turn).chance(SHARE_OF_WRITERS))
				continue;
			byOwner.set(worker, [...(byOwner.get(worker) ?? []), told]);
		}
	}
	return [...byOwner]
		.flatMap(([worker, own]) => reportsBy(worker, own, seed, now))
		.sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
}

function reportsBy(worker: Worker, own: readonly ToldPlan[], seed: number, now: number): Report[] {
	const style = random(seed, 'report style', worker.slot.index, worker.turn);
	const keyForm = style.weighted(KEY_FORMS);
	const fieldForm = style.weighted(FIELD_FORMS);
	const reports: Report[] = [];
	const first = Math.min(...own.map(({ plan }) => plan.created));
	for (let week = monday(first); week <= now; week += WEEK) {
		const draw = random(seed, 'report', worker.slot.index, worker.turn, week);
		const isLate = draw.chance(0.1);
		const created = week + (isLate ? 7 * DAY + 9 * HOUR : 4 * DAY + 15 * HOUR) + minutes(draw);
		const isEmployed = worker.joined <= created && (worker.left === null || created < worker.left);
		if (!draw.chance(0.86) || !isEmployed || created > now) continue;
		const keyResults = reportable(worker, own, created);
		const isOther = draw.chance(0.1);
		const write = () => rowsOf(worker.speech, keyResults, created, keyForm, fieldForm, draw);
		const revisions = [{ modified: created, rows: write() }];
		const edited = created + Math.round(draw.between(0.2, 60)) * HOUR + minutes(draw);
		if (draw.chance(0.09)) revisions.push({ modified: edited, rows: write() });
		reports.push({
			id: hexId(created, seed, 'report', worker.id, created) + '00000000',
			authorId: worker.id,
			templateName: isOther ? OTHER_TEMPLATE : OKR_TEMPLATE,
			created,
			revisions: revisions.filter(({ modified }) => modified <= now)
		});
	}
	return reports;
}

function minutes(draw: Random): number {
	return draw.int(0, 160) * MINUTE + draw.int(0, 59_999);
}

/**
 * The author's live key results that can be named without a doubt: by a title that never changes (another one would leave a
 * name in old reports that nobody knows any more) and that no other title of theirs holds.
 */
function reportable(worker: Worker, own: readonly ToldPlan[], instant: number): KeyResult[] {
	const evening = endOfDay(dayOf(instant));
	const running = own.filter(
		({ plan }) => plan.term.start <= instant && instant < plan.term.end && plan.created <= evening
	);
	const titles = running.flatMap(({ life }) =>
		life.keyResults.flatMap(({ id, title }) =>
			title.map(({ value }) => ({ id, text: fold(value) }))
		)
	);
	return running
		.filter(({ plan, life }) =>
			[instant, evening].every(
				(at) => existsAt(plan, at) && valueAt(plan.owner, at) === worker && !isDraft(life, at)
			)
		)
		.flatMap(({ life }) => life.keyResults)
		.filter(({ id, title, ...life }) => {
			const text = fold(title[0]?.value ?? '');
			return (
				title.length === 1 &&
				existsAt(life, instant) &&
				existsAt(life, evening) &&
				titles.every((other) => other.id === id || !isNested(other.text, text))
			);
		});
}

function isDraft(life: Life, instant: number): boolean {
	const status = valueAt(life.approveStatus, instant);
	return status === 'preApprove' || status === 'notApproved';
}

function isNested(one: string, other: string): boolean {
	return one.includes(other) || other.includes(one);
}

function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

const SAYS_NOTHING: Omit<ReportRow, 'key' | 'value'> = {
	keyResultId: null,
	confidence: null,
	progress: null,
	blocker: null,
	saysNoBlocker: false,
	nextAction: null,
	isUnusable: false
};

/** One filled-in form; what is drawn anew makes the difference between the revisions of a report. */
function rowsOf(
	speech: Speech,
	keyResults: readonly KeyResult[],
	instant: number,
	keyForm: KeyForm,
	fieldForm: FieldForm,
	draw: Random
): ReportRow[] {
	const own = fields[speech];
	const rows: ReportRow[] = [
		{ ...SAYS_NOTHING, key: '本周工作总结', value: proseOf(speech, draw) }
	];
	keyResults.forEach((keyResult, at) => {
		// Nobody writes about everything every week.
		if (draw.chance(0.12)) return;
		const title = titleAs(keyForm, valueAt(keyResult.title, instant), at, draw);
		const row = (key: string, value: string, means: Partial<ReportRow>): void => {
			rows.push({ ...SAYS_NOTHING, key, value, keyResultId: keyResult.id, ...means });
		};
		if (fieldForm === 'prose') row(title, proseOf(speech, draw), {});
		if (fieldForm === 'both' || fieldForm === 'all') {
			const progress = Math.round(valueAt(keyResult.progress, instant) ?? 0);
			row(`${title} ${own.progress}`, draw.pick([`${progress}%`, String(progress)]), { progress });
		}
		writeConfidence(row, rows, `${title} ${draw.pick(own.confidence)}`, own.values, draw);
		if (fieldForm === 'all') writeWords(row, title, speech, draw);
	});
	if (draw.chance(0.06))
		rows.push({
			...SAYS_NOTHING,
			key: draw.pick([`${own.confidence[0] ?? ''}`, `其他重点工作 ${own.confidence[0] ?? ''}`]),
			value: String(draw.int(1, 10)),
			isUnusable: true
		});
	return rows;
}

type KeyForm = 'plain' | 'prefixed' | 'quoted' | 'wide' | 'shouted';
type FieldForm = 'confidence' | 'both' | 'all' | 'prose';
type AddRow = (key: string, value: string, means: Partial<ReportRow>) => void;

function writeConfidence(
	row: AddRow,
	rows: ReportRow[],
	key: string,
	notations: readonly ((value: number) => string)[],
	draw: Random
): void {
	const confidence = draw.int(2, 20) / 2;
	switch (draw.weighted(ANSWERS)) {
		case 'value':
			return row(key, draw.pick(notations)(confidence), { confidence });
		case 'rejected':
			return row(key, draw.pick(rejectedValues), { isUnusable: true });
		case 'empty':
			rows.push({ ...SAYS_NOTHING, key, value: '' });
	}
}

function writeWords(row: AddRow, title: string, speech: Speech, draw: Random): void {
	const { blocker, next, none } = labels[speech];
	const words = isTongue(speech) ? WORDS[speech] : abroad[speech];
	const labelOf = (choices: readonly string[]): string =>
		draw.pick(choices).replace(/[:：]\s*$/, '');
	if (draw.chance(0.4)) {
		const text = fill(draw.pick(words.blockers), draw);
		row(`${title} ${labelOf(blocker)}`, text, { blocker: text });
	} else row(`${title} ${labelOf(blocker)}`, draw.pick(none), { saysNoBlocker: true });
	const nextAction = fill(draw.pick(words.next), draw);
	row(`${title} ${labelOf(next)}`, nextAction, { nextAction });
}

/** How a title stands in the label of a field: normalised it is the same. */
function titleAs(form: KeyForm, title: string, at: number, draw: Random): string {
	switch (form) {
		case 'plain':
			return title;
		case 'prefixed':
			return `KR${at + 1}${draw.pick(['：', '. ', ' - '])}${title}`;
		case 'quoted':
			return `本季度关键结果「${title}」`;
		case 'wide':
			return title.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
		case 'shouted':
			return title.toUpperCase().replace(/ /g, '  ');
	}
}

function proseOf(speech: Speech, draw: Random): string {
	const text = fill(draw.pick(remarks[speech]), draw).replace('{p}', String(draw.int(10, 90)));
	// Longer than what DingTalk shows of a field.
	return draw.chance(0.01) ? `${text} `.repeat(60) : text;
}

function isTongue(speech: Speech): speech is Tongue {
	return speech === 'zh' || speech === 'vi' || speech === 'en';
}

const WORDS: Readonly<Record<Tongue, { blockers: readonly string[]; next: readonly string[] }>> = {
	zh: {
		blockers: ['等待 {2-9} 份合同盖章', '测试环境不稳定'],
		next: ['下周拜访 {3-8} 家客户', '补齐验收材料']
	},
	vi: {
		blockers: ['Chờ duyệt {2-5} hợp đồng', 'Thiếu người kiểm thử'],
		next: ['Gặp {3-8} khách hàng tuần sau']
	},
	en: {
		blockers: ['Waiting for {2-9} approvals', 'Test environment is down'],
		next: ['Visit {3-8} customers next week']
	}
};
