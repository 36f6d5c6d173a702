/** What stands behind a confidence label -> a value 0..10, a reason for the data-quality list, or nothing (metrics.md 14.3). */
import { POINT_UNITS, RANGE_SIGNS } from './labels.ts';
import { anyOf } from './phrases.ts';

export type ConfidenceReading =
	| { readonly kind: 'value'; readonly value: number }
	/** A confidence was meant, but cannot be taken: goes to the data-quality list. */
	| { readonly kind: 'rejected'; readonly reason: string }
	/** The line only begins with the same word. */
	| { readonly kind: 'none' };

const NUMBER = String.raw`\d{1,6}(?:[.,٫]\d{1,6})?(?![\d.,٫]*\d)`;
const SIGN = /\s*[:=]\s*/y;
const VALUE = new RegExp(String.raw`\s*(?<minus>[-−]\s?)?(?<number>${NUMBER})`, 'uy');
const SCALE = new RegExp(
	String.raw`\s*/\s*(?<denominator>\d{1,9})|\s*(?<percent>%)|\s*(?:${anyOf(POINT_UNITS)})(?!\p{L})`,
	'iuy'
);
const UNIT = new RegExp(String.raw`\s*(?:${anyOf(POINT_UNITS)})(?!\p{L})`, 'iuy');
const RANGE = new RegExp(String.raw`\s*(?:${anyOf(RANGE_SIGNS)})\s*\d`, 'iuy');
/** What may follow a value without a colon before it: nothing, or no word. */
const CLOSED = /\s*(?:$|[^\p{L}\p{N}\s])/uy;
const NONE: ConfidenceReading = { kind: 'none' };

/** @param line normalised by `plainText`; @param start where the label ends */
export function readConfidence(line: string, start: number): ConfidenceReading {
	const sign = matchAt(SIGN, line, start);
	const isMarked = sign !== null;
	const behind = isMarked ? SIGN.lastIndex : start;
	const found = matchAt(VALUE, line, behind);
	if (found === null) {
		return isMarked && line.slice(behind).trim() !== ''
			? rejected('no number behind the label')
			: NONE;
	}
	let at = VALUE.lastIndex;
	let value = Number((found.groups?.number ?? '').replace(/[,٫]/, '.'));
	const isNegative = found.groups?.minus !== undefined;

	const scale = matchAt(SCALE, line, at);
	if (scale !== null) at = SCALE.lastIndex;
	const denominator = scale?.groups?.denominator;
	const isPercent = scale?.groups?.percent !== undefined;
	if (denominator !== undefined && matchAt(UNIT, line, at) !== null) at = UNIT.lastIndex;

	if (matchAt(RANGE, line, at) !== null) return rejected('a range or a move, not one value');
	if (!isMarked && matchAt(CLOSED, line, at) === null) return NONE;
	if (denominator !== undefined && Number(denominator) !== 10)
		return rejected(`out of ${denominator}, not out of 10`);
	if (isPercent) value /= 10;
	if (isNegative || value > 10) return rejected('outside 0..10');
	return { kind: 'value', value };
}

function rejected(reason: string): ConfidenceReading {
	return { kind: 'rejected', reason };
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
	pattern.lastIndex = index;
	return pattern.exec(text);
}
