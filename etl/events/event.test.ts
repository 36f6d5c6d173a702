import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from './event.ts';

const headers = {
	eventId: 'e1',
	eventType: 'agoal_objective_change',
	eventBornTime: '1683533823336'
};
const body = { dingUserId: 'u1', periodId: 'p1', objectiveId: 'o1', objectiveRuleId: 'r1' };

describe('a pushed event', () => {
	it('names what changed, its ids in the data and the rest in the headers', () => {
		const data = JSON.stringify({ corpid: 'c', bizid: 'b', eventTime: '1774522643', body });
		expect(readEvent({ type: 'EVENT', headers, data })).toEqual({
			eventId: 'e1',
			type: 'agoal_objective_change',
			objectiveId: 'o1',
			checkInId: '',
			personId: 'u1',
			periodId: 'p1',
			ruleId: 'r1',
			bornAt: 1683533823336,
			isMetered: true,
			outOfQuota: ''
		});
	});
	it('is understood in the form that the documentation prints, too', () => {
		const data = {
			eventId: 'e2',
			eventType: 'agoal_objectiveProgress_remove',
			eventBornTime: 1683533823336,
			data: { corpid: 'c', body: { progressId: 'c1', objectiveId: 17 } }
		};
		expect(readEvent({ headers: {}, data: JSON.stringify(data) })).toMatchObject({
			eventId: 'e2',
			type: 'agoal_objectiveProgress_remove',
			objectiveId: '17',
			checkInId: 'c1',
			bornAt: 1683533823336
		});
	});
	it('of contacts does not count against the quota', () => {
		const data = JSON.stringify({ timeStamp: '1', userId: ['u7', 'u8'] });
		const event = readEvent({ headers: { ...headers, eventType: 'user_leave_org' }, data });
		expect(event).toMatchObject({ personId: 'u7', isMetered: false });
	});
	it('without content says that the quota is used up', () => {
		const event = readEvent({ headers: {}, data: '{"errCode":20001,"errMsg":"超量"}' });
		expect(event).toMatchObject({ eventId: '', isMetered: true, outOfQuota: '超量' });
	});
	it('without id or type is none', () => {
		for (const frame of [null, 'x', {}, { headers: {} }, { headers: { eventId: 'e1' }, data: '{' }])
			expect(readEvent(frame)).toBeNull();
	});
	it('may hold anything without doing harm', () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), fc.json(), (odd, other, json) => {
				readEvent(odd);
				for (const data of [odd, other, json, { data: odd, body: other }])
					expect(readEvent({ headers: { ...headers, eventBornTime: other }, data })?.type).toBe(
						headers.eventType
					);
			}),
			{ numRuns: 300, seed: 7 }
		);
	});
});
