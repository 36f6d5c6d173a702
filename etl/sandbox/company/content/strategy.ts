import type { Field } from './phrases.ts';

/** What the company as a whole, its head and the strategy office work on. */
export const strategy: Field = {
	zh: {
		objectives: [
			'集团收入与利润同步增长',
			'成为客户最信赖的合作伙伴',
			'打造高效、透明的组织',
			'东南亚业务跑通盈利模型',
			'供应链韧性行业领先'
		],
		keyResults: [
			'集团收入达到 {8-16} 亿元',
			'净利润率提升到 {9-14}%',
			'NPS 达到 {45-60}',
			'海外收入占比达到 {28-40}%',
			'重点项目按期完成率 {85-95}%',
			'核心人才保留率 {92-97}%'
		],
		updates: [
			'经营会跟进 {6-12} 个重点项目，{2-4} 个亮黄灯',
			'本月收入完成 {60-105}%',
			'走访了 {3-6} 个区域',
			'完成 {2-4} 个专题复盘'
		],
		blockers: [
			'跨部门协同慢、{2-4} 个项目互相等待',
			'核心岗位空缺 {2-3} 个',
			'预算口径依赖财务统一'
		],
		outside: ['宏观市场放缓、{2-3} 个行业客户收缩', '竞争对手获得融资 {2-5} 亿', '进出口政策调整'],
		next: ['下周经营会决策 {2-4} 个事项', '与区域总经理一对一', '确定明年预算框架'],
		roles: ['战略经理', '项目总监', '总裁助理']
	},
	vi: {
		objectives: [
			'Tăng trưởng doanh thu đi cùng lợi nhuận',
			'Trở thành đối tác khách hàng tin cậy nhất',
			'Tổ chức tinh gọn và minh bạch',
			'Thị trường Việt Nam dẫn đầu tập đoàn'
		],
		keyResults: [
			'Doanh thu đạt {900-1600x50} tỷ đồng',
			'Biên lợi nhuận lên {9-14}%',
			'NPS đạt {45-60}',
			'{85-95}% dự án trọng điểm đúng hạn',
			'Giữ chân {92-97}% nhân sự chủ chốt',
			'Doanh thu quốc tế chiếm {28-40}%'
		],
		updates: [
			'Theo dõi {6-12} dự án, {2-4} dự án cảnh báo',
			'Doanh thu tháng đạt {60-105}%',
			'Làm việc với {3-6} chi nhánh',
			'Hoàn thành {2-4} buổi đánh giá chuyên đề'
		],
		blockers: [
			'Phối hợp giữa các khối chậm, {2-4} dự án chờ nhau',
			'Còn trống {2-3} vị trí chủ chốt',
			'Chờ tài chính thống nhất số liệu'
		],
		outside: [
			'Thị trường chung chậm lại, {2-3} ngành thắt chặt chi tiêu',
			'Đối thủ gọi vốn {20-50} triệu đô',
			'Chính sách xuất nhập khẩu thay đổi'
		],
		next: [
			'Quyết {2-4} việc tại họp điều hành',
			'Trao đổi riêng với từng giám đốc vùng',
			'Chốt khung ngân sách năm sau'
		],
		roles: ['Chuyên viên chiến lược', 'Giám đốc dự án', 'Trợ lý tổng giám đốc']
	},
	en: {
		objectives: [
			'Grow revenue and profit together',
			'Be the partner customers trust most',
			'Run a lean and open organisation',
			'Make Southeast Asia profitable'
		],
		keyResults: [
			'Group revenue of {110-220x10}m USD',
			'Net margin at {9-14}%',
			'NPS of {45-60}',
			'International revenue at {28-40}% of total',
			'{85-95}% of key projects on time',
			'Retain {92-97}% of key people'
		],
		updates: [
			'Followed {6-12} key projects, {2-4} are amber',
			'Monthly revenue at {60-105}% of plan',
			'Visited {3-6} regions',
			'{2-4} deep dives done'
		],
		blockers: [
			'Teams wait for each other on {2-4} projects',
			'{2-3} key roles are vacant',
			'Budget figures depend on finance'
		],
		outside: [
			'The market slows, {2-3} industries cut spending',
			'A competitor raised {20-50}m USD',
			'Trade policy changed'
		],
		next: [
			'Decide {2-4} items in the executive meeting',
			'One-on-ones with regional heads',
			'Fix the frame of next year’s budget'
		],
		roles: ['Strategy Manager', 'Programme Director', 'Chief of Staff']
	}
};
