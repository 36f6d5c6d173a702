import type { Field } from './phrases.ts';

export const service: Field = {
	zh: {
		objectives: ['客户的问题一次解决', '服务成为口碑', '用自助服务减少等待'],
		keyResults: [
			'首次解决率达到 {78-90}%',
			'平均响应时间降到 {30-90x5} 秒',
			'客户满意度达到 {90-97}%',
			'自助解决率提升到 {35-55}%',
			'投诉量下降 {20-40}%',
			'NPS 达到 {42-65}'
		],
		updates: [
			'本周处理 {400-1600x50} 单，首解率 {72-90}%',
			'知识库新增 {10-35} 篇',
			'回访 {40-120x5} 位客户，满意 {85-97}%',
			'平均等待 {35-110x5} 秒'
		],
		blockers: ['夜班人手不足 {2-5} 人', '工单系统卡顿、依赖研发修复', '退款流程要 {3-6} 级审批'],
		outside: [
			'电商大促、市场咨询量暴涨 {40-90}%',
			'平台规则变化导致 {10-20}% 退货',
			'快递罢工影响 {200-600x50} 单'
		],
		next: [
			'上线 {3-8} 个高频问题的自助流程',
			'周二复盘 {5-10} 个投诉案例',
			'补招 {2-4} 位夜班同事'
		],
		roles: ['客服专员', '客户成功经理', '质检专员', '售后工程师']
	},
	vi: {
		objectives: [
			'Khách hàng được giải quyết ngay lần đầu',
			'Dịch vụ khiến khách muốn giới thiệu',
			'Giảm chờ đợi bằng kênh tự phục vụ'
		],
		keyResults: [
			'Giải quyết ngay lần đầu đạt {76-88}%',
			'Thời gian chờ dưới {40-90x5} giây',
			'Mức hài lòng đạt {88-96}%',
			'{30-50}% yêu cầu tự xử lý',
			'Khiếu nại giảm {20-40}%',
			'NPS đạt {40-62}'
		],
		updates: [
			'Xử lý {300-1200x50} yêu cầu, đúng hạn {82-96}%',
			'Thêm {8-25} bài hướng dẫn',
			'Gọi lại {40-110x5} khách, hài lòng {84-96}%',
			'Thời gian chờ trung bình {40-110x5} giây'
		],
		blockers: [
			'Ca tối thiếu {2-4} nhân viên',
			'Hệ thống ticket chậm, chờ đội kỹ thuật',
			'Quy trình hoàn tiền qua {3-5} cấp duyệt'
		],
		outside: [
			'Bão làm giao hàng trễ {150-500x50} đơn',
			'Thị trường vào mùa khuyến mãi, yêu cầu tăng {40-80}%',
			'Đơn vị vận chuyển đình công {2-3} ngày'
		],
		next: [
			'Đưa {3-6} câu hỏi hay gặp lên tự phục vụ',
			'Rà soát {5-10} khiếu nại nặng',
			'Tuyển {2-4} bạn ca tối'
		],
		roles: [
			'Nhân viên chăm sóc khách hàng',
			'Chuyên viên thành công khách hàng',
			'Kỹ thuật viên bảo hành',
			'Giám sát chất lượng'
		]
	},
	en: {
		objectives: [
			'Solve it the first time',
			'Service that people recommend',
			'Less waiting, more self-service'
		],
		keyResults: [
			'First contact resolution at {76-89}%',
			'Average wait under {40-90x5} seconds',
			'Satisfaction at {88-96}%',
			'{30-50}% solved by self-service',
			'Complaints down {20-40}%',
			'NPS of {40-63}'
		],
		updates: [
			'Handled {300-1400x50} tickets, {72-90}% solved at first contact',
			'{8-28} new help articles',
			'Called back {40-110x5} customers',
			'Average wait is {40-110x5} seconds'
		],
		blockers: [
			'Night shift is short of {2-4} people',
			'Ticket system is slow, we depend on engineering',
			'Refunds need {3-5} approvals'
		],
		outside: [
			'Sale season, market requests up {40-90}%',
			'Carrier strike hits {150-500x50} orders',
			'Marketplace policy change brings {10-20}% returns'
		],
		next: [
			'Move {3-6} frequent questions to self-service',
			'Review {5-10} complaints on Tuesday',
			'Hire {2-4} agents for the night shift'
		],
		roles: ['Support Agent', 'Customer Success Manager', 'Quality Analyst', 'Field Technician']
	}
};
