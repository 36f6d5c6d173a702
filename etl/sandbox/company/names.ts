/**
 * Names of people: Vietnamese, Chinese, and the English, Indonesian, Malay, Thai and Arabic of the
 * smaller offices.
 */

import type { Speech } from './content/phrases.ts';
import type { Random } from './random.ts';

function words(text: string): readonly string[] {
	return text.split(' ');
}

const vietnamese = {
	family: words(
		'Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trịnh'
	),
	middle: words('Thị Ngọc Thu Thanh Phương Văn Đức Minh Quốc Hữu Gia Bảo Hoài Kim'),
	given: words(
		'Anh Bình Châu Chi Cường Dũng Duy Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Huy Khánh Lan Linh Long Mai Nam Nga Ngân Nhung Oanh Phong Phúc Quân Quyên Sơn Tâm Thảo Thắng Trang Trung Tú Tuấn Uyên Vân Việt Yến'
	)
};

const chinese = {
	family: words(
		'王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 董 萧 程'
	),
	given: words(
		'伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 秀英 霞 平 刚 桂英 建国 志强 晓东 雪梅 子轩 浩然 欣怡 雨桐 思远 佳琪 俊杰 文博 嘉豪 梦洁 海燕 立新 春华 国栋 晨曦'
	)
};

const english = {
	given: words(
		'Sarah James Emily Daniel Olivia Michael Grace Andrew Hannah Thomas Chloe Matthew Rachel David Sophie Kevin Laura Brian Alice Jason Priya Arjun Maria Carlos'
	),
	family: words(
		'Johnson Miller Walker Harris Clark Lewis Young King Wright Scott Green Baker Adams Nelson Carter Tan Lim Wong Ng Chua Sharma Patel Santos Reyes'
	)
};

const indonesian = {
	given: words('Budi Siti Agus Dewi Rizky Putri Andi Ratna Eko Wulan Bayu Indah Hendra Maya Fajar'),
	family: words('Santoso Wijaya Saputra Lestari Hidayat Pratama Kusuma Nugroho Siregar Halim')
};

const malay = {
	given: words('Ahmad Nurul Farid Aisyah Hafiz Aminah Zulkifli Siti Azlan Farah'),
	family: words('Abdullah Yusof Ismail Rahman Hassan Othman Razak Ibrahim')
};

const thai = {
	given: words('Somchai Siriporn Anan Kanya Prasit Malee Niran Ploy Chai Suda'),
	family: words('Saetang Wongsa Srisai Chaiyasit Boonmee Rattana Thongchai')
};

const arabic = {
	given: words('Omar Fatima Khalid Layla Yousef Mariam Hamad Noura Tariq Reem'),
	family: words('Al-Farsi Al-Mansoori Haddad Al-Suwaidi Khoury Al-Nuaimi')
};

/** A person's full name, written as the office writes it. */
export function nameOf(speech: Speech, random: Random): string {
	switch (speech) {
		case 'vi': {
			const middle = random.pick(vietnamese.middle);
			return `${random.pick(vietnamese.family)} ${middle} ${random.pick(vietnamese.given)}`;
		}
		case 'zh':
			return random.pick(chinese.family) + random.pick(chinese.given);
		case 'en':
			return `${random.pick(english.given)} ${random.pick(english.family)}`;
		case 'id':
			return `${random.pick(indonesian.given)} ${random.pick(indonesian.family)}`;
		case 'ms':
			return `${random.pick(malay.given)} ${random.pick(malay.family)}`;
		case 'th':
			return `${random.pick(thai.given)} ${random.pick(thai.family)}`;
		case 'ar':
			return `${random.pick(arabic.given)} ${random.pick(arabic.family)}`;
	}
}

/**
 * The one word by which colleagues mention a person: Vietnamese given names come last, others
 * first.
 */
export function handleOf(speech: Speech, name: string): string {
	const parts = name.split(' ');
	return (speech === 'vi' ? parts.at(-1) : parts[0]) ?? name;
}
