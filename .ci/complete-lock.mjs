/**
 * Adds to package-lock.json the optional packages of other platforms that the registry at hand did not serve when the lock
 * file was written. Without their entries `npm ci` refuses the lock ("Missing: ... from lock file"), also where they are not
 * needed; with them it installs them where the registry has them. Run after each `npm install`; `--check` only reports.
 *
 *   node .ci/complete-lock.mjs [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const packages = lock.packages;
const added = [];

for (const [dependent, entry] of Object.entries(packages)) {
	for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
		if (isPresent(dependent, name)) continue;
		packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
		added.push(`${name}@${version}`);
	}
}

if (process.argv.includes('--check')) {
	if (added.length > 0) {
		process.stderr.write(
			`package-lock.json lacks ${added.join(', ')}; run node .ci/complete-lock.mjs\n`
		);
		process.exit(1);
	}
} else if (added.length > 0) {
	const sorted = Object.fromEntries(
		Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
	);
	writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
	process.stdout.write(`Added ${added.length} packages of other platforms: ${added.join(', ')}\n`);
}

/** Node's lookup: beside the dependent, then one folder up, and so on. */
function isPresent(dependent, name) {
	let folder = dependent;
	for (;;) {
		if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined)
			return true;
		if (folder === '') return false;
		const cut = folder.lastIndexOf('node_modules/');
		folder = cut <= 0 ? '' : folder.slice(0, cut - 1);
	}
}

/** os, cpu and libc as the package's own manifest would say them; every such package carries them in its name. */
function platformOf(name) {
	const os = /(darwin|linux|win32|android|freebsd|openbsd|openharmony)/.exec(name)?.[1];
	const cpu = /(arm64|x64|ia32|loong64|ppc64|riscv64|s390x|arm)/.exec(name)?.[1];
	if (os === undefined || cpu === undefined)
		throw new Error(`${name}: no platform in its name; add its lock entry by hand.`);
	const libc = /musl/.test(name) ? 'musl' : os === 'linux' && /gnu/.test(name) ? 'glibc' : null;
	return { cpu: [cpu], ...(libc === null ? {} : { libc: [libc] }), os: [os] };
}
