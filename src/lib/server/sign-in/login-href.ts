import type { Refusal } from './sign-in.ts';

/** The way in. @param back path and query of this site, where to go afterwards */
export function loginHref(back: string, reason: Refusal | 'signed_out' | null = null): string {
	const query = new URLSearchParams();
	if (back !== '/') query.set('back', back);
	if (reason !== null) query.set('reason', reason);
	return query.size === 0 ? '/login' : `/login?${query.toString()}`;
}
