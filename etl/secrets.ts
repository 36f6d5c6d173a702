/** Secrets that nobody needs to choose: generated once and kept in DATA_DIR, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';

/** In DATA_DIR. */
export const SECRETS_FILE = 'secrets.json';

const Secret = z.string().min(32);
/** A file of an earlier version may lack some. */
const Secrets = z.object({ cubeApiSecret: Secret, sessionSecret: Secret.optional() });
type Secrets = z.infer<typeof Secrets>;

/**
 * The secret that signs tokens for Cube: CUBE_API_SECRET, else the generated one.
 * @throws if the file is there but cannot be read as written by us: a new secret would end every token in use
 */
export function cubeApiSecret(config: Config): string {
	return config.cube.apiSecret ?? keptSecrets(config).cubeApiSecret;
}

/** The secret that signs sessions: SESSION_SECRET, else the generated one, so that a restart signs nobody out. @throws as above */
export function sessionSecret(config: Config): string {
	if (config.signIn.sessionSecret !== null) return config.signIn.sessionSecret;
	const kept = keptSecrets(config);
	if (kept.sessionSecret !== undefined) return kept.sessionSecret;
	const path = join(config.dataDir, SECRETS_FILE);
	const whole = { ...kept, sessionSecret: newSecret() };
	// Renamed into place, so that nobody reads half of it; the mode is set at creation, never later.
	rmSync(`${path}.new`, { force: true });
	writeFileSync(`${path}.new`, JSON.stringify(whole), { mode: 0o600, flag: 'wx' });
	renameSync(`${path}.new`, path);
	return whole.sessionSecret;
}

function keptSecrets(config: Config): Secrets {
	const path = join(config.dataDir, SECRETS_FILE);
	const made = { cubeApiSecret: newSecret(), sessionSecret: newSecret() };
	mkdirSync(config.dataDir, { recursive: true });
	try {
		writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
		return made;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	try {
		return Secrets.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new Error(
			`${path} cannot be read. Restore it from a backup, or remove it: then new secrets are made, every token of npm run token ends, and everybody signs in again.`,
			{ cause }
		);
	}
}

function newSecret(): string {
	return randomBytes(32).toString('hex');
}
