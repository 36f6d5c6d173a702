/** Epoch milliseconds -> what ClickHouse's columns take. */
import { localDay } from '../clock.ts';

/** `2026-11-22 03:04:05.678`, UTC, for DateTime64(3, 'UTC'). */
export function instantText(epochMilliseconds: number): string {
	return new Date(epochMilliseconds).toISOString().slice(0, -1).replace('T', ' ');
}

export function instantOrNull(epochMilliseconds: number | null): string | null {
	return epochMilliseconds === null ? null : instantText(epochMilliseconds);
}

/** Period bounds are calendar days that DingTalk writes as instants of this zone, whatever ORG_TIMEZONE is (metrics.md 1). */
const PERIOD_ZONE = 'Asia/Shanghai';

export function periodDay(epochMilliseconds: number): string {
	return localDay(epochMilliseconds, PERIOD_ZONE);
}

/** The calendar day `days` later. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
