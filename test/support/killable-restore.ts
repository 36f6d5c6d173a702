/**
 * A process of its own for tests: `node killable-restore.ts backup|restore DATA_DIR DIRECTORY DAY KILL_AT`. Backs up or restores,
 * and dies by SIGKILL at the named point: `phase NAME`, or `before TEXT` or `after TEXT` of a statement.
 */
import { restoreBackup } from '../../etl/backup/restore.ts';
import { writeBackup } from '../../etl/backup/write.ts';
import { openWarehouse, type Warehouse } from '../../etl/clickhouse/client.ts';
import { parseConfig } from '../../etl/config.ts';
import { heldIdentity } from '../../etl/state/company-identity.ts';

const [what = '', dataDir = '', directory = '', day = '', killAt = ''] = process.argv.slice(2);
const [, when = '', text = ''] = /^(\w+) (.*)$/.exec(killAt) ?? [];

const warehouse = dyingAt(await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' }));
const config = parseConfig({ DATA_DIR: dataDir, OKR_TODAY: day });
const onPhase = (phase: string) => {
	if (when === 'phase' && phase === text) die();
};
if (what === 'backup') {
	const company = await heldIdentity(warehouse);
	if (company === null) throw new Error('Nobody claimed this warehouse.');
	await writeBackup({ warehouse, dataDir, company }, directory, { onPhase });
} else {
	const options = { directory, isReplacing: true };
	await restoreBackup({ warehouse, config, served: null }, options, { onPhase });
}
throw new Error(`The point ${killAt} was never reached.`);

function die(): never {
	process.kill(process.pid, 'SIGKILL');
	// The signal is on its way; nothing may happen meanwhile.
	for (;;);
}

/** Dies around the first statement that holds the text, whichever database it is for. */
function dyingAt(target: Warehouse): Warehouse {
	const client = new Proxy(target.client, {
		get(object, name, receiver) {
			const member: unknown = Reflect.get(object, name, receiver);
			if ((name !== 'command' && name !== 'exec') || typeof member !== 'function') return member;
			return async (parameters: { query: string }) => {
				const isIt = text !== '' && parameters.query.replaceAll('`', '').includes(text);
				if (isIt && when === 'before') die();
				const result: unknown = await Reflect.apply(member, object, [parameters]);
				if (isIt && when === 'after') die();
				return result;
			};
		}
	});
	const beside = async (database: string) => dyingAt(await target.beside(database));
	return { ...target, client, beside };
}
