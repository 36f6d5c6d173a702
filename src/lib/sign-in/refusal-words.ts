/** Why somebody is not let in, and what they can do. */
import { m } from '$lib/paraglide/messages.js';
import type { Refusal } from '$lib/server/sign-in/sign-in.ts';

export function refusalWords(reason: Refusal): { readonly title: string; readonly text: string } {
	switch (reason) {
		case 'expired':
			return { title: m.login_expired_title(), text: m.login_expired_text() };
		case 'elsewhere':
			return { title: m.login_elsewhere_title(), text: m.login_elsewhere_text() };
		case 'external':
			return { title: m.login_external_title(), text: m.login_external_text() };
		case 'not_a_member':
			return { title: m.login_not_a_member_title(), text: m.login_not_a_member_text() };
		case 'cancelled':
			return { title: m.login_cancelled_title(), text: m.login_cancelled_text() };
		case 'unreachable':
			return { title: m.login_unreachable_title(), text: m.login_unreachable_text() };
	}
}
