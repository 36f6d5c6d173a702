/**
 * The words of metrics.md 14, as data. To teach the product another word, add it here: longer labels are tried first by
 * themselves, case and width do not matter.
 */

export const CONFIDENCE_LABELS: readonly string[] = [
	'信心指数',
	'信心',
	'Confidence',
	'Confidence index',
	'Chỉ số tự tin',
	'Độ tự tin',
	'Keyakinan',
	'Keyakinan diri',
	'ดัชนีความมั่นใจ',
	'ความมั่นใจ',
	'مؤشر الثقة',
	'الثقة'
];

export const BLOCKER_LABELS: readonly string[] = [
	'卡点',
	'阻碍',
	'风险',
	'Blocker',
	'Blocked by',
	'Điểm nghẽn',
	'Vướng mắc',
	'Kendala',
	'Halangan',
	'อุปสรรค',
	'العائق'
];

export const NEXT_ACTION_LABELS: readonly string[] = [
	'下一步',
	'Next',
	'Next step',
	'Hành động tiếp theo',
	'Langkah berikutnya',
	'Langkah seterusnya',
	'ขั้นตอนถัดไป',
	'الخطوة التالية'
];

/** Of fields of a weekly report; a check-in states progress by itself. */
export const PROGRESS_LABELS: readonly string[] = [
	'进展',
	'进度',
	'完成度',
	'完成率',
	'Progress',
	'Tiến độ',
	'Kemajuan',
	'Progres',
	'ความคืบหน้า',
	'التقدم'
];

/** Behind a blocker or next-action label: there is none. */
export const NONE_WORDS: readonly string[] = [
	'无',
	'没有',
	'暂无',
	'none',
	'no',
	'nil',
	'n/a',
	'không',
	'không có',
	'tidak ada',
	'tiada',
	'ไม่มี',
	'لا يوجد'
];

/** Behind a number: points of the scale 0..10. */
export const POINT_UNITS: readonly string[] = [
	'分',
	'points',
	'point',
	'pts',
	'điểm',
	'poin',
	'mata',
	'คะแนน',
	'نقاط',
	'نقطة',
	'درجات'
];

/** Between two numbers: a range or a move, so neither is the confidence. */
export const RANGE_SIGNS: readonly string[] = [
	'-',
	'‐',
	'‑',
	'–',
	'—',
	'−',
	'~',
	'〜',
	'→',
	'⇒',
	'➔',
	'➜',
	'->',
	'=>',
	'>',
	'to',
	'or',
	'đến',
	'hoặc',
	'至',
	'到',
	'或'
];
