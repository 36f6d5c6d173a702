import { addDays, daysBetween } from '$lib/calendar/days.ts';
import type { Period } from './queries/periods.ts';

const YOUNG_DAYS = 21;

export interface SandboxNotice {
	/** The running quarter, when it is too young to say much; the demo then offers the last one. */
	readonly young: {
		readonly name: string;
		/** Days since it began, counting the first. */
		readonly day: number;
		readonly previous: { readonly id: string; readonly name: string } | null;
	} | null;
}

/** What the banner of the bundled company says on the day of the data. */
export function sandboxNotice(periods: readonly Period[], dataDay: string): SandboxNotice {
	const quarters = periods.filter((period) => period.kind === 'quarter');
	const running = quarters.find((one) => one.startsOn <= dataDay && dataDay <= one.endsOn);
	if (running === undefined) return { young: null };
	const day = daysBetween(running.startsOn, dataDay) + 1;
	if (day > YOUNG_DAYS) return { young: null };
	const before = addDays(running.startsOn, -1);
	const previous = quarters.find((one) => one.endsOn === before);
	return {
		young: {
			name: running.name,
			day,
			previous: previous === undefined ? null : { id: previous.id, name: previous.name }
		}
	};
}
