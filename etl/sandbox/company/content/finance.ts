import type { Field } from './phrases.ts';

export const finance: Field = {
	zh: {
		objectives: ['现金流健康，回款更快', '财务数据让业务当天看得见', '合规零事故'],
		keyResults: [
			'应收账款周转天数降到 {42-55} 天',
			'月结时间缩短到 {3-5} 个工作日',
			'逾期账款占比低于 {3-6}%',
			'合同审核平均 {1-3} 天完成',
			'费用率下降 {5-12}%',
			'审计问题整改率 {95-100}%'
		],
		updates: [
			'本周回款 {200-800x50} 万元',
			'完成 {3-8} 份合同审核，平均 {1-3} 天',
			'月结清单 {18-30} 项完成 {60-95}%',
			'清理历史挂账 {5-20} 笔'
		],
		blockers: [
			'业务单据不齐、{10-30} 笔无法入账',
			'系统对账依赖数据部排期',
			'税务岗位空缺 {3-6} 周'
		],
		outside: [
			'银行政策收紧、放款推迟 {1-3} 周',
			'税务法规更新、发票流程要改',
			'汇率波动造成 {20-60} 万元损失'
		],
		next: [
			'周三前发出 {12-30} 份对账函',
			'和销售确认 {5-9} 家逾期客户的回款计划',
			'完成 {2-4} 个科目的自动对账'
		],
		roles: ['会计', '财务分析师', '法务专员', '税务专员']
	},
	vi: {
		objectives: [
			'Dòng tiền khỏe, thu hồi công nợ nhanh',
			'Số liệu tài chính đúng và kịp thời',
			'Tuân thủ thuế và hợp đồng không sai sót'
		],
		keyResults: [
			'Số ngày thu tiền giảm còn {40-52} ngày',
			'Đóng sổ trong {3-5} ngày làm việc',
			'Nợ quá hạn dưới {3-6}%',
			'Duyệt hợp đồng trong {1-3} ngày',
			'Chi phí hành chính giảm {5-12}%',
			'{95-100}% điểm kiểm toán được khắc phục'
		],
		updates: [
			'Thu về {2-9} tỷ, còn {5-14} khách quá hạn',
			'Đã đối chiếu {15-40} hợp đồng',
			'Đóng sổ xong {60-95}% đầu mục',
			'Xử lý {8-20} khoản treo'
		],
		blockers: [
			'Chứng từ từ chi nhánh về chậm {3-6} ngày',
			'Phụ thuộc hệ thống hóa đơn mới',
			'Thiếu một kế toán thuế'
		],
		outside: [
			'Quy định thuế mới từ đầu tháng',
			'Ngân hàng siết tín dụng, giải ngân chậm {1-3} tuần',
			'Tỷ giá tăng {2-4}%, chi phí nhập khẩu đội lên'
		],
		next: [
			'Gửi {10-25} thư đối chiếu trước thứ Tư',
			'Họp với kinh doanh về {4-8} khách quá hạn',
			'Chạy thử đối soát tự động {2-3} tài khoản'
		],
		roles: ['Kế toán', 'Chuyên viên tài chính', 'Chuyên viên pháp chế', 'Kế toán thuế']
	},
	en: {
		objectives: [
			'Cash in faster, surprises out',
			'Numbers that leaders trust on day three',
			'Contracts that never wait'
		],
		keyResults: [
			'Days sales outstanding down to {42-55}',
			'Close the books in {3-5} working days',
			'Overdue receivables under {3-6}%',
			'Contract review in {1-3} days',
			'Overhead down {5-12}%',
			'{95-100}% of audit findings closed'
		],
		updates: [
			'Collected {200-900x50}k USD this week',
			'Reviewed {5-14} contracts',
			'Close checklist at {60-95}%',
			'Cleared {8-20} old items'
		],
		blockers: [
			'{10-30} invoices lack a purchase order',
			'Reconciliation depends on the data team',
			'Tax position is vacant for {3-6} weeks'
		],
		outside: [
			'Bank policy is tighter, the loan slips {1-3} weeks',
			'New tax regulation changes invoicing',
			'Exchange rate moved {2-4}% against us'
		],
		next: [
			'Send {12-30} statements by Wednesday',
			'Agree payment plans with {4-8} customers',
			'Automate {2-4} reconciliations'
		],
		roles: ['Accountant', 'Financial Analyst', 'Legal Counsel', 'Treasury Specialist']
	}
};
