/** Custom fields of an organisation objective: payload -> rows of the stage (dingtalk-api.md 4.2, FieldMeta and fieldValueMap). */
import type { OrganisationObjective } from '../dingtalk/payloads.ts';

export interface FieldRow {
	readonly objective_id: string;
	/** Key into DingTalk's fieldValueMap. */
	readonly code: string;
	/** As the company named it; its code where DingTalk does not say. */
	readonly title: string;
	readonly value_type: string;
	/** Text as it is; what else it may be is not documented, and kept as JSON. */
	readonly value: string;
}

/** Fields without a value are left out: DingTalk leaves them out too, or says null. */
export function customFieldRows(payload: OrganisationObjective): FieldRow[] {
	const metas = new Map((payload.fieldConfig ?? []).map((meta) => [meta.code, meta]));
	return Object.entries(payload.fieldValueMap ?? {})
		.filter(([, value]) => value !== null && value !== undefined)
		.map(([code, value]) => {
			const meta = metas.get(code);
			return {
				objective_id: payload.objectiveId,
				code,
				title: meta === undefined || meta.title === '' ? code : meta.title,
				value_type: meta?.type ?? '',
				value: typeof value === 'string' ? value : JSON.stringify(value)
			};
		});
}
