/**
 * The public members of the model as TypeScript (src/lib/server/cube/members.generated.ts), so that the dashboard cannot ask for
 * what does not exist. Written by members-cli.ts; a test compares.
 */
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';

export const MEMBERS_FILE = fileURLToPath(
	new URL('../src/lib/server/cube/members.generated.ts', import.meta.url)
);

export const MEMBERS_COMMAND = 'node etl/bootstrap.mjs cube/members-cli.ts';

const Member = z.object({
	name: z.string(),
	shortTitle: z.string(),
	description: z.string().default(''),
	type: z.string()
});
type Member = z.infer<typeof Member>;

/** What `/v1/meta` answers, as far as it is needed here. */
export const Meta = z.object({
	cubes: z.array(
		z.object({
			name: z.string(),
			title: z.string(),
			description: z.string().default(''),
			measures: z.array(Member),
			dimensions: z.array(Member)
		})
	)
});
export type Meta = z.infer<typeof Meta>;

/**
 * The text of the file: per view its measures and dimensions by name, with kind, title and description, all in the order of the
 * alphabet, so that two branches that add members rarely touch the same lines.
 */
export async function membersSource({ cubes }: Meta): Promise<string> {
	const views = cubes.toSorted(byName).map(({ name, title, description, ...members }) => [
		name,
		{
			title,
			description,
			measures: wordsOf(members.measures, measureKind),
			dimensions: wordsOf(members.dimensions, dimensionKind)
		}
	]);
	const source = `/**
	 * The public members of Cube's views. Generated from the model: do not edit, run
	 *
	 *     ${MEMBERS_COMMAND}
	 */
	export const VIEWS = ${JSON.stringify(Object.fromEntries(views))} as const;
	`;
	return format(source, { ...(await resolveConfig(MEMBERS_FILE)), parser: 'typescript' });
}

function wordsOf(members: readonly Member[], kindOf: (member: Member) => string): object {
	return Object.fromEntries(
		members.toSorted(byName).map((member) => [
			shortName(member),
			{
				kind: kindOf(member),
				title: member.shortTitle,
				description: member.description
			}
		])
	);
}

/** "Counts are 0 when nothing qualifies", everything else is NULL then (metrics.md 1); a test of the model sees to the names. */
function measureKind({ name, type }: Member): string {
	if (type === 'string') return 'text';
	return /_count(_change)?$/.test(name) ? 'count' : 'number';
}

/** Days that each row of their view has. Other days may be missing, as may every instant. */
const DAYS_OF_EVERY_ROW = /\.(as_of|week|day|starts_on|ends_on|from_on|changed_on)$/;

function dimensionKind({ name, type }: Member): string {
	if (type === 'string') return 'text';
	if (type !== 'time') return type;
	if (DAYS_OF_EVERY_ROW.test(name)) return 'day';
	return name.endsWith('_at') ? 'instant' : 'maybe_day';
}

function shortName({ name }: Member): string {
	return name.split('.').at(-1) ?? name;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
	return a.name < b.name ? -1 : 1;
}
