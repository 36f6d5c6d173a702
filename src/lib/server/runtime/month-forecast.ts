/** What the month costs, from the ledger alone: the pace of the last seven days goes on to the end of the month. */
import { z } from 'zod';
import { selectRows, sqlLiteral } from '../../../../etl/clickhouse/client.ts';
import type { CommandContext } from '../../../../etl/commands/command.ts';
import type { MonthForecast } from './current.ts';

const Spent = z.object({ month: z.coerce.number(), recent: z.coerce.number() });

export async function forecastMonth({
	config,
	clock,
	warehouse
}: CommandContext): Promise<MonthForecast> {
	const today = clock.today();
	const day = `toDate(${sqlLiteral(today)})`;
	const [row] = await selectRows(
		warehouse,
		`SELECT sumIf(call_count, toStartOfMonth(day) = toStartOfMonth(${day})) AS month,
			sumIf(call_count, day > ${day} - 7) AS recent
		FROM ops_calls WHERE is_metered AND day <= ${day}`,
		(found) => Spent.parse(found)
	);
	const { month: spent, recent } = row ?? { month: 0, recent: 0 };
	const [year = 0, month = 0, date = 0] = today.split('-').map(Number);
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const perDay = Math.ceil(recent / 7);
	const budget = config.callBudget === Infinity ? null : config.callBudget;
	const last = budget === null || perDay === 0 ? Infinity : date + (budget - spent) / perDay;
	return {
		month: today.slice(0, 7),
		spent,
		budget,
		forecast: spent + perDay * (days - date),
		exhaustedOn:
			last >= days
				? null
				: `${today.slice(0, 7)}-${String(Math.max(date, Math.floor(last))).padStart(2, '0')}`,
		perDay,
		needed: perDay * days
	};
}
