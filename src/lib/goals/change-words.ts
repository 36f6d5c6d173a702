/** A change in one sentence, in the language of the page. */
import { m } from '$lib/paraglide/messages.js';
import type { Change } from '$lib/server/queries/goal-changes.ts';
import { visibilityWord } from './words.ts';

const FIELDS: Readonly<Record<string, () => string>> = {
	title: m.field_title,
	owner: m.field_owner,
	team: m.field_team,
	period: m.field_period,
	weight: m.field_weight,
	score: m.field_score,
	visibility: m.field_visibility,
	draft: m.field_draft,
	objective: m.field_objective,
	kind: m.field_kind,
	name: m.field_name,
	job_title: m.field_job_title,
	departments: m.field_departments,
	active: m.field_active,
	boss: m.field_boss
};

const VALUES: Readonly<Record<string, () => string>> = {
	draft: m.value_draft,
	published: m.value_published,
	active: m.value_active,
	inactive: m.value_inactive,
	boss: m.value_boss,
	SUPPORT: m.link_supports
};

export function changeSentence(change: Change): string {
	const thing = nameOf(change);
	switch (change.kind) {
		case 'created':
			return m.version_created({ thing });
		case 'ended':
			return m.version_ended({ thing });
		case 'returned':
			return m.version_returned({ thing });
		default:
			return m.version_changed({
				thing,
				field: FIELDS[change.field]?.() ?? change.field,
				before: valueOf(change, change.before),
				after: valueOf(change, change.after)
			});
	}
}

function nameOf({ entity, keyResultTitle, after, before }: Change): string {
	switch (entity) {
		case 'key_result':
			return m.thing_key_result({ title: keyResultTitle ?? after ?? before ?? '' });
		case 'alignment':
			return m.thing_alignment();
		case 'person':
			return m.thing_person();
		default:
			return m.thing_objective();
	}
}

function valueOf({ field }: Change, value: string | null): string {
	if (value === null) return m.value_nothing();
	// An objective is named by an id, which tells people nothing; the link beside it leads there.
	if (field === 'objective') return m.value_other_objective();
	if (field === 'visibility') return visibilityWord(value);
	return VALUES[value]?.() ?? value;
}
