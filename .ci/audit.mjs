/**
 * Known advisories about what is installed in production, where the registry in use offers them; a mirror often does not.
 *
 *   npm run audit          exit code 0 none or nobody knows, 1 there are some
 */
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
	encoding: 'utf8',
	timeout: 120_000,
	maxBuffer: 64 * 1024 * 1024
});
const report = parsed(stdout);
const advisories = Object.values(report?.vulnerabilities ?? {});
if (report?.metadata === undefined) {
	process.stdout.write(
		`The registry offers no advisories${report?.message === undefined ? '' : ` (${report.message})`}. Ask one that does: npm run audit --registry=https://registry.npmjs.org\n`
	);
} else if (advisories.length === 0) {
	process.stdout.write('No advisory is known.\n');
} else {
	for (const { name, severity, range, via, fixAvailable } of advisories) {
		const titles = via
			.filter((cause) => typeof cause === 'object')
			.map(({ title, url }) => `${title} (${url})`);
		const remedy = fixAvailable === false ? 'no remedy is published' : 'a newer version mends it';
		process.stdout.write(
			`${severity} ${name} ${range}: ${titles.join('; ') || `through ${via.join(', ')}`}; ${remedy}\n`
		);
	}
	process.exitCode = 1;
}

function parsed(json) {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}
