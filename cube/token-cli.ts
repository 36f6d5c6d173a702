/** `npm run token -- --user ID` or `-- --admin`: a bearer token for Cube's REST API, alone on the last line of stdout. */
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../etl/config.ts';
import { cubeApiSecret } from '../etl/secrets.ts';
import { createToken, type Claims } from './token.ts';

const USAGE = `Usage: npm run token -- --user ID [--expires 90d]
       npm run token -- --admin [--user ID] [--expires 90d]

  --user ID     DingTalk's user id of the person who asks
  --admin       sees everything
  --expires     how long the token is valid: 10m, 12h, 90d (default)
`;

interface Order {
	readonly claims: Claims;
	readonly expiresIn: string;
}

/** What the arguments ask for, or null if that is not clear. */
export function parseOrder(args: readonly string[]): Order | null {
	try {
		const { values } = parseArgs({
			args: [...args],
			options: {
				user: { type: 'string' },
				admin: { type: 'boolean', default: false },
				expires: { type: 'string', default: '90d' }
			}
		});
		const userId = values.user?.trim() ?? (values.admin ? 'admin' : '');
		if (userId === '' || !/^[1-9]\d{0,4}[mhd]$/.test(values.expires)) return null;
		return { claims: { user_id: userId, is_admin: values.admin }, expiresIn: values.expires };
	} catch (error) {
		// parseArgs says what it does not know with a TypeError.
		if (error instanceof TypeError) return null;
		throw error;
	}
}

async function main(): Promise<number> {
	const order = parseOrder(process.argv.slice(2));
	if (order === null) {
		process.stderr.write(USAGE);
		return 2;
	}
	try {
		const secret = cubeApiSecret(loadConfig());
		const token = await createToken(secret, order.claims, order.expiresIn);
		process.stderr.write(
			`Valid for ${order.expiresIn}. Send it as "Authorization: Bearer TOKEN".\n`
		);
		process.stdout.write(`${token}\n`);
		return 0;
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		return error instanceof ConfigError ? 2 : 1;
	}
}

if (import.meta.main) process.exitCode = await main();
