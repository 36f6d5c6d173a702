/** The evidence of a diagnosis in sentences (metrics.md 12). */
import { formatDay } from '$lib/format/dates.ts';
import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Diagnosis } from '$lib/server/queries/key-result-diagnosis.ts';

export function outcomeWords({ outcome, judgedOn }: Diagnosis): string {
	const day = formatDay(judgedOn);
	return outcome === 'missed' ? m.diagnosis_missed({ day }) : m.diagnosis_at_risk({ day });
}

export function rhythmSentence({ longestSilence, onTimeWeeks, dueWeeks }: Diagnosis): string {
	return longestSilence === null
		? m.diagnosis_rhythm_unknown()
		: m.diagnosis_rhythm({
				onTime: onTimeWeeks ?? 0,
				due: dueWeeks ?? 0,
				silence: m.days({ count: longestSilence })
			});
}

export function timingSentence({ firstFellIn, fellWith }: Diagnosis): string {
	return firstFellIn === null
		? m.diagnosis_timing_none()
		: m.diagnosis_timing({
				week: formatDay(firstFellIn),
				keyResults: formatCount(fellWith.keyResults),
				owners: formatCount(fellWith.owners),
				departments: formatCount(fellWith.departments)
			});
}

/** null: no link of it was at risk. */
export function dependencySentence({ atRiskDependencies }: Diagnosis): string | null {
	return (atRiskDependencies ?? 0) > 0
		? m.diagnosis_dependencies({ count: atRiskDependencies ?? 0 })
		: null;
}

export function responseSentence(diagnosis: Diagnosis): string {
	const { firstTroubleOn, response, rescopedOn, nextActionOn } = diagnosis;
	if (firstTroubleOn === null) return m.diagnosis_response_calm();
	const first = formatDay(firstTroubleOn);
	switch (response) {
		case 'rescoped':
			return m.diagnosis_rescoped({ first, day: dayOr(rescopedOn) });
		case 'next_action':
			return m.diagnosis_next_action({ first, day: dayOr(nextActionOn) });
		case 'check_in_only':
			return m.diagnosis_check_in_only({ first });
		case 'silence':
			return m.diagnosis_silence({ first });
		case 'pending':
			return m.diagnosis_pending({ first });
		case null:
		default:
			return m.diagnosis_response_unknown({ first });
	}
}

export function causeWord(cause: string): string {
	return cause === 'external' ? m.cause_external() : m.cause_capacity();
}

function dayOr(day: string | null): string {
	return day === null ? '' : formatDay(day);
}
