/**
 * How people write their confidence: every notation of metrics.md section 14 that states one, and
 * lines that look like one and do not. What a line means is said beside it, so that nobody has to
 * parse it back.
 */

import type { Speech } from './content/phrases.ts';

const ARABIC_DIGITS = '٠١٢٣٤٥٦٧٨٩';
const THAI_DIGITS = '๐๑๒๓๔๕๖๗๘๙';

function inDigits(digits: string, text: string): string {
	return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** 6.5 with the decimal mark of the language. */
function number(value: number, mark: string): string {
	return String(value).replace('.', mark);
}

function fullWidth(text: string): string {
	return text.replace(/[\d/:.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

function percent(value: number): string {
	return `${Math.round(value * 10)}%`;
}

/** A confidence line, from a value 0..10 in steps of a half. */
export type Notation = (value: number) => string;

const zh: readonly Notation[] = [
	(v) => `信心指数：${v}/10`,
	(v) => `信心 ${v} 分`,
	(v) => `信心：${v}`,
	(v) => `信心指数: ${v}`,
	(v) => `信心指数：${v}分`,
	(v) => `信心指数 = ${v}`,
	(v) => fullWidth(`信心:${v}/10`),
	(v) => `信心指数：${percent(v)}`,
	(v) => `信心: ${v} / 10`,
	(v) => `信心指数 ${v}`
];

const vi: readonly Notation[] = [
	(v) => `Độ tự tin: ${number(v, ',')}`,
	(v) => `Chỉ số tự tin: ${number(v, ',')}/10`,
	(v) => `Chỉ số tự tin ${number(v, ',')}`,
	(v) => `Độ tự tin: ${number(v, ',')}/10`,
	(v) => `Độ tự tin = ${percent(v)}`,
	(v) => `độ tự tin : ${number(v, '.')}`,
	(v) => `CHỈ SỐ TỰ TIN: ${number(v, ',')}`
];

const en: readonly Notation[] = [
	(v) => `Confidence: ${v}`,
	(v) => `Confidence: ${v}/10`,
	(v) => `Confidence index: ${v}`,
	(v) => `confidence = ${v}`,
	(v) => `Confidence: ${percent(v)}`,
	(v) => `CONFIDENCE ${v}/10`
];

export const notations: Readonly<Record<Speech, readonly Notation[]>> = {
	zh,
	vi,
	en,
	id: [(v) => `Keyakinan: ${number(v, ',')}/10`, (v) => `Keyakinan ${number(v, ',')}`],
	ms: [(v) => `Keyakinan diri: ${v}/10`, (v) => `Keyakinan diri: ${v}`],
	th: [(v) => `ความมั่นใจ: ${inDigits(THAI_DIGITS, String(v))}`, (v) => `ดัชนีความมั่นใจ: ${v}/10`],
	ar: [
		(v) =>
			`مؤشر الثقة: ${inDigits(ARABIC_DIGITS, number(v, '٫'))}/${inDigits(ARABIC_DIGITS, '10')}`,
		(v) => `\u200fالثقة: ${inDigits(ARABIC_DIGITS, number(v, '٫'))}`
	]
};

interface Fields {
	/** Labels of form fields that ask for a confidence. */
	readonly confidence: readonly string[];
	readonly progress: string;
	/** What people write into the confidence field, from a value 0..10 in steps of a half. */
	readonly values: readonly Notation[];
}

const plainValues: readonly Notation[] = [
	(v) => String(v),
	(v) => `${v}/10`,
	(v) => percent(v),
	(v) => `${v}.`
];

/** The fields of a weekly report. */
export const fields: Readonly<Record<Speech, Fields>> = {
	zh: {
		confidence: ['信心指数', '信心', '信心（0-10）'],
		progress: '进展',
		values: [
			...plainValues,
			(v) => `${v} 分`,
			(v) => fullWidth(`${v}/10`),
			(v) => fullWidth(`${v}`)
		]
	},
	vi: {
		confidence: ['Độ tự tin', 'Chỉ số tự tin (0-10)'],
		progress: 'Tiến độ',
		values: [...plainValues, (v) => number(v, ','), (v) => `${number(v, ',')} điểm`]
	},
	en: {
		confidence: ['Confidence', 'confidence index', 'CONFIDENCE (0-10)'],
		progress: 'Progress',
		values: [...plainValues, (v) => `${v} points`, (v) => `${v} because we are early`]
	},
	id: { confidence: ['Keyakinan'], progress: 'Kemajuan', values: plainValues },
	ms: { confidence: ['Keyakinan diri'], progress: 'Kemajuan', values: plainValues },
	th: {
		confidence: ['ความมั่นใจ'],
		progress: 'ความคืบหน้า',
		values: [...plainValues, (v) => inDigits(THAI_DIGITS, String(v))]
	},
	ar: {
		confidence: ['مؤشر الثقة'],
		progress: 'التقدم',
		values: [...plainValues, (v) => inDigits(ARABIC_DIGITS, number(v, '٫'))]
	}
};

/** Filled into a confidence field, and no value 0..10. */
export const rejectedValues: readonly string[] = [
	'12',
	'-1',
	'6-7',
	'7→5',
	'4/5',
	'85',
	'120%',
	'高'
];

/**
 * Lines that carry the label and a number and still state nothing: moves, ranges, values off the
 * scale.
 */
export const rejected: readonly string[] = [
	'信心：6-7',
	'信心 7→5',
	'信心指数：12/10',
	'Confidence: 6-7',
	'Confidence: 11',
	'Confidence 85',
	'Confidence: 4/5',
	'Độ tự tin: 8/5',
	'Chỉ số tự tin: 7 → 5',
	'Độ tự tin: 120%'
];

interface Labels {
	readonly blocker: readonly string[];
	readonly next: readonly string[];
	/** Says that there is nothing. */
	readonly none: readonly string[];
}

/** Labels of blockers and next actions; the colon is part of them. */
export const labels: Readonly<Record<Speech, Labels>> = {
	zh: {
		blocker: ['卡点：', '阻碍：', '风险：', '卡点: '],
		next: ['下一步：', '下一步: '],
		none: ['无', '没有', '暂无', '无。']
	},
	vi: {
		blocker: ['Vướng mắc: ', 'Điểm nghẽn: '],
		next: ['Hành động tiếp theo: '],
		none: ['không có', 'Không', 'không có.']
	},
	en: {
		blocker: ['Blocker: ', 'Blocked by: '],
		next: ['Next step: ', 'Next: '],
		none: ['none', 'None.', 'n/a', 'nil']
	},
	id: { blocker: ['Kendala: '], next: ['Langkah berikutnya: '], none: ['tidak ada'] },
	ms: { blocker: ['Halangan: '], next: ['Langkah seterusnya: '], none: ['tiada'] },
	th: { blocker: ['อุปสรรค: '], next: ['ขั้นตอนถัดไป: '], none: ['ไม่มี'] },
	ar: { blocker: ['العائق: '], next: ['الخطوة التالية: '], none: ['لا يوجد'] }
};
