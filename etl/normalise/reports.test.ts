import { describe, expect, it } from 'vitest';
import { parseRecord, Report } from '../dingtalk/payloads.ts';
import { reportReader, reportRevision, stagedReport, type Candidate } from './reports.ts';

const NO_FIELDS = { confidence: [], progress: [], blocker: [], next: [] };
const read = reportReader(NO_FIELDS);

const keyResult = (id: string, title: string, liveFrom = '2026-10-01'): Candidate => ({
	id,
	title,
	liveFrom
});
const SHOPS = keyResult('shops', 'Open 30 shops');
const CHURN = keyResult('churn', 'Churn below 2 %');

/** What one row says: `id confidence`, or what else it states. */
function readRow(key: string, value: string, ...candidates: Candidate[]) {
	return read([{ key, value }], candidates.length > 0 ? candidates : [SHOPS, CHURN]);
}
const confidenceOf = (key: string, value: string, ...candidates: Candidate[]) =>
	readRow(key, value, ...candidates).keyResults.map(({ id, confidence }) => [id, confidence]);
const unusable = (key: string, value: string) =>
	readRow(key, value).unusable.map(({ reason }) => reason);

describe('a row matches the key result of the author whose title is contained in its key', () => {
	it.each([
		['the title and a label', 'Open 30 shops confidence'],
		['words around it', 'KR1: Open 30 shops (confidence, 0-10)'],
		['another case', 'OPEN 30 SHOPS CONFIDENCE'],
		['full-width signs', 'Ｏｐｅｎ ３０ ｓｈｏｐｓ 信心指数'],
		['more and other white space', ' Open\u00a0 30\tshops\u3000信心'],
		['characters that nobody sees', 'Open\u200b 30 shops 信心\ufeff']
	])('with %s', (_what, key) => {
		expect(confidenceOf(key, '7')).toEqual([['shops', 7]]);
	});

	it('and no other', () => {
		expect(readRow('Open 31 shops', '7').keyResults).toEqual([]);
		expect(readRow('Open 30', '7').keyResults).toEqual([]);
		expect(readRow('', '7').keyResults).toEqual([]);
	});

	it('longest title first', () => {
		const longer = keyResult('longer', 'Open 30 shops in Hanoi');
		expect(confidenceOf('Open 30 shops in Hanoi confidence', '7', SHOPS, longer)).toEqual([
			['longer', 7]
		]);
		expect(confidenceOf('Open 30 shops confidence', '7', SHOPS, longer)).toEqual([['shops', 7]]);
	});

	it('of two with the same title, the one that began later', () => {
		const year = keyResult('a-year', 'Open 30 shops', '2026-01-01');
		expect(confidenceOf('Open 30 shops confidence', '7', year, SHOPS)).toEqual([['shops', 7]]);
	});

	it('a key result without a title is named by nothing', () => {
		expect(readRow('anything', '7', keyResult('empty', ' ')).keyResults).toEqual([]);
	});
});

describe('a row whose key also holds a confidence label states confidence', () => {
	it.each([
		['Open 30 shops 信心指数', '7/10', 7],
		['信心：Open 30 shops', '７', 7],
		['Độ tự tin Open 30 shops', '6,5', 6.5],
		['Open 30 shops — Chỉ số tự tin', '8 điểm', 8],
		['Keyakinan diri (Open 30 shops)', '80%', 8],
		['ความมั่นใจ Open 30 shops', '๕', 5],
		['Open 30 shops مؤشر الثقة', '٦/١٠', 6],
		['Open 30 shops CONFIDENCE', '7 because of the season', 7]
	])('%s: %s', (key, value, confidence) => {
		expect(confidenceOf(key, value)).toEqual([['shops', confidence]]);
	});

	it('a label inside the title itself asks for nothing', () => {
		const trust = keyResult('trust', 'Customer confidence above 60');
		expect(confidenceOf('Customer confidence above 60', '7', trust)).toEqual([['trust', null]]);
		expect(confidenceOf('Customer confidence above 60 confidence', '7', trust)).toEqual([
			['trust', 7]
		]);
	});

	it('a label in Latin letters is a whole word', () => {
		expect(confidenceOf('Open 30 shops overconfidence', '7')).toEqual([['shops', null]]);
		expect(readRow('Open 30 shops nextcloud', 'done').keyResults[0]?.nextAction).toBe('');
	});

	it.each(['12', '-1', '6-7', '7→5', '4/5', 'high', '120%'])(
		'%s states none: the row counts as a check-in and goes to the data-quality list',
		(value) => {
			expect(confidenceOf('Open 30 shops confidence', value)).toEqual([['shops', null]]);
			expect(unusable('Open 30 shops confidence', value)).toHaveLength(1);
		}
	);

	it('of several rows the last that parses speaks', () => {
		const key = 'Open 30 shops confidence';
		const said = read(
			[
				{ key, value: '4' },
				{ key, value: '6' },
				{ key, value: 'high' }
			],
			[SHOPS]
		);
		expect(said.keyResults).toMatchObject([{ id: 'shops', confidence: 6 }]);
	});
});

describe('unmatched confidence rows', () => {
	it('go to the data-quality list', () => {
		expect(unusable('Confidence', '7')).toEqual([
			'no live key result of its author is named in the label'
		]);
		expect(unusable('Somebody else’s key result 信心', '7')).toHaveLength(1);
	});
	it('unless nothing was filled in', () => {
		expect(unusable('Confidence', ' ')).toEqual([]);
	});
	it('and other unmatched rows are nobody’s business', () => {
		expect(readRow('What else happened', '7')).toEqual({ keyResults: [], unusable: [] });
	});
});

describe('other matched rows', () => {
	it.each([
		['45', 45],
		['45 %', 45],
		['４５％', 45],
		['62,5%', 62.5],
		['120', 120],
		['٤٥٪', 45],
		['about half', null],
		['40-50', null],
		['3 of 30 shops', null]
	])('state progress as a number or percent: %s', (value, progress) => {
		expect(readRow('Open 30 shops 进展', value).keyResults).toMatchObject([
			{ id: 'shops', progress, confidence: null }
		]);
	});

	it('name a blocker, or say that there is none', () => {
		const [named] = readRow('Open 30 shops 卡点', 'Waiting for\nthe licence').keyResults;
		expect(named).toMatchObject({ blocker: 'Waiting for the licence', saysNoBlocker: false });
		const [none] = readRow('Open 30 shops Blocker', '无。').keyResults;
		expect(none).toMatchObject({ blocker: '', saysNoBlocker: true });
	});

	it('name a next action', () => {
		const [said] = readRow('Open 30 shops – Next step', 'Sign the lease').keyResults;
		expect(said).toMatchObject({ nextAction: 'Sign the lease' });
		expect(readRow('Open 30 shops Next step', 'none').keyResults[0]?.nextAction).toBe('');
	});

	it('without any label count as a check-in that states nothing', () => {
		expect(readRow('Open 30 shops', 'Two are ready, 7 to go').keyResults).toEqual([
			{
				id: 'shops',
				progress: null,
				confidence: null,
				blocker: '',
				saysNoBlocker: false,
				nextAction: ''
			}
		]);
	});

	it('left empty are no check-in', () => {
		expect(readRow('Open 30 shops confidence', '\u200b ').keyResults).toEqual([]);
	});

	it('are understood by the labels that the company adds', () => {
		const own = reportReader({ ...NO_FIELDS, confidence: ['把握'], progress: ['Fortschritt'] });
		const said = own(
			[
				{ key: 'Open 30 shops 把握', value: '7' },
				{ key: 'Open 30 shops Fortschritt', value: '10' },
				{ key: 'Open 30 shops 信心', value: '8' }
			],
			[SHOPS]
		);
		expect(said.keyResults).toMatchObject([{ confidence: 8, progress: 10 }]);
	});
});

describe('all matched rows of a report', () => {
	const parsed = parseRecord(Report, {
		report_id: 'r1',
		creator_id: 12345,
		create_time: '1763712000000',
		modified_time: 1763715600000,
		surprise: true,
		contents: [
			{ key: 'Churn below 2 % confidence', value: 6, sort: '0', type: '1' },
			{ key: 'Open 30 shops progress', value: '40%' },
			{ key: 'Photos', value: null }
		]
	});

	it('are one check-in with the id of the report, however DingTalk wrote the payload', () => {
		if (!parsed.ok) throw new Error(parsed.reason);
		const report = stagedReport(parsed.value);
		const reading = read(
			[
				{ key: 'Churn below 2 % confidence', value: '6' },
				{ key: 'Open 30 shops progress', value: '40%' }
			],
			[SHOPS, CHURN]
		);
		const { revision, statements } = reportRevision(report, reading);
		expect(revision).toMatchObject({
			check_in_id: 'r1',
			objective_id: '',
			author_id: '12345',
			checked_in_at: '2025-11-21 08:00:00.000',
			revised_at: '2025-11-21 09:00:00.000',
			source: 'report',
			text: '',
			key_result_ids: ['churn', 'shops'],
			key_result_progress: [null, 40]
		});
		expect(statements).toEqual([
			{
				check_in_id: 'r1',
				objective_id: '',
				revised_at: '2025-11-21 09:00:00.000',
				key_result_id: 'churn',
				confidence: 6,
				confidence_provenance: 'report',
				blocker: '',
				says_no_blocker: 0,
				next_action: ''
			}
		]);
		expect(JSON.parse(revision.html)).toEqual([
			{ key: 'Churn below 2 % confidence', value: '6' },
			{ key: 'Open 30 shops progress', value: '40%' },
			{ key: 'Photos', value: '' }
		]);
	});

	it.each([
		['without an author', { report_id: 'r', create_time: 1 }],
		['without an instant', { report_id: 'r', creator_id: 'a', create_time: 'yesterday' }],
		[
			'with rows of another shape',
			{ report_id: 'r', creator_id: 'a', create_time: 1, contents: 'x' }
		]
	])('are rejected %s', (_what, record) => {
		expect(parseRecord(Report, record).ok).toBe(false);
	});
});
