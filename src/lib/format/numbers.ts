/** Numbers as people read them, in the language of the page. NULL is never a number: see Figure.svelte. */
import { getLocale } from '$lib/paraglide/runtime.js';
import { conventionsOf } from './locale.ts';

const formatters = new Map<string, Intl.NumberFormat>();

/** In most languages Intl writes the hyphen of a keyboard; a minus is as wide as a plus and cannot end a line. */
const MINUS = '\u2212';

function formatter(locale: string, name: string, options: Intl.NumberFormatOptions) {
	const key = `${locale} ${name}`;
	let found = formatters.get(key);
	if (found === undefined) {
		found = new Intl.NumberFormat(conventionsOf(locale), options);
		formatters.set(key, found);
	}
	const intl = found;
	return { format: (value: number) => intl.format(value).replace('-', MINUS) };
}

export function formatCount(value: number, locale: string = getLocale()): string {
	return formatter(locale, 'count', { maximumFractionDigits: 0 }).format(value);
}

/** A ratio 0..1 as per cent, without decimals. */
export function formatPercent(ratio: number, locale: string = getLocale()): string {
	return formatter(locale, 'percent', { style: 'percent', maximumFractionDigits: 0 }).format(ratio);
}

/** A ratio 0..1 as per cent with one decimal, where two of them are compared. */
export function formatPercentExact(ratio: number, locale: string = getLocale()): string {
	return formatter(locale, 'exact', {
		style: 'percent',
		minimumFractionDigits: 1,
		maximumFractionDigits: 1
	}).format(ratio);
}

/** Progress 0..100 as per cent, without decimals. */
export function formatProgress(progress: number, locale: string = getLocale()): string {
	return formatPercent(progress / 100, locale);
}

/**
 * Confidence 0..10 with one decimal. Rounding never carries a value over a border of the bands (metrics.md 4): 2.97 is red, so
 * it reads 2.9 and not 3.0; 7.02 is stable, so it reads 7.1.
 */
export function formatConfidence(value: number, locale: string = getLocale()): string {
	const rounded = Math.round(value * 10) / 10;
	const inBand = value < 3 ? Math.min(rounded, 2.9) : value > 7 ? Math.max(rounded, 7.1) : rounded;
	return formatter(locale, 'confidence', {
		minimumFractionDigits: 1,
		maximumFractionDigits: 1
	}).format(inBand);
}

/** A difference of counts with its sign. */
export function formatSignedCount(difference: number, locale: string = getLocale()): string {
	return formatter(locale, 'signed', {
		maximumFractionDigits: 0,
		signDisplay: 'exceptZero'
	}).format(difference);
}

/** A difference of two ratios in percentage points, with its sign and without a unit. */
export function formatSignedPoints(difference: number, locale: string = getLocale()): string {
	return formatter(locale, 'points', {
		maximumFractionDigits: 1,
		signDisplay: 'exceptZero'
	}).format(difference * 100);
}

/** A difference of two values of confidence with its sign, with one decimal. */
export function formatSignedConfidence(difference: number, locale: string = getLocale()): string {
	return formatter(locale, 'signed confidence', {
		minimumFractionDigits: 1,
		maximumFractionDigits: 1,
		signDisplay: 'exceptZero'
	}).format(difference);
}
