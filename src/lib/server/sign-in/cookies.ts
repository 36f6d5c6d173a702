/**
 * Cookies of sign-in. Behind TLS their names carry the prefix `__Host-`: a browser then takes them from this very host only, encrypted,
 * for all of its paths, so that no other site of the domain can plant one. `SameSite=Lax`: DingTalk opens the product as a page of its
 * own, in a tab or in its web view; so no request that another site makes is signed in, from a frame of it neither,
 * and the way back from DingTalk's sign-in page, which is a plain link, still is.
 */
export interface CookieOptions {
	readonly path: '/';
	readonly httpOnly: true;
	readonly sameSite: 'lax';
	readonly secure: boolean;
}

export interface SignInCookies {
	readonly session: string;
	/** Of one attempt to sign in: several may be under way, in tabs of their own. */
	readonly attempt: (state: string) => string;
	readonly options: CookieOptions;
}

export function signInCookies(origin: string): SignInCookies {
	const secure = new URL(origin).protocol === 'https:';
	const prefix = secure ? '__Host-' : '';
	return {
		session: `${prefix}okr_session`,
		attempt: (state) => `${prefix}okr_sign_in_${state.replace(/[^\w-]/g, '').slice(0, 8)}`,
		options: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	};
}
