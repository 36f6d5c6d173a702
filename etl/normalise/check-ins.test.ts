import { describe, expect, it } from 'vitest';
import { parseRecord, Progress } from '../dingtalk/payloads.ts';
import { checkInRows } from './check-ins.ts';

function rows(payload: object, titles: Readonly<Record<string, string>> = {}) {
	const parsed = parseRecord(Progress, {
		progressId: 'c1',
		created: 1_760_000_000_000,
		...payload
	});
	if (!parsed.ok) throw new Error(parsed.reason);
	return checkInRows(parsed.value, 'o1', (id) => (titles[id] === undefined ? [] : [titles[id]]));
}

describe('a check-in', () => {
	it('is revised when DingTalk says so, else when it was made', () => {
		expect(rows({}).revision.revised_at).toBe('2025-10-09 08:53:20.000');
		expect(rows({ updated: 1_760_000_060_000 }).revision).toMatchObject({
			checked_in_at: '2025-10-09 08:53:20.000',
			revised_at: '2025-10-09 08:54:20.000'
		});
	});
	it('keeps the order of its key results, each once, and an absent percent as none', () => {
		const { revision } = rows({
			keyResults: [
				{ keyResultId: 'k2', progress: 10 },
				{ keyResultId: 'k1' },
				{ keyResultId: 'k2', progress: 10 }
			]
		});
		expect(revision.key_result_ids).toEqual(['k2', 'k1']);
		expect(revision.key_result_progress).toEqual([10, null]);
	});
	it('names its key results by its own titles and by those of the objective list', () => {
		const { statements } = rows(
			{
				htmlContent: '<p>Shops: Confidence: 4</p><p>Open shops: Blocker: rent</p><p>Next: call</p>',
				keyResults: [{ keyResultId: 'k1', title: 'Shops' }]
			},
			{ k1: 'Open shops' }
		);
		expect(statements).toMatchObject([
			{ key_result_id: 'k1', confidence: 4, confidence_provenance: 'text', blocker: 'rent' },
			{ key_result_id: '', confidence: null, confidence_provenance: '', next_action: 'call' }
		]);
	});
	it('hands on what it could not read as a confidence', () => {
		expect(rows({ htmlContent: '<p>Confidence: 11</p>' }).unreadable).toHaveLength(1);
	});
});
