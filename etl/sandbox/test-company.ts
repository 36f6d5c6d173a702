/** A sandbox for all tests of what its calls answer, and the company in it. */
import { endOfDay } from './company/calendar.ts';
import { existsAt, valueAt, type Company, type Objective } from './company/model.ts';
import { connect, type TestClient } from './test-client.ts';

/** The instant of which the sandbox tells. */
export const now = endOfDay('2026-11-22');

export interface TestCompany {
	readonly client: TestClient;
	readonly company: Company;
	/** The rule whose objectives count. */
	readonly ruleId: string;
	/** The running quarter. */
	readonly quarterId: string;
	/** A personal objective whose owner is there, of which this holds. Throws if there is none. */
	readonly objectiveWith: (test: (objective: Objective) => boolean) => Objective;
}

export async function openTestCompany(): Promise<TestCompany> {
	const client = await connect();
	const company = client.sandbox.company();
	const ruleId = company.rules[0]?.id ?? '';
	const there = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
	return {
		client,
		company,
		ruleId,
		quarterId: company.periods.find(({ name }) => name === '2026年四季度')?.id ?? '',
		objectiveWith(test) {
			const found = company.objectives.find(
				(objective) =>
					objective.kind === 'personal' &&
					objective.ruleId === ruleId &&
					existsAt(objective, now) &&
					there.has(valueAt(objective.ownerId, now)) &&
					test(objective)
			);
			if (found === undefined) throw new Error('No such objective in this company');
			return found;
		}
	};
}
