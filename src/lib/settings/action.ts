/** @returns where a form of the settings goes; a language that stands only in the link stays, `?/name` alone would lose it */
export function settingsAction(name: string, section: string, url: URL): string {
	const lang = url.searchParams.get('lang');
	return `/settings?/${name}${lang === null ? '' : `&${languageQuery(lang)}`}#${section}`;
}

/** @returns where the answer to such a form leads */
export function settingsHref(section: string, url: URL): string {
	const lang = url.searchParams.get('lang');
	return `/settings${lang === null ? '' : `?${languageQuery(lang)}`}#${section}`;
}

function languageQuery(lang: string): string {
	return new URLSearchParams({ lang }).toString();
}
