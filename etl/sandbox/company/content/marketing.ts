import type { Field } from './phrases.ts';

export const marketing: Field = {
	zh: {
		objectives: ['让目标客户第一个想到我们', '内容带来稳定的优质线索', '品牌升级在三国落地'],
		keyResults: [
			'有效线索 {800-2400x100} 条',
			'单条线索成本降到 {60-120x5} 元',
			'品牌搜索量提升 {25-60}%',
			'举办 {4-10} 场线下活动，到场 {300-900x50} 人',
			'公众号阅读完成率达到 {35-55}%',
			'线索转商机率达到 {18-30}%'
		],
		updates: [
			'本周发布 {3-8} 篇内容，阅读 {4000-20000x1000}',
			'投放新增线索 {60-240x10} 条',
			'活动报名 {80-260x10} 人，到场率 {55-80}%',
			'落地页改版后转化提升 {5-18}%'
		],
		blockers: [
			'设计排期满、海报要等 {4-8} 天',
			'依赖销售反馈线索质量、回填率只有 {30-50}%',
			'视频拍摄人手不足'
		],
		outside: [
			'平台政策调整、{2-4} 个账号限流',
			'竞争对手加大投放、点击单价上涨 {15-35}%',
			'展会因市场原因取消'
		],
		next: ['下周上线 {2-4} 组新素材', '和销售一起定义合格线索', '确认 {3-6} 位活动嘉宾'],
		roles: ['市场专员', '内容运营', '品牌经理', '活动策划']
	},
	vi: {
		objectives: [
			'Thương hiệu được nhận ra tại 3 thành phố lớn',
			'Nguồn khách hàng tiềm năng đều và chất lượng',
			'Nội dung thật sự giúp khách ra quyết định'
		],
		keyResults: [
			'{600-2000x100} khách hàng tiềm năng đạt chuẩn',
			'Chi phí mỗi lead dưới {80-160x10} nghìn đồng',
			'Lượt tìm thương hiệu tăng {25-60}%',
			'Tổ chức {3-8} sự kiện với {250-800x50} khách',
			'Tỷ lệ mở email đạt {28-42}%',
			'{18-30}% lead thành cơ hội bán hàng'
		],
		updates: [
			'Đăng {4-9} bài, tiếp cận {8000-40000x1000} người',
			'Chiến dịch mang về {50-220x10} lead',
			'Sự kiện Đà Nẵng có {90-240x10} khách, {40-70}% đúng đối tượng',
			'Trang đích mới tăng chuyển đổi {4-15}%'
		],
		blockers: [
			'Thiết kế quá tải, chờ {3-7} ngày',
			'Kinh doanh chưa phản hồi chất lượng lead',
			'Ngân sách quảng cáo chưa duyệt'
		],
		outside: [
			'Nền tảng đổi thuật toán, tiếp cận giảm {20-40}%',
			'Đối thủ tăng ngân sách, giá thầu tăng {15-35}%',
			'Hội chợ bị hoãn do thị trường'
		],
		next: [
			'Chạy thử {2-4} bộ nội dung mới',
			'Chốt {3-5} diễn giả cho hội thảo',
			'Thống nhất tiêu chí lead với kinh doanh'
		],
		roles: [
			'Chuyên viên nội dung',
			'Chuyên viên quảng cáo',
			'Điều phối sự kiện',
			'Chuyên viên thương hiệu'
		]
	},
	en: {
		objectives: [
			'Be the first name buyers think of',
			'Content that sales actually uses',
			'A steady stream of good leads'
		],
		keyResults: [
			'{700-2200x100} qualified leads',
			'Cost per lead below {12-28} USD',
			'Brand searches up {25-60}%',
			'{3-8} events with {200-700x50} guests',
			'{18-30}% of leads become opportunities',
			'Newsletter open rate at {28-42}%'
		],
		updates: [
			'Published {3-7} pieces, {5-20}k reads',
			'Campaign brought {50-200x10} leads',
			'Event had {80-220x10} guests, {40-70}% in our segment',
			'New landing page converts {4-15}% better'
		],
		blockers: [
			'Design queue is full for {4-8} days',
			'Sales gives no feedback on lead quality',
			'Ad budget is waiting for approval'
		],
		outside: [
			'Platform policy change cut reach by {20-40}%',
			'Competitor outbids us, clicks cost {15-35}% more',
			'The fair was cancelled, market is quiet'
		],
		next: [
			'Test {2-4} new creatives',
			'Confirm {3-6} speakers',
			'Agree on the definition of a qualified lead'
		],
		roles: ['Content Marketer', 'Campaign Manager', 'Brand Manager', 'Event Coordinator']
	}
};
