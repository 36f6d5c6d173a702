/** Secrets that nobody needs to choose: generated once and kept in DATA_DIR, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';

/** In DATA_DIR. */
export const SECRETS_FILE = 'secrets.json';
const Secrets = z.object({ cubeApiSecret: z.string().min(32) });

/**
 * The secret that signs tokens for Cube: CUBE_API_SECRET, else the generated one.
 * @throws if the file is there but cannot be read as written by us: a new secret would end every token in use
 */
export function cubeApiSecret(config: Config): string {
	if (config.cube.apiSecret !== null) return config.cube.apiSecret;
	const path = join(config.dataDir, SECRETS_FILE);
	const made = { cubeApiSecret: randomBytes(32).toString('hex') };
	mkdirSync(config.dataDir, { recursive: true });
	try {
		writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
		return made.cubeApiSecret;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	try {
		return Secrets.parse(JSON.parse(readFileSync(path, 'utf8'))).cubeApiSecret;
	} catch (cause) {
		throw new Error(
			`${path} cannot be read. Restore it from a backup, or remove it: then a new secret is made and every token of npm run token ends.`,
			{ cause }
		);
	}
}
