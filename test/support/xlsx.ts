/** A reader of workbooks of its own: ZIP by its central directory, sheets by their XML, so that files are not judged by what wrote them. */
import { inflateRawSync } from 'node:zlib';
import { DomUtils, parseDocument } from 'htmlparser2';

export interface SheetCell {
	/** As stored: `s` a text, `n` a number, also of a day, `b` yes or no. */
	readonly type: string;
	readonly value: string;
	/** Of a number, such as `0.0%`. */
	readonly format: string;
	readonly link: string | null;
}

export interface Sheet {
	readonly name: string;
	/** By address, such as `B7`. */
	readonly cells: ReadonlyMap<string, SheetCell>;
	readonly xml: string;
}

/** The files of an archive by their names. @throws when it is none, or a file is packed in a way that we do not know */
export function unzip(archive: Buffer): Map<string, Buffer> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0) throw new Error('Not a ZIP archive.');
	const files = new Map<string, Buffer>();
	let at = archive.readUInt32LE(end + 16);
	for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
		const method = archive.readUInt16LE(at + 10);
		const size = archive.readUInt32LE(at + 20);
		const nameLength = archive.readUInt16LE(at + 28);
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		const local = archive.readUInt32LE(at + 42);
		const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		const packed = archive.subarray(start, start + size);
		if (method !== 0 && method !== 8) throw new Error(`${name} is packed by method ${method}.`);
		files.set(name, method === 8 ? inflateRawSync(packed) : packed);
		at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
	}
	return files;
}

export function readWorkbook(archive: Buffer): Sheet[] {
	const files = unzip(archive);
	const open = (path: string) => parseDocument(textOf(files, path), { xmlMode: true });
	const elements = (path: string, name: string) =>
		files.has(path) ? DomUtils.getElementsByTagName(name, open(path), true) : [];
	const shared = elements('xl/sharedStrings.xml', 'si').map((item) =>
		unescaped(DomUtils.getElementsByTagName('t', item, true).map(DomUtils.textContent).join(''))
	);
	const custom = new Map(
		elements('xl/styles.xml', 'numFmt').map((one) => [
			one.attribs['numFmtId'],
			one.attribs['formatCode'] ?? ''
		])
	);
	const [cellFormats] = elements('xl/styles.xml', 'cellXfs');
	const formats = DomUtils.getElementsByTagName('xf', cellFormats ?? [], true).map(
		({ attribs }) => custom.get(attribs['numFmtId']) ?? `#${attribs['numFmtId']}`
	);
	const targets = new Map(
		elements('xl/_rels/workbook.xml.rels', 'Relationship').map(({ attribs }) => [
			attribs['Id'],
			attribs['Target']?.replace(/^\/xl\//, '') ?? ''
		])
	);
	return elements('xl/workbook.xml', 'sheet').map(({ attribs }) => {
		const path = `xl/${targets.get(attribs['r:id'])}`;
		const addresses = new Map(
			elements(path.replace('worksheets/', 'worksheets/_rels/') + '.rels', 'Relationship').map(
				(one) => [one.attribs['Id'], one.attribs['Target'] ?? '']
			)
		);
		const links = new Map(
			elements(path, 'hyperlink').map((one) => [
				one.attribs['ref'],
				addresses.get(one.attribs['r:id']) ?? null
			])
		);
		const cells = elements(path, 'c').map(({ attribs, children }): [string, SheetCell] => {
			const type = attribs['t'] ?? 'n';
			const raw = DomUtils.textContent(DomUtils.getElementsByTagName('v', children, true));
			const value = type === 's' ? (shared[Number(raw)] ?? '') : raw;
			const address = attribs['r'] ?? '';
			return [
				address,
				{
					type,
					value,
					format: formats[Number(attribs['s'] ?? 0)] ?? '',
					link: links.get(address) ?? null
				}
			];
		});
		return { name: attribs['name'] ?? '', cells: new Map(cells), xml: textOf(files, path) };
	});
}

function textOf(files: ReadonlyMap<string, Buffer>, path: string): string {
	const file = files.get(path);
	if (file === undefined) throw new Error(`The workbook has no ${path}.`);
	return file.toString('utf8');
}

/** ECMA-376, 22.4.2.4: `_x000D_` stands for a sign that XML cannot hold. */
function unescaped(text: string): string {
	return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16))
	);
}
