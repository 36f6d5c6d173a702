import type { Field } from './phrases.ts';

export const supply: Field = {
	zh: {
		objectives: [
			'供应稳定，旺季不断货',
			'降低采购与物流总成本',
			'供应商质量迈上新台阶',
			'库存更轻，周转更快'
		],
		keyResults: [
			'准时交付率达到 {92-98}%',
			'库存周转天数从 {55-62} 天降到 {38-45} 天',
			'采购成本下降 {4-9}%',
			'来料不良率低于 {300-900x100} PPM',
			'关键物料双供应商覆盖 {70-95}%',
			'每单物流费用降到 {18-32} 元'
		],
		updates: [
			'本周到货 {12-40} 批，准时 {80-97}%',
			'盘点完成 {2-5} 个仓，差异率 0.{1-9}%',
			'和 {3-7} 家供应商谈完年度价',
			'滞销库存处理了 {15-60x5} 万元'
		],
		blockers: [
			'质检产能不足、积压 {6-18} 批',
			'依赖信息部上线新仓储系统',
			'需求预测偏差 {20-35}%、计划频繁调整'
		],
		outside: [
			'海运价格上涨 {15-40}%、舱位紧张',
			'原材料市场涨价、供应商拒绝锁价',
			'港口拥堵、{3-8} 个柜延误'
		],
		next: [
			'周五前锁定 {4-9} 个柜的舱位',
			'引入第二家包材供应商并完成打样',
			'和销售重做 {8-12} 周滚动预测'
		],
		roles: ['采购专员', '物流主管', '计划员', '供应商质量工程师']
	},
	vi: {
		objectives: [
			'Đảm bảo hàng hóa đủ và đúng hạn cho mùa cao điểm',
			'Tối ưu chi phí kho và vận chuyển',
			'Nâng chất lượng nhà cung cấp'
		],
		keyResults: [
			'Tỷ lệ giao đúng hạn đạt {92-97}%',
			'Tồn kho giảm từ {55-62} ngày còn {38-45} ngày',
			'Chi phí vận chuyển mỗi đơn giảm {8-18}%',
			'Lỗi đầu vào dưới {400-900x100} PPM',
			'Ký {3-8} nhà cung cấp dự phòng',
			'Kiểm kê lệch dưới 0,{2-8}%'
		],
		updates: [
			'Nhập {10-30} lô hàng, đúng hạn {80-96}%',
			'Đàm phán xong giá năm với {2-6} nhà cung cấp',
			'Kho Bình Dương đã sắp xếp lại {3-9} dãy kệ',
			'Xử lý {40-150x10} triệu hàng tồn lâu'
		],
		blockers: [
			'Thiếu xe tải {2-4} ngày trong tuần',
			'Đội kiểm hàng quá tải, tồn {5-14} lô',
			'Phụ thuộc dự báo từ phòng kinh doanh, lệch {20-30}%'
		],
		outside: [
			'Giá cước biển tăng {15-35}%, khó đặt chỗ',
			'Thị trường nguyên liệu tăng giá, nhà cung cấp không giữ giá',
			'Cảng ùn tắc, {2-6} container về trễ'
		],
		next: [
			'Chốt {3-7} booking trước thứ Sáu',
			'Đánh giá lại {2-4} nhà cung cấp bao bì',
			'Làm lại dự báo {8-12} tuần với kinh doanh'
		],
		roles: ['Chuyên viên mua hàng', 'Điều phối vận tải', 'Nhân viên kế hoạch', 'Thủ kho']
	},
	en: {
		objectives: [
			'Keep shelves full through the season',
			'Take cost out of freight without losing time',
			'Suppliers that we never have to chase'
		],
		keyResults: [
			'On-time delivery at {92-97}%',
			'Days of inventory from {55-62} down to {38-45}',
			'Freight cost per order down {8-18}%',
			'Incoming defects below {300-900x100} PPM',
			'Second source for {70-95}% of key parts',
			'Forecast error under {12-20}%'
		],
		updates: [
			'{10-30} lots arrived, {80-96}% on time',
			'Agreed yearly prices with {2-6} suppliers',
			'Cycle count done in {2-4} warehouses',
			'Cleared {15-60x5}k USD of slow stock'
		],
		blockers: [
			'Inspection is over capacity, {6-16} lots waiting',
			'We depend on IT for the new warehouse system',
			'Forecast is off by {20-35}%, plans change daily'
		],
		outside: [
			'Sea freight market went up {15-40}%, no space',
			'Raw material prices jumped, suppliers refuse to fix them',
			'Port congestion holds {3-8} containers'
		],
		next: [
			'Book space for {4-9} containers by Friday',
			'Qualify a second packaging supplier',
			'Redo the {8-12}-week forecast with sales'
		],
		roles: ['Buyer', 'Logistics Planner', 'Demand Planner', 'Supplier Quality Engineer']
	}
};
