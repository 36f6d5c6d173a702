/**
 * The divisions of the company, the most important first: a small company has only the first few of
 * them.
 */

import {
	bumpy,
	cautious,
	falling,
	glossy,
	healthy,
	silent,
	steady,
	type Character
} from './characters.ts';
import type { FieldName } from './content/fields.ts';
import type { Speech } from './content/phrases.ts';
import { sharesOf, type Shares } from './random.ts';

export interface Division {
	readonly name: string;
	/** Its part of the company's people, before scaling. */
	readonly share: number;
	readonly field: FieldName;
	/** How many of its people speak which language. */
	readonly speech: Shares<Speech>;
	readonly character: Character;
	readonly departments: readonly string[];
	readonly teams: readonly string[];
}

export const divisions: readonly Division[] = [
	{
		name: '研发中心 R&D Center',
		share: 20,
		field: 'engineering',
		speech: sharesOf({ zh: 45, vi: 35, en: 20 }),
		character: healthy,
		departments: [
			'平台研发部',
			'Phòng Ứng dụng di động',
			'产品设计部',
			'Data & AI Lab',
			'质量保障部',
			'Phòng Hạ tầng'
		],
		teams: [
			'支付组',
			'Nhóm Đơn hàng',
			'会员组',
			'Checkout Squad',
			'搜索推荐组',
			'Nhóm Tích hợp',
			'Mobile Squad',
			'基础架构组'
		]
	},
	{
		name: 'Khối Kinh doanh Việt Nam',
		share: 14,
		field: 'sales',
		speech: sharesOf({ vi: 92, en: 8 }),
		character: bumpy,
		departments: [
			'Kinh doanh miền Nam',
			'Kinh doanh miền Bắc',
			'Khách hàng doanh nghiệp',
			'Kênh đại lý',
			'Kinh doanh miền Trung',
			'Kinh doanh trực tuyến'
		],
		teams: [
			'Nhóm TP. Hồ Chí Minh',
			'Nhóm Hà Nội',
			'Nhóm Cần Thơ',
			'Nhóm Đà Nẵng',
			'Nhóm Hải Phòng',
			'Nhóm Đồng Nai',
			'Nhóm Nha Trang',
			'Nhóm Huế'
		]
	},
	{
		name: '供应链中心',
		share: 10,
		field: 'supply',
		speech: sharesOf({ zh: 75, vi: 25 }),
		character: falling,
		departments: ['采购部', '物流部', '计划部', '仓储部', '供应商质量部', '关务部'],
		teams: [
			'深圳采购组',
			'越南物流组',
			'需求计划组',
			'海运组',
			'广州仓',
			'平阳仓',
			'包材组',
			'电子料组'
		]
	},
	{
		name: 'Khối Nhân sự',
		share: 5,
		field: 'people',
		speech: sharesOf({ vi: 75, zh: 15, en: 10 }),
		character: silent,
		departments: [
			'Tuyển dụng',
			'Đào tạo & Phát triển',
			'Tiền lương & Phúc lợi',
			'Văn hóa doanh nghiệp'
		],
		teams: ['Nhóm Nhà máy', 'Nhóm Khối văn phòng', 'Nhóm Quốc tế', 'Nhóm Học viện']
	},
	{
		name: '中国区销售',
		share: 9,
		field: 'sales',
		speech: sharesOf({ zh: 96, en: 4 }),
		character: steady,
		departments: ['华南大区', '华东大区', '华北大区', '大客户部', '渠道部', '电商部'],
		teams: ['深圳组', '上海组', '北京组', '杭州组', '广州组', '成都组', '武汉组', '南京组']
	},
	{
		name: '财务与法务中心',
		share: 6,
		field: 'finance',
		speech: sharesOf({ zh: 50, vi: 30, en: 20 }),
		character: cautious,
		departments: ['财务共享中心', 'Phòng Kế toán Việt Nam', '法务部', '资金部'],
		teams: ['应收组', '应付组', '税务组', 'Nhóm Chi phí', '合同组', '预算组']
	},
	{
		name: 'International Sales',
		share: 8,
		field: 'sales',
		speech: sharesOf({ en: 46, id: 18, th: 14, ms: 12, ar: 10 }),
		character: falling,
		departments: [
			'Indonesia',
			'Thailand',
			'Malaysia & Singapore',
			'Gulf',
			'Key Accounts',
			'Partner Success'
		],
		teams: [
			'Jakarta Team',
			'Bangkok Team',
			'Kuala Lumpur Team',
			'Dubai Team',
			'Surabaya Team',
			'Riyadh Team'
		]
	},
	{
		name: 'Khối Marketing',
		share: 7,
		field: 'marketing',
		speech: sharesOf({ vi: 50, zh: 30, en: 20 }),
		character: glossy,
		departments: ['Thương hiệu', '内容增长部', 'Digital Marketing', 'Sự kiện & Đối tác'],
		teams: ['Nhóm Nội dung', '视频组', 'Performance Team', 'Nhóm Sáng tạo', '社媒组', 'CRM Team']
	},
	{
		name: 'Chăm sóc khách hàng 客户服务',
		share: 9,
		field: 'service',
		speech: sharesOf({ vi: 55, zh: 35, en: 10 }),
		character: healthy,
		departments: ['Tổng đài', '客户成功部', 'Bảo hành & Sửa chữa', '在线客服部'],
		teams: ['Ca ngày', 'Ca tối', '质检组', 'Nhóm VIP', '售后组', 'Nhóm Miền Trung']
	},
	{
		name: 'Nhà máy Bình Dương',
		share: 8,
		field: 'manufacturing',
		speech: sharesOf({ vi: 85, zh: 15 }),
		character: bumpy,
		departments: [
			'Xưởng lắp ráp',
			'Xưởng ép nhựa',
			'Quản lý chất lượng',
			'Bảo trì',
			'Kỹ thuật công nghệ'
		],
		teams: ['Chuyền 1', 'Chuyền 2', 'Chuyền 3', 'Ca A', 'Ca B', 'Ca C', 'Tổ khuôn', 'Tổ điện']
	},
	{
		name: '数据与信息化部',
		share: 3,
		field: 'engineering',
		speech: sharesOf({ zh: 60, en: 25, vi: 15 }),
		character: steady,
		departments: ['数据平台部', '企业应用部', '信息安全部'],
		teams: ['数仓组', 'BI 组', 'ERP 组', '安全组']
	},
	{
		name: 'Strategy Office 战略办公室',
		share: 2,
		field: 'strategy',
		speech: sharesOf({ en: 50, zh: 30, vi: 20 }),
		character: steady,
		departments: ['经营分析部', 'Transformation Office'],
		teams: ['项目管理组', 'M&A Team']
	}
];
