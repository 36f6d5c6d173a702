import type { Field } from './phrases.ts';

export const sales: Field = {
	zh: {
		objectives: [
			'拿下重点行业客户，形成可复制的打法',
			'把华东区的收入做到新的台阶',
			'让老客户续得久、买得多',
			'渠道伙伴成为第二增长曲线'
		],
		keyResults: [
			'新签年合同额 {300-900x50} 万元',
			'签约 {6-18} 家行业标杆客户',
			'续约率从 {78-84}% 提升到 {88-94}%',
			'平均成交周期缩短到 {28-45} 天',
			'商机转化率达到 {22-35}%',
			'新增活跃渠道伙伴 {8-25} 家'
		],
		updates: [
			'本周拜访 {4-11} 家客户，其中 {2-4} 家进入报价',
			'签下一单 {20-90x5} 万，回款已到账',
			'试点客户反馈不错，使用率到 {55-85}%',
			'渠道培训做了 {2-5} 场，到场 {30-90} 人'
		],
		blockers: [
			'报价审批平均要 {4-9} 天、客户在等',
			'交付团队人手不足、下季度才能排期',
			'依赖研发的接口、目前没有排期'
		],
		outside: [
			'竞争对手降价 {10-25}%、客户要求重新比价',
			'市场需求放缓、两家客户推迟预算',
			'汇率波动、海外客户暂停签约'
		],
		next: [
			'周三前完成 {3-6} 家客户的方案',
			'约客户总经理见面、敲定合同条款',
			'下周二和财务对齐折扣政策'
		],
		roles: ['客户经理', '销售主管', '大客户经理', '渠道经理']
	},
	vi: {
		objectives: [
			'Mở rộng thị phần khách hàng doanh nghiệp tại miền Nam',
			'Xây dựng kênh đại lý vững và có lãi',
			'Giữ chân khách hàng cũ, tăng giá trị mỗi hợp đồng',
			'Thắng các dự án trọng điểm của năm'
		],
		keyResults: [
			'Ký {8-30} hợp đồng mới với doanh nghiệp trên {50-200x10} nhân sự',
			'Doanh thu đạt {12-48} tỷ đồng',
			'Tỷ lệ gia hạn từ {70-78}% lên {82-90}%',
			'Rút ngắn chu kỳ bán hàng còn {25-40} ngày',
			'Mở {5-14} đại lý cấp 1 tại các tỉnh',
			'Tỷ lệ chốt đơn từ báo giá đạt {24-38}%'
		],
		updates: [
			'Tuần này gặp {5-12} khách hàng, {2-5} khách xin báo giá',
			'Đã ký thêm {1-4} hợp đồng, giá trị {300-900x50} triệu',
			'Doanh thu lũy kế đạt {30-80}% kế hoạch tháng',
			'Đào tạo xong {2-6} đại lý, đơn đầu tiên đã về'
		],
		blockers: [
			'Kho thiếu hàng mẫu, phải chờ {5-10} ngày',
			'Thiếu {1-3} nhân sự sales ở Cần Thơ',
			'Phụ thuộc phòng pháp chế duyệt hợp đồng'
		],
		outside: [
			'Đối thủ giảm giá {10-20}%, khách so sánh lại',
			'Thị trường chậm, khách hoãn ngân sách sang quý sau',
			'Quy định mới về hóa đơn làm khách chưa ký'
		],
		next: [
			'Gửi lại báo giá cho {3-6} khách trước thứ Tư',
			'Hẹn giám đốc khách hàng chốt điều khoản',
			'Đi thị trường Cần Thơ và Long An {2-3} ngày'
		],
		roles: [
			'Nhân viên kinh doanh',
			'Chuyên viên khách hàng doanh nghiệp',
			'Quản lý vùng',
			'Chuyên viên đại lý'
		]
	},
	en: {
		objectives: [
			'Win the enterprise segment in Southeast Asia',
			'Build a pipeline that carries the next two quarters',
			'Make renewals the easiest sale we have',
			'Open the Gulf through two strong partners'
		],
		keyResults: [
			'Close {6-20} new enterprise accounts',
			'Reach {400-950x50}k USD in new annual revenue',
			'Lift renewal rate from {74-80}% to {86-93}%',
			'Cut the sales cycle to {30-45} days',
			'Sign {2-6} distribution partners',
			'Keep {3-4}x pipeline coverage every week'
		],
		updates: [
			'Met {4-10} accounts this week, {2-4} asked for a quote',
			'Signed one deal of {20-90x5}k USD, kick-off is booked',
			'Pilot usage is at {50-85}%, the sponsor is happy',
			'Pipeline coverage moved to {2-4}.{1-9}x'
		],
		blockers: [
			'Legal review takes {5-10} days per contract',
			'Pre-sales has no capacity before month end',
			'We depend on the product team for the Arabic invoice'
		],
		outside: [
			'Competitor cut prices by {10-20}% in Jakarta',
			'Market demand is soft, two buyers moved budgets to next year',
			'New import regulation delays {2-4} tenders'
		],
		next: [
			'Send revised offers to {3-5} accounts by Wednesday',
			'Meet the CFO of the top account on Tuesday',
			'Run a partner workshop in Dubai with {8-20} people'
		],
		roles: ['Account Executive', 'Regional Sales Manager', 'Partner Manager', 'Sales Engineer']
	}
};
