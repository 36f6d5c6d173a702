import type { Field } from './phrases.ts';

export const people: Field = {
	zh: {
		objectives: ['让合适的人更快到岗', '管理者带得动团队', '员工愿意留下来'],
		keyResults: [
			'关键岗位到岗周期缩短到 {28-42} 天',
			'完成 {20-60} 人招聘，试用期通过率 {88-96}%',
			'主动离职率低于 {6-10}%',
			'管理者培训覆盖 {80-100}%',
			'敬业度得分提升到 {76-86} 分',
			'内部推荐占比达到 {25-40}%'
		],
		updates: [
			'本周面试 {12-30} 人，发出 {2-6} 个 offer',
			'新员工培训 {1-3} 期，满意度 {88-97}%',
			'完成 {5-12} 位主管的辅导谈话',
			'盘点了 {2-5} 个部门的编制'
		],
		blockers: [
			'业务面试官时间难约、平均等 {5-9} 天',
			'预算未批、{3-6} 个岗位暂停',
			'招聘专员人手不足'
		],
		outside: [
			'人才市场竞争激烈、候选人拒绝率 {30-45}%',
			'社保政策调整、成本上升',
			'高校春招推迟 {2-4} 周'
		],
		next: ['周四安排 {6-12} 场终面', '完成下季度编制方案', '启动 {2-3} 个部门的人才盘点'],
		roles: ['招聘专员', '培训经理', '薪酬专员', '人事主管']
	},
	vi: {
		objectives: [
			'Tuyển đúng người, đúng lúc',
			'Quản lý cấp trung vững tay',
			'Nhân viên gắn bó và phát triển'
		],
		keyResults: [
			'Tuyển {15-50} vị trí, qua thử việc {88-96}%',
			'Thời gian tuyển trung bình {25-38} ngày',
			'Tỷ lệ nghỉ việc dưới {7-12}%',
			'{80-100}% quản lý hoàn thành khóa huấn luyện',
			'Điểm gắn kết đạt {74-86}',
			'{20-35}% ứng viên từ giới thiệu nội bộ'
		],
		updates: [
			'Phỏng vấn {10-25} ứng viên, gửi {2-5} offer',
			'Khóa hội nhập có {12-30} bạn mới',
			'Khảo sát gắn kết đạt {60-90}% phản hồi',
			'Hoàn thành {4-10} buổi kèm cặp quản lý'
		],
		blockers: [
			'Trưởng bộ phận bận, hẹn phỏng vấn mất {4-8} ngày',
			'Ngân sách tuyển dụng chưa duyệt',
			'Thiếu một chuyên viên đào tạo'
		],
		outside: [
			'Thị trường lao động cạnh tranh, {30-45}% từ chối offer',
			'Quy định bảo hiểm thay đổi từ tháng sau',
			'Khu công nghiệp bên cạnh tăng lương {8-15}%'
		],
		next: [
			'Xếp {6-12} buổi phỏng vấn vòng cuối',
			'Trình kế hoạch định biên quý sau',
			'Mở lớp kỹ năng phản hồi cho {15-30} quản lý'
		],
		roles: ['Chuyên viên tuyển dụng', 'Chuyên viên đào tạo', 'Chuyên viên C&B', 'Nhân sự tổng hợp']
	},
	en: {
		objectives: [
			'The right people, sooner',
			'Managers who grow their teams',
			'A place people choose to stay'
		],
		keyResults: [
			'Hire {15-45} people, {88-96}% pass probation',
			'Time to hire down to {26-40} days',
			'Voluntary attrition under {6-10}%',
			'{80-100}% of managers trained',
			'Engagement score at {74-86}',
			'{20-35}% of hires from referrals'
		],
		updates: [
			'Interviewed {10-26} people, {2-5} offers out',
			'Onboarded {4-15} colleagues',
			'Survey response is at {60-90}%',
			'{4-10} manager coaching sessions done'
		],
		blockers: [
			'Interviewers are booked out for {4-8} days',
			'Headcount budget is not approved',
			'One recruiter is on leave, no capacity'
		],
		outside: [
			'Hiring market is hot, {30-45}% decline our offer',
			'Visa regulation changed, {2-5} starts slip',
			'A competitor hired {2-4} of our finalists'
		],
		next: [
			'Schedule {6-12} final interviews',
			'Propose the headcount plan',
			'Start talent reviews in {2-3} departments'
		],
		roles: ['Recruiter', 'Learning Partner', 'HR Business Partner', 'Compensation Analyst']
	}
};
