/** Words for what the sync names in its own terms. A name that is new here is shown as it is. */
import { m } from '$lib/paraglide/messages.js';

const STREAMS: Readonly<Record<string, () => string>> = {
	departments: m.stream_departments,
	people: m.stream_people,
	departures: m.stream_departures,
	periods: m.stream_periods,
	objectives: m.stream_objectives,
	organisation_objectives: m.stream_organisation_objectives,
	check_ins: m.stream_check_ins,
	reports: m.stream_reports,
	reconciliation: m.stream_reconciliation
};

export function streamName(stream: string): string {
	return STREAMS[stream]?.() ?? stream.replaceAll('_', ' ');
}

const STATUSES: Readonly<Record<string, () => string>> = {
	running: m.run_running,
	succeeded: m.run_succeeded,
	partial: m.run_partial,
	failed: m.run_failed,
	stopped: m.run_stopped,
	killed: m.run_killed
};
const STOPS: Readonly<Record<string, () => string>> = {
	budget: m.run_stopped_budget,
	quota: m.run_stopped_quota,
	banned: m.run_stopped_banned,
	interrupt: m.run_stopped_interrupt
};

/** How a run ended; of one that was stopped, by what. */
export function statusName(status: string, stopReason: string | null): string {
	const stop = status === 'stopped' && stopReason !== null ? STOPS[stopReason] : undefined;
	return (stop ?? STATUSES[status])?.() ?? status;
}

const KINDS: Readonly<Record<string, () => string>> = {
	planned: m.run_kind_planned,
	full: m.run_kind_full,
	events: m.run_kind_events
};

export function kindName(kind: string): string {
	return KINDS[kind]?.() ?? kind;
}

const REJECTS: Readonly<Record<string, () => string>> = {
	record: m.reject_record,
	confidence: m.reject_confidence,
	refused: m.reject_refused
};

export function rejectName(kind: string): string {
	return REJECTS[kind]?.() ?? kind;
}
