/** Random companies (random-company.ts) in which many objectives are restricted, and enough of them alike to form blocks. */
import type { Company, Privacy } from '../../../etl/sandbox/company/model.ts';
import { Dice } from './dice.ts';
import { randomCase, type RandomCase } from './random-company.ts';

const ALWAYS = 0;

export function secretCase(seed: number): RandomCase {
	const { company, syncs, settings } = randomCase(seed, 30);
	const dice = new Dice(seed + 100_000);
	const share = dice.one([0.5, 0.75, 0.95]);
	const people = company.people.map(({ id }) => id);
	const lastRead = syncs.at(-1)?.readAt ?? 0;
	const running = company.periods.filter(
		(each) => each.ruleId === 'okr' && each.startDate <= lastRead && lastRead <= each.endDate
	);
	const privacy = (): Privacy | null =>
		dice.chance(share) ? 'private' : dice.one(['public', 'public', null]);
	const secrets = new Map(
		company.objectives.map((objective) => {
			const change = dice.one([lastRead, lastRead - 20 * 86_400_000, lastRead + 1]);
			const isMoved = objective.ruleId === 'okr' && running.length > 0 && dice.chance(0.5);
			const secret = {
				periodId: isMoved ? (running[0]?.id ?? objective.periodId) : objective.periodId,
				privacy: [
					{ from: ALWAYS, value: privacy() },
					...(dice.chance(0.2) ? [{ from: change, value: privacy() }] : [])
				],
				policyMemberIds: [
					{ from: ALWAYS, value: dice.some(people, 0.08) },
					...(dice.chance(0.2) ? [{ from: change, value: dice.some(people, 0.08) }] : [])
				]
			};
			return [objective.id, secret] as const;
		})
	);
	const kept = (of: Company): Company => ({
		...of,
		objectives: of.objectives.map((objective) => ({ ...objective, ...secrets.get(objective.id) }))
	});
	return {
		company: kept(company),
		syncs: syncs.map((sync) => ({
			...sync,
			...(sync.company !== undefined && { company: kept(sync.company) })
		})),
		settings: {
			...settings,
			product: 'okr',
			minGroupSize: dice.one([2, 2, 3]),
			unknownVisibility: dice.one(['company', 'restricted'])
		}
	};
}
