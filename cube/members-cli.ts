/**
 * Writes src/lib/server/cube/members.generated.ts anew, to be run whenever `cube/model` gains, loses or rewords a member:
 *
 *     node etl/bootstrap.mjs cube/members-cli.ts
 *
 * Asks the product's own Cube over an empty warehouse: the names depend on the model alone.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '../etl/clickhouse/client.ts';
import { migrate } from '../etl/clickhouse/migrate.ts';
import { MEMBERS_FILE, membersSource, Meta } from './members.ts';
import { startCube } from './server.ts';
import { createToken } from './token.ts';

const SECRET = 'a secret of this process alone, which nobody else ever needs';

const dataDir = await mkdtemp(join(tmpdir(), 'okr-members-'));
try {
	const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
	await migrate(warehouse);
	const cube = await startCube({ warehouse, apiSecret: SECRET, log: () => {} });
	const token = await createToken(SECRET, { user_id: 'members', is_admin: true }, '10m');
	const answer = await fetch(`${cube.url}/cubejs-api/v1/meta`, {
		headers: { authorization: `Bearer ${token}` }
	});
	if (!answer.ok) throw new Error(`Cube answered ${answer.status}: ${await answer.text()}`);
	await writeFile(MEMBERS_FILE, await membersSource(Meta.parse(await answer.json())));
	await cube.close();
	await warehouse.close();
	process.stderr.write(`Written: ${MEMBERS_FILE}\n`);
} finally {
	await rm(dataDir, { recursive: true, force: true });
}
// Cube leaves timers behind.
process.exit();
