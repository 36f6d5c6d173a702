import { describe, expect, it } from 'vitest';
import { ASKERS, MOST_WAITING } from '../limits.ts';
import { Turns } from './turns.ts';

const { atOnce } = ASKERS.person;

async function takeAll(turns: Turns, who: string): Promise<(() => void)[]> {
	const ends = await Promise.all(Array.from({ length: atOnce }, () => turns.take('person', who)));
	expect(ends).not.toContain(null);
	return ends.filter((end) => end !== null);
}

describe('turns', () => {
	it('are had at once by others while one asker’s next waits, and come in order', async () => {
		const turns = new Turns();
		const [first = () => {}, second = () => {}] = await takeAll(turns, 'a');
		const came: string[] = [];
		const waiting = ['one', 'two'].map(async (name) => {
			const end = await turns.take('person', 'a');
			came.push(name);
			return end;
		});
		expect(await turns.take('person', 'b')).not.toBeNull();
		expect(await turns.take('token', 'a')).not.toBeNull();
		expect(came).toEqual([]);
		first();
		// A second end of the same turn is none of another.
		first();
		await waiting[0];
		expect(came).toEqual(['one']);
		second();
		await waiting[1];
		expect(came).toEqual(['one', 'two']);
	});

	it('are free again when all have ended', async () => {
		const turns = new Turns();
		for (const end of await takeAll(turns, 'a')) end();
		await takeAll(turns, 'a');
	});

	it('are not waited for too long, nor by too many', async () => {
		const turns = new Turns(20);
		const [end = () => {}] = await takeAll(turns, 'a');
		const waiting = Array.from({ length: MOST_WAITING }, () => turns.take('person', 'a'));
		const patient = new Turns(60_000);
		await takeAll(patient, 'a');
		const line = Array.from({ length: MOST_WAITING }, () => patient.take('person', 'a'));
		expect(line).toHaveLength(MOST_WAITING);
		expect(await patient.take('person', 'a')).toBeNull();
		expect(new Set(await Promise.all(waiting))).toEqual(new Set([null]));
		end();
		expect(await turns.take('person', 'a')).not.toBeNull();
	});
});
