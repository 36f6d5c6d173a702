/** Whom an objective rule covers (dingtalk-api.md 4.2, popRuleView): nobody else need be asked for objectives. */
import { ROOT_DEPARTMENT } from '../dingtalk/contacts.ts';
import type { Rule } from '../dingtalk/payloads.ts';
import type { Directory } from '../plan/directory.ts';

type Scope = NonNullable<Rule['popRuleView']>[number];

/**
 * The people whom a rule can cover, or null: everybody. In doubt somebody is covered: an unneeded call costs less than a
 * person whose objectives are not seen. A scope that cannot be matched (DingTalk names people by another id there) is a doubt.
 */
export function peopleCovered(rule: Rule, directory: Directory): ReadonlySet<string> | null {
	const included = rule.popRuleView ?? [];
	const excluded = rule.excludePopRuleView ?? [];
	const groups = included.map((scope) => peopleOf(scope, directory));
	const isCompany = groups.length === 0 || groups.some((group) => group === null);
	const left = excluded.flatMap((scope) => {
		const group = peopleOf(scope, directory);
		return group === null ? [] : [...group];
	});
	if (isCompany && left.length === 0) return null;
	const covered = new Set(
		isCompany ? directory.people.keys() : groups.flatMap((group) => [...(group ?? [])])
	);
	for (const person of left) covered.delete(person);
	return covered;
}

/** null: the company, or a scope that cannot be matched. */
function peopleOf({ scopeType, scopeId }: Scope, directory: Directory): string[] | null {
	if (scopeId === null) return null;
	if (scopeType === 'USER') return directory.people.has(scopeId) ? [scopeId] : null;
	if (scopeType !== 'DEPARTMENT' || !directory.departments.has(scopeId)) return null;
	if (scopeId === ROOT_DEPARTMENT) return null;
	return [...directory.people]
		.filter(([, { departmentIds }]) => departmentIds.some((id) => isBelow(id, scopeId, directory)))
		.map(([id]) => id);
}

function isBelow(departmentId: string, ancestor: string, { departments }: Directory): boolean {
	const seen = new Set<string>();
	for (
		let id = departmentId;
		id !== '' && !seen.has(id);
		id = departments.get(id)?.parentId ?? ''
	) {
		if (id === ancestor) return true;
		seen.add(id);
	}
	return false;
}
