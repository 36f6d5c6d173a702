export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * Where a visitor goes back to after choosing: a path of this site, or its home. With `dropsLanguage` without the language
 * that the link names, which would overrule the one just chosen.
 */
export function pathBack(
	value: FormDataEntryValue | null,
	origin: string,
	dropsLanguage: boolean
): string {
	if (typeof value !== 'string' || !URL.canParse(value, origin)) return '/';
	const back = new URL(value, origin);
	if (back.origin !== origin) return '/';
	if (dropsLanguage) back.searchParams.delete('lang');
	// A path that begins with two slashes is another site.
	return `${back.pathname.replace(/^\/+/, '/')}${back.search}`;
}
