import type { Field } from './phrases.ts';

export const engineering: Field = {
	zh: {
		objectives: [
			'让核心系统稳如磐石',
			'把交付速度提升一个量级',
			'新一代订单平台按期上线',
			'用智能能力降低人工成本'
		],
		keyResults: [
			'核心接口可用性达到 99.{90-99}%',
			'P95 响应时间降到 {120-300x10} 毫秒',
			'每周发布次数从 {1-2} 次提升到 {4-8} 次',
			'线上严重故障不超过 {1-3} 起',
			'自动化测试覆盖率达到 {65-85}%',
			'迁移 {12-40} 个服务到新平台'
		],
		updates: [
			'本周完成 {3-9} 个需求，修复 {5-20} 个缺陷',
			'压测通过，峰值 {2000-9000x500} QPS',
			'迁移了 {2-6} 个服务，没有回滚',
			'代码评审平均 {6-20} 小时完成'
		],
		blockers: [
			'测试环境不稳定、每天浪费 {2-4} 小时',
			'后端人手不足、两位同事支援其他项目',
			'依赖供应链给出主数据口径'
		],
		outside: [
			'云厂商涨价 {8-15}%、需要重新评估方案',
			'第三方支付接口政策变更、要重新认证',
			'芯片供应紧张、服务器到货推迟'
		],
		next: [
			'周四灰度 {10-30x10}% 流量',
			'补齐 {5-12} 个核心用例的自动化',
			'和业务方评审下一期的范围'
		],
		roles: ['后端工程师', '前端工程师', '测试工程师', '产品经理', '算法工程师']
	},
	vi: {
		objectives: [
			'Hệ thống bán hàng chạy ổn định mùa cao điểm',
			'Ra mắt ứng dụng di động phiên bản mới',
			'Rút ngắn thời gian từ ý tưởng đến tay khách hàng',
			'Nâng chất lượng mã nguồn và kiểm thử'
		],
		keyResults: [
			'Thời gian tải trang dưới {1-2},{1-9} giây',
			'Tỷ lệ crash giảm còn 0,{1-5}%',
			'Phát hành {6-14} bản trong quý, không quá {1-2} lần rollback',
			'Độ phủ kiểm thử tự động đạt {60-80}%',
			'{20-60}% người dùng chuyển sang ứng dụng mới',
			'Giảm {30-50}% lỗi mở quá {14-21} ngày'
		],
		updates: [
			'Hoàn thành {4-10} task, còn {3-8} task đang review',
			'Bản thử nghiệm có {120-480x20} người dùng nội bộ',
			'Đã sửa {6-18} lỗi, trong đó {1-3} lỗi nghiêm trọng',
			'Tải thử đạt {1500-6000x500} yêu cầu mỗi giây'
		],
		blockers: [
			'Thiếu người kiểm thử, đang gánh {2-3} dự án',
			'Phụ thuộc API từ đội nền tảng, trễ {4-8} ngày',
			'Máy chủ staging hết dung lượng'
		],
		outside: [
			'Kho ứng dụng đổi chính sách, phải nộp duyệt lại',
			'Nhà cung cấp cloud tăng giá {8-15}%',
			'Quy định mới về dữ liệu cá nhân cần sửa {3-6} luồng'
		],
		next: [
			'Mở beta cho {200-800x100} khách hàng vào thứ Năm',
			'Viết thêm {10-25} ca kiểm thử cho thanh toán',
			'Họp với đội nền tảng để chốt lịch API'
		],
		roles: ['Lập trình viên', 'Kỹ sư kiểm thử', 'Chuyên viên sản phẩm', 'Kỹ sư hệ thống']
	},
	en: {
		objectives: [
			'Ship the new order platform without drama',
			'Make every release boring',
			'Give partners an API they love',
			'Cut the cost of running the platform'
		],
		keyResults: [
			'Availability of checkout at 99.{90-99}%',
			'Lead time from commit to production under {2-8} hours',
			'Migrate {10-35} services to the new platform',
			'P1 incidents down from {5-8} to {1-2} per month',
			'{8-20} partners live on the public API',
			'Cloud cost per order down {15-35}%'
		],
		updates: [
			'Closed {5-14} tickets, {2-5} are in review',
			'Load test passed at {2-8}k requests per second',
			'Migrated {2-5} services this week, no rollback',
			'Error budget has {40-90}% left for the month'
		],
		blockers: [
			'Staging is down about {2-4} hours a day',
			'Two engineers are lent to the invoice project until {20-28} next month',
			'We depend on data team for the new event schema'
		],
		outside: [
			'Cloud vendor raised prices by {8-15}%',
			'Payment provider changed its certification rules',
			'Chip shortage pushes the server delivery by {2-5} weeks'
		],
		next: [
			'Roll out to {10-50x10}% of traffic on Thursday',
			'Pair with the data team on the schema',
			'Finish the runbook and drill it with {4-8} people'
		],
		roles: ['Software Engineer', 'QA Engineer', 'Product Manager', 'Site Reliability Engineer']
	}
};
