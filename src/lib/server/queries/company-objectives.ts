import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

/** The company objectives that objectives of the chosen period can reach: of that period, and of those that enclose it. */
export function companyObjectives(scope: Scope): Filter<'objectives'>[] {
	const { period, day } = scope.moment;
	const enclosing = scope.periods.filter(
		(one) => period !== null && one.startsOn <= period.startsOn && period.endsOn <= one.endsOn
	);
	return [
		onDays([day]),
		{ member: 'level', operator: 'equals', values: ['company'] },
		...(period === null
			? []
			: [
					{
						member: 'period_id',
						operator: 'equals',
						values: enclosing.map(({ id }) => id)
					} as const
				])
	];
}
