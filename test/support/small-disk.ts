/** A small disk of its own for a test, where this user may mount one. */
import { spawnSync } from 'node:child_process';
import {
	closeSync,
	mkdtempSync,
	openSync,
	rmSync,
	statSync,
	truncateSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
	readonly path: string;
	/** Whether it is a disk, and no directory of a large one. */
	readonly isMounted: boolean;
	/** @param left bytes that stay free; default: not one */
	fill(left?: number): void;
	empty(): void;
	remove(): void;
}

/** @param megabytes enough for the product and a small company, unless stated */
export function smallDisk(megabytes = 400): SmallDisk {
	const path = mkdtempSync(join(tmpdir(), 'okr-disk-'));
	const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
	const isMounted = mount.status === 0;
	const ballast = join(path, 'ballast');
	return {
		path,
		isMounted,
		fill(left = 0) {
			const file = openSync(ballast, 'a');
			for (let size = 2 ** 20; size >= 1;) {
				try {
					writeSync(file, Buffer.alloc(size));
				} catch {
					size = Math.floor(size / 2);
				}
			}
			closeSync(file);
			if (left > 0) truncateSync(ballast, Math.max(0, statSync(ballast).size - left));
		},
		empty: () => rmSync(ballast, { force: true }),
		remove() {
			if (isMounted) spawnSync('umount', [path]);
			rmSync(path, { recursive: true, force: true });
		}
	};
}
