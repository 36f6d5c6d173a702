/** Colours and fonts of slides: those of the page in its light look (styles/tokens.css), which are fit for paper and beamers. */
import type { ShareLook } from '$lib/charts/share-parts.ts';
import type { Ink } from './shapes.ts';

export const INKS: Readonly<Record<Ink, string>> = {
	ink: 'tx1',
	soft: 'tx2',
	accent: 'hlink',
	warning: 'accent6'
};

/** The colours of the theme, in the order that it wants. */
export const THEME_COLORS = {
	dk1: '1B1E23',
	lt1: 'FFFFFF',
	dk2: '545A64',
	lt2: 'F0EEEA',
	accent1: '2F6FC4',
	accent2: 'C4DAF4',
	accent3: 'F8C592',
	accent4: '69ACA5',
	accent5: 'CFE6E3',
	accent6: '7A3A06',
	hlink: '1A4F9C',
	folHlink: '1A4F9C'
} as const;
export const LINE_COLOR = 'E2DFD8';

/** Never a colour alone: what is missing is hatched, what nobody knows is dotted. */
export const FILLS: Readonly<Record<ShareLook, { fill: string; ink: string; pattern?: string }>> = {
	stable: { fill: 'C4DAF4', ink: '0C3260' },
	watch: { fill: 'E9E6DF', ink: '36342F' },
	red: { fill: 'F8C592', ink: '552300' },
	strong: { fill: '69ACA5', ink: '14302D' },
	weak: { fill: 'CFE6E3', ink: '14302D' },
	missing: { fill: 'CDC9C0', ink: '1B1E23', pattern: 'ltUpDiag' },
	calm: { fill: 'F0EEEA', ink: '1B1E23' },
	plain: { fill: 'FFFFFF', ink: '545A64' },
	dotted: { fill: 'C9C5BC', ink: '1B1E23', pattern: 'pct10' }
};

/** Noto has all our scripts and is free; a device without it takes what it has for the script (`FALLBACKS`). */
export function fontsOf(language: string): { latin: string; asian: string; complex: string } {
	return {
		latin: 'Noto Sans',
		asian: 'Noto Sans SC',
		complex: language === 'ar' ? 'Noto Sans Arabic' : 'Noto Sans Thai'
	};
}

/** By the script tags of themes (ECMA-376, 20.1.4.1.16): fonts that come with Windows and Office. */
export const FALLBACKS: readonly (readonly [string, string])[] = [
	['Hans', 'Microsoft YaHei'],
	['Hant', 'Microsoft JhengHei'],
	['Arab', 'Segoe UI'],
	['Thai', 'Leelawadee UI'],
	['Viet', 'Segoe UI']
];

const TAGS: Readonly<Record<string, string>> = {
	en: 'en-GB',
	vi: 'vi-VN',
	zh: 'zh-CN',
	th: 'th-TH',
	id: 'id-ID',
	ms: 'ms-MY',
	ar: 'ar-SA'
};

/** With a country, as Office wants the tags of languages. */
export function officeTag(language: string): string {
	return TAGS[language] ?? language;
}
