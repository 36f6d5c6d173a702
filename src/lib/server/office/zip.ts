/** A ZIP archive in memory (PKWARE APPNOTE 6.3.3). The same files make the same bytes: all are of one day, the first that ZIP knows. */
import { crc32, deflateRawSync } from 'node:zlib';

const FIRST_DAY = (1 << 5) | 1;
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;

export interface ZipFile {
	readonly name: string;
	readonly data: Uint8Array;
}

export function zipOf(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const { name, data } of files) {
		const nameBytes = Buffer.from(name, 'utf8');
		const packed = deflateRawSync(data);
		const about = aboutFile(crc32(data), packed.length, data.length, nameBytes.length);
		parts.push(record(0x04034b50, about), nameBytes, packed);
		directory.push(centralRecord(about, at), nameBytes);
		at += 4 + about.length + nameBytes.length + packed.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(at, 16);
	return new Uint8Array(Buffer.concat([...parts, central, end]));
}

/** What the record before a file and the one in the directory have in common. */
function aboutFile(crc: number, packed: number, size: number, nameLength: number): Buffer {
	const about = Buffer.alloc(26);
	about.writeUInt16LE(20, 0);
	about.writeUInt16LE(UTF8_NAMES, 2);
	about.writeUInt16LE(DEFLATE, 4);
	about.writeUInt16LE(FIRST_DAY, 8);
	about.writeUInt32LE(crc, 10);
	about.writeUInt32LE(packed, 14);
	about.writeUInt32LE(size, 18);
	about.writeUInt16LE(nameLength, 22);
	return about;
}

function record(signature: number, about: Buffer): Buffer {
	const head = Buffer.alloc(4);
	head.writeUInt32LE(signature);
	return Buffer.concat([head, about]);
}

function centralRecord(about: Buffer, offset: number): Buffer {
	const version = Buffer.from([20, 0]);
	// Comment, disk and attributes: none.
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(offset, 10);
	return Buffer.concat([record(0x02014b50, version), about, rest]);
}
