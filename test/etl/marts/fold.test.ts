/** Titles and words are compared as people type them, in every script; SQL and code write them the same. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../../../etl/clickhouse/client.ts';
import { fold, foldSql } from '../../../etl/clickhouse/fold.ts';
import { closeTestWarehouse, openTestWarehouse } from '../../support/warehouse.ts';

describe('what people type finds what was written', () => {
	it.each([
		['Vietnamese without accents', 'muc tieu', 'Mục tiêu'],
		['đ as d', 'doanh so Dong', 'Doanh số ĐÔNG'],
		['combining marks as composed letters', 'Mu\u0323c', 'Mục'],
		['full width', 'OKR 2026', 'ＯＫＲ　２０２６'],
		['half-width kana', 'ガイド', 'ｶﾞｲﾄﾞ'],
		['circled and raised digits', 'q1 m2', 'Q① m²'],
		['Thai without tone marks', 'พอแลว', 'พ่อแล้ว'],
		['Thai digits', '2569', '๒๕๖๙'],
		['Thai am, in one piece or two', 'ทํา', 'ทำ'],
		['Arabic without hamza', 'الارباح الانتاج', 'الأرباح الإنتاج'],
		['Arabic without points', 'محمد', 'مُحَمَّد'],
		['alef maksura as ya, ta marbuta as ha', 'مستشفي الشركه', 'مستشفى الشركة'],
		['tatweel', 'اهداف', 'أهـــداف'],
		['letters of Farsi keyboards', 'كيف', 'کیف'],
		['Arabic digits of both kinds', '2026 2026', '٢٠٢٦ ۲۰۲۶'],
		['a sharp s as two', 'strasse', 'Straße'],
		['ligatures', 'oeuvre aether file', 'Œuvre Æther ﬁle'],
		['letters with strokes', 'lodz oresund', 'Łódź Øresund'],
		['a sigma at the end of a word', 'σισυφοσ', 'ΣΊΣΥΦΟΣ'],
		['apostrophes of any kind', 'oneil', 'O’Neil'],
		['quotation marks and brackets as nothing', 'plan b 2026', '«Plan “B” (2026)»'],
		['white space of any kind', 'a b c', ' a\u00a0\u2003b\n\tc '],
		['what is not seen', 'ketqua', 'ket\u200bqua\u00ad']
	])('%s', (_, typed, written) => {
		expect(fold(typed)).toBe(fold(written));
	});

	it.each([
		['vowels of Thai stay apart', 'ดี', 'ดู'],
		['am is not aa', 'ทำ', 'ทา'],
		['voiced kana are letters of their own', 'か', 'が'],
		['what names hold stays', 'C++', 'C'],
		['so do hyphens', 'KR-1', 'KR1']
	])('%s', (_, one, other) => {
		expect(fold(one)).not.toBe(fold(other));
	});
});

describe('SQL and code', () => {
	let warehouse: Warehouse;
	beforeAll(async () => {
		warehouse = await openTestWarehouse();
	});
	afterAll(() => closeTestWarehouse(warehouse));

	const inSql = (texts: readonly string[]): Promise<string[]> =>
		selectRows(
			warehouse,
			`SELECT ${foldSql('text')} AS folded FROM
			(SELECT arrayJoin(arrayEnumerate(texts)) AS place, texts[place] AS text FROM (SELECT ${sqlLiteral([...texts])} AS texts))
			ORDER BY place`,
			(row) => z.object({ folded: z.string() }).parse(row).folded
		);

	/** First and last code point of the scripts that people here write in, and of others. */
	const SCRIPTS = [
		...[0x20, 0x24f, 0x250, 0x2ff, 0x300, 0x36f, 0x370, 0x3ff, 0x400, 0x52f, 0x5d0, 0x5ea],
		...[0x600, 0x6ff, 0x750, 0x77f, 0xfb50, 0xfdff, 0xfe70, 0xfefc, 0x904, 0x97f, 0xe00, 0xe5b],
		...[0x1000, 0x109f, 0x1780, 0x17ff, 0x1e00, 0x1eff, 0x2000, 0x206f, 0x2070, 0x20bf],
		...[0x2150, 0x218b, 0x2460, 0x24ff, 0x3000, 0x30ff, 0x4e00, 0x4eff, 0xac00, 0xad00],
		...[0xff00, 0xffef, 0x1f300, 0x1f64f, 0x1d400, 0x1d7ff]
	];
	const letter = fc.oneof(
		...SCRIPTS.flatMap((first, index) =>
			index % 2 === 0 ? [fc.integer({ min: first, max: SCRIPTS[index + 1] ?? first })] : []
		)
	);
	const text = fc.array(letter, { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes));

	it('write texts of all scripts the same', async () => {
		const texts = fc.sample(text, { seed: 23, numRuns: 4_000 });
		expect(await inSql(texts)).toEqual(texts.map(fold));
	});

	it('write a text that is written already the same again', () => {
		for (const one of fc.sample(text, { seed: 24, numRuns: 2_000 }))
			expect(fold(fold(one))).toBe(fold(one));
	});

	it('bear halves of surrogate pairs', async () => {
		expect(await inSql(['a\ud800b'.toWellFormed()])).toEqual([fold('a\ud800b')]);
	});
});
