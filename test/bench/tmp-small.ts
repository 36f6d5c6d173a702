import { rebuildMarts, type MartSettings } from '../../etl/marts/rebuild.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { liveUntil } from './large-company.ts';
const DAY = '2026-11-22';
const warehouse = await openTestWarehouse({ migrated: true });
const s: MartSettings = { timezone: 'Asia/Shanghai', holidayWeeks: [], companyHeadUserIds: [], minGroupSize: 5, unknownVisibility: 'company', asOf: DAY, lastSyncAt: Date.parse(`${DAY}T06:10:00+08:00`), runId: `run-${DAY}` };
await liveUntil(warehouse, { people: 30, seed: 7, quarters: 1 }, DAY);
for (let i = 0; i < 4; i++) {
	const cpu = process.cpuUsage(); const t = performance.now();
	const steps: Record<string, number> = {}; let last = '', at = process.cpuUsage();
	await rebuildMarts(warehouse, s, (p) => { const u = process.cpuUsage(at); steps[last] = (steps[last] ?? 0) + (u.user + u.system) / 1000; last = p.step; at = process.cpuUsage(); });
	const u = process.cpuUsage(cpu);
	console.log(i, Math.round(performance.now() - t), 'ms wall', Math.round((u.user + u.system) / 1000), 'ms cpu');
	if (i === 3) console.log(Object.entries(steps).sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => `${k} ${v.toFixed(0)}`).join(', '));
}
await closeTestWarehouse(warehouse); process.exit(0);
