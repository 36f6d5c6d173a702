/** Departments and people: stage -> versions. */
import { run } from '../clickhouse/client.ts';
import { latest, literalsOf, SINCE_EVER, type LoadContext } from './context.ts';
import { areToBeClosed } from './shrink.ts';

interface Versioned {
	readonly stream: string;
	readonly stage: string;
	readonly versions: string;
	readonly key: string;
	readonly attributes: readonly string[];
}

export const DEPARTMENTS: Versioned = {
	stream: 'departments',
	stage: 'stage_departments',
	versions: 'core_department_versions',
	key: 'department_id',
	attributes: ['name', 'parent_id', 'head_ids']
};
export const PEOPLE: Versioned = {
	stream: 'people',
	stage: 'stage_people',
	versions: 'core_person_versions',
	key: 'person_id',
	attributes: ['name', 'title', 'department_ids', 'is_active', 'is_boss']
};

/** The first complete read finds what was there since ever; what appears later starts at that read (metrics.md 1). */
export async function loadDirectory(context: LoadContext): Promise<void> {
	for (const entity of [DEPARTMENTS, PEOPLE]) {
		await addChanged(context, entity);
		if (context.isDirectoryComplete) await closeMissing(context, entity);
	}
}

async function addChanged(context: LoadContext, entity: Versioned): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const { stage, versions, key } = entity;
	const names = entity.attributes.join(', ');
	const first = context.isFirstDirectory ? SINCE_EVER : observed;
	await run(
		context.warehouse,
		`INSERT INTO ${versions}
			(${key}, ${names}, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id)
		SELECT
			read.${key}, ${entity.attributes.map((name) => `read.${name}`).join(', ')}, 1,
			if(known.${key} = '', ${first}, ${observed}),
			known.${key} = '' AND ${context.isFirstDirectory ? 1 : 0},
			${observed}, read.hash, ${runId}
		FROM
		(
			SELECT *, sipHash64(toJSONString(tuple(${names}))) AS hash
			FROM ${stage} WHERE run_id = ${runId} ORDER BY ${key}, ${names} LIMIT 1 BY ${key}
		) AS read
		LEFT JOIN (${latest(versions, key)}) AS known ON known.${key} = read.${key}
		WHERE known.${key} = '' OR NOT known.is_present OR known.attributes_hash != read.hash`
	);
}

async function closeMissing(context: LoadContext, entity: Versioned): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const { stream, stage, versions, key } = entity;
	const names = entity.attributes.join(', ');
	const isMissing = `${key} NOT IN (SELECT ${key} FROM ${stage} WHERE run_id = ${runId})`;
	const present = `SELECT *, ${isMissing} AS is_missing FROM (${latest(versions, key)}) WHERE is_present`;
	if (!(await areToBeClosed(context, stream, present))) return;
	await run(
		context.warehouse,
		`INSERT INTO ${versions}
			(${key}, ${names}, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id)
		SELECT ${key}, ${names}, 0, ${observed}, 0, ${observed}, attributes_hash, ${runId}
		FROM (${present}) WHERE is_missing`
	);
}
