import type { Field } from './phrases.ts';

export const manufacturing: Field = {
	zh: {
		objectives: ['产线稳定高效', '质量一次做对', '安全生产零事故'],
		keyResults: [
			'设备综合效率达到 {76-86}%',
			'一次合格率达到 {96-99}%',
			'换线时间缩短到 {18-35} 分钟',
			'单位能耗下降 {5-12}%',
			'安全事故 0 起，隐患整改 {95-100}%',
			'人均产出提升 {8-18}%'
		],
		updates: [
			'本周产量 {12000-48000x2000} 件，合格 {94-99}%',
			'完成 {2-5} 台设备保养',
			'改善提案 {6-20} 条，采纳 {2-6} 条',
			'三号线效率到 {70-86}%'
		],
		blockers: ['模具交期推迟 {4-9} 天', '夜班技工不足 {2-5} 人', '依赖供应链来料、停线 {2-6} 小时'],
		outside: ['限电政策影响 {2-4} 天产能', '原料市场缺货', '客户因市场下滑削减 {10-20}% 订单'],
		next: ['周四试产新模具 {200-800x100} 件', '培训 {6-15} 名多能工', '完成二号线改造评审'],
		roles: ['产线主管', '工艺工程师', '质量检验员', '设备工程师']
	},
	vi: {
		objectives: [
			'Dây chuyền chạy ổn định, năng suất cao',
			'Làm đúng ngay từ đầu',
			'Nhà máy an toàn tuyệt đối'
		],
		keyResults: [
			'Hiệu suất thiết bị đạt {76-86}%',
			'Tỷ lệ đạt lần đầu {96-99}%',
			'Thời gian chuyển chuyền còn {18-35} phút',
			'Điện tiêu thụ mỗi sản phẩm giảm {5-12}%',
			'Không tai nạn, khắc phục {95-100}% nguy cơ',
			'Năng suất mỗi người tăng {8-18}%'
		],
		updates: [
			'Sản lượng tuần {12000-45000x1000} sản phẩm, đạt {94-99}%',
			'Bảo trì xong {2-5} máy',
			'Có {6-18} sáng kiến, áp dụng {2-5}',
			'Chuyền 3 đạt {70-85}% hiệu suất'
		],
		blockers: [
			'Khuôn về trễ {4-8} ngày',
			'Ca đêm thiếu {2-5} thợ',
			'Chờ nguyên liệu, dừng chuyền {2-6} giờ'
		],
		outside: [
			'Cắt điện luân phiên {1-3} ngày',
			'Thị trường xuất khẩu giảm, khách cắt {10-20}% đơn',
			'Giá nguyên liệu tăng {6-15}%'
		],
		next: [
			'Chạy thử khuôn mới {200-800x100} sản phẩm',
			'Đào tạo {6-14} thợ đa năng',
			'Họp cải tiến chuyền 2'
		],
		roles: ['Tổ trưởng sản xuất', 'Kỹ sư công nghệ', 'Nhân viên QC', 'Kỹ thuật bảo trì']
	},
	en: {
		objectives: ['Lines that run as planned', 'Right the first time', 'A safe plant, every shift'],
		keyResults: [
			'Equipment effectiveness at {76-86}%',
			'First pass yield at {96-99}%',
			'Changeover down to {18-35} minutes',
			'Energy per unit down {5-12}%',
			'Zero accidents, {95-100}% of hazards fixed',
			'Output per person up {8-18}%'
		],
		updates: [
			'Made {12000-45000x1000} units, {94-99}% good',
			'Serviced {2-5} machines',
			'{6-18} improvement ideas, {2-5} adopted',
			'Line 3 is at {70-86}%'
		],
		blockers: [
			'The mould is {4-9} days late',
			'Night shift is short of {2-5} technicians',
			'Waiting for material, line stopped {2-6} hours'
		],
		outside: [
			'Power rationing cost {1-3} days',
			'Export market is down, customer cut {10-20}%',
			'Resin prices up {6-15}%'
		],
		next: [
			'Trial the new mould with {200-800x100} units',
			'Cross-train {6-14} operators',
			'Review the line 2 rebuild'
		],
		roles: ['Line Supervisor', 'Process Engineer', 'Quality Inspector', 'Maintenance Engineer']
	}
};
