/**
 * The first number and the first day cost a browser some 20 ms, as it reads the conventions of the language, and each new way to write
 * them 4 ms more. Done while the page's words are on their way, and not at once, that holds up nobody.
 */
import { formatAge, formatDay, formatMonth, formatShortDay } from './dates.ts';
import { formatConfidence, formatCount, formatPercent } from './numbers.ts';

export async function warmUpFormats(): Promise<void> {
	const steps = [
		() => formatCount(0),
		() => formatPercent(0),
		() => formatConfidence(0),
		() => formatDay('2000-01-03'),
		() => formatShortDay('2000-01-03'),
		() => formatMonth('2000-01-03'),
		() => formatAge(0)
	];
	for (const step of steps) {
		await new Promise((resolve) => setTimeout(resolve));
		step();
	}
}
