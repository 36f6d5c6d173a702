/** What a rate limit says about its end, and how long to believe it. */

const END = /(?:处罚|限制)将在\s*(\d{4}-\d{2}-\d{2})\s+(\d{2}:\d{2}:\d{2})\s*结束/;

/**
 * The instant, epoch ms, at which the old host ends its penalty: "处罚将在 2018-12-09 15:01:11 结束" or, in newer words,
 * "限制将在 … 结束", in Beijing time (dingtalk-api.md 6.2). null: it does not say.
 */
export function penaltyEnd(said: string): number | null {
	const [, day, time] = END.exec(said) ?? [];
	if (day === undefined || time === undefined) return null;
	const end = Date.parse(`${day}T${time}+08:00`);
	return Number.isNaN(end) ? null : end;
}

/** Nobody means to keep us waiting longer; a clock that is wrong may. */
export const LONGEST_WAIT = 300_000;

/** A Retry-After header, seconds or a date, as milliseconds from `now` (epoch ms); 0 without one. */
export function readRetryAfter(header: string | null, now: number): number {
	if (header === null || header.trim() === '') return 0;
	const seconds = Number(header);
	const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
	return wait > 0 ? Math.min(wait, LONGEST_WAIT) : 0;
}
