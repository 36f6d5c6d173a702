/** DingTalk as a sync may know it: without contact details, and without those who were forgotten. */
import type { DingTalkClient } from '../dingtalk/client.ts';
import { withoutContactDetails } from './contact-details.ts';
import type { ForgottenPerson } from './forgotten-people.ts';
import { createPseudonymiser } from './pseudonymise.ts';

/** Before the raw layer: what is dropped here is kept nowhere. */
export function withoutPersonalDetails(
	live: DingTalkClient,
	forgotten: readonly ForgottenPerson[]
): DingTalkClient {
	const pseudonymiser = createPseudonymiser(forgotten);
	return {
		async call(endpoint, parameters) {
			return pseudonymiser.value(withoutContactDetails(await live.call(endpoint, parameters)));
		}
	};
}
