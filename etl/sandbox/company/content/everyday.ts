/**
 * Sentences of every trade: small talk of check-ins, vague key results, and the languages of the
 * smaller offices.
 */

import type { Speech, Tongue } from './phrases.ts';

/** Key results that nobody can measure: no digit in them. */
export const vague: Readonly<Record<Tongue, readonly string[]>> = {
	zh: ['加强跨部门沟通', '持续优化流程', '提升团队凝聚力'],
	vi: [
		'Tăng cường phối hợp giữa các phòng ban',
		'Cải thiện quy trình làm việc',
		'Nâng cao tinh thần đội nhóm'
	],
	en: [
		'Improve communication across teams',
		'Keep optimising our processes',
		'Strengthen team spirit'
	]
};

/** Key results that somebody thought of when half of the period was over. */
export const late: Readonly<Record<Tongue, readonly string[]>> = {
	zh: ['补充：年底前完成 {3-8} 个专项整改', '新增：老板交办的 {2-5} 个重点项目上线'],
	vi: [
		'Bổ sung: hoàn thành {3-8} việc cải tiến trước cuối kỳ',
		'Thêm mới: triển khai {2-5} dự án theo yêu cầu'
	],
	en: ['Added: finish {3-8} fixes before the period ends', 'New: launch {2-5} projects on request']
};

export const remarks: Readonly<Record<Speech, readonly string[]>> = {
	zh: [
		'整体进度 {p}%，节奏正常',
		'当前完成 {p}%，下周继续推进',
		'进展到 {p}%，关键节点已对齐',
		'这周主要在收尾和复盘，完成度 {p}%'
	],
	vi: [
		'Tiến độ chung {p}%, đang đúng nhịp',
		'Hiện đạt {p}%, tuần sau tiếp tục',
		'Đã lên {p}%, các mốc chính đã thống nhất',
		'Tuần này chủ yếu rà soát, hoàn thành {p}%'
	],
	en: [
		'Overall at {p}%, steady pace',
		'We stand at {p}% and keep going',
		'Moved to {p}%, milestones are agreed',
		'Mostly clean-up and review this week, {p}% done'
	],
	id: [
		'Progres keseluruhan {p}%, sesuai ritme',
		'Minggu ini bertemu {4-9} pelanggan di Jakarta',
		'Sudah {p}%, target bulan ini tetap'
	],
	ms: [
		'Kemajuan keseluruhan {p}%, mengikut jadual',
		'Minggu ini {3-8} pelanggan dilawati di Kuala Lumpur',
		'Sudah capai {p}%, sasaran kekal'
	],
	th: [
		'ความคืบหน้ารวม {p}% ตามแผน',
		'สัปดาห์นี้พบลูกค้า {3-9} รายที่กรุงเทพ',
		'ทำได้ {p}% แล้ว เป้าหมายยังเหมือนเดิม'
	],
	ar: [
		'نسبة الإنجاز {p}% حسب الخطة',
		'زرنا {3-8} عملاء في دبي هذا الأسبوع',
		'وصلنا إلى {p}% والهدف كما هو'
	]
};

/** Blockers and next actions of the languages in which no trade has its own. */
export const abroad: Readonly<
	Record<
		Exclude<Speech, Tongue>,
		{
			readonly blockers: readonly string[];
			readonly outside: readonly string[];
			readonly next: readonly string[];
		}
	>
> = {
	id: {
		blockers: ['Tim kekurangan {2-4} orang', 'Menunggu persetujuan harga {4-8} hari'],
		outside: ['Pasar melemah dan pesaing turun harga {10-20}%', 'Regulasi impor baru'],
		next: ['Kirim penawaran ke {3-6} pelanggan', 'Rapat dengan tim produk hari Selasa']
	},
	ms: {
		blockers: ['Kekurangan {2-3} staf di Johor', 'Bergantung pada kelulusan kewangan'],
		outside: ['Pasaran perlahan dan pesaing potong harga {10-20}%', 'Peraturan cukai baharu'],
		next: ['Hantar sebut harga kepada {3-5} pelanggan', 'Jumpa rakan niaga hari Rabu']
	},
	th: {
		blockers: ['ขาดคน {2-4} คน', 'รออนุมัติราคา {4-8} วัน'],
		outside: ['ตลาดชะลอตัวและคู่แข่งลดราคา {10-20}%', 'กฎระเบียบศุลกากรใหม่'],
		next: ['ส่งใบเสนอราคาให้ลูกค้า {3-6} ราย', 'ประชุมกับทีมผลิตภัณฑ์วันอังคาร']
	},
	ar: {
		blockers: ['نقص {2-4} موظفين في الفريق', 'ننتظر موافقة الأسعار منذ {4-8} أيام'],
		outside: ['السوق بطيء والمنافس خفض الأسعار {10-20}%', 'لائحة استيراد جديدة'],
		next: ['إرسال العروض إلى {3-6} عملاء', 'اجتماع مع فريق المنتج يوم الثلاثاء']
	}
};

/** Lines that speak of confidence and state none. */
export const distractions: Readonly<Record<Tongue, readonly string[]>> = {
	zh: ['客户信心 3 连涨', '信心满满，团队 8 人都在状态'],
	vi: ['Sự tự tin của khách hàng tăng 3 điểm', 'Cả đội 7 người đều rất quyết tâm'],
	en: ['Customer confidence rose 5 points', 'Confidence is building, 3 customers renewed early']
};

/** Asking a colleague; `@` stands where the mention goes. */
export const requests: Readonly<Record<Speech, readonly string[]>> = {
	zh: ['请 @ 帮忙确认数据口径', '需要 @ 支持资源', '已同步 @'],
	vi: ['Nhờ @ hỗ trợ số liệu', 'Cần @ xác nhận lịch', 'Đã trao đổi với @'],
	en: ['Asking @ for the figures', 'Need help from @ on this', 'Synced with @'],
	id: ['Mohon bantuan @ untuk data', 'Sudah koordinasi dengan @'],
	ms: ['Mohon bantuan @ untuk data', 'Sudah bincang dengan @'],
	th: ['ขอให้ @ ช่วยยืนยันข้อมูล', 'คุยกับ @ แล้ว'],
	ar: ['نرجو من @ تأكيد الأرقام', 'تم التنسيق مع @']
};
