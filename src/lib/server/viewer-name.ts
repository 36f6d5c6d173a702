/** A viewer as people name one: what somebody is in the demo, and who. */
import { m } from '$lib/paraglide/messages.js';
import type { Viewer } from './view-as.ts';

const ROLES: Record<NonNullable<Viewer['role']>, () => string> = {
	admin: m.view_as_admin,
	company_head: m.view_as_company_head,
	department_head: m.view_as_department_head,
	employee: m.view_as_employee
};

/** Whose rights the rows were read with. */
export function viewerName({ name, role, isAdmin, userId }: Viewer): string {
	const word = role === null ? (isAdmin ? m.view_as_admin() : '') : ROLES[role]();
	const who = name === '' ? userId : name;
	return [word, who].filter((part) => part !== '').join(': ');
}
