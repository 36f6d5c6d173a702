/**
 * Who may open an objective: about every sixth is private, most of them of owners who are discreet
 * about nearly everything. Only classic OKR tells it on the wire.
 */

import type { Objective, Privacy } from './model.ts';
import { workingTime, type Plan } from './plans.ts';
import { random } from './random.ts';
import type { Staff, Worker } from './staff.ts';

export type Discretion = Pick<Objective, 'privacy' | 'policyMemberIds'>;

export function discretionOf(plan: Plan, staff: Staff, seed: number): Discretion {
	const { created, term } = plan;
	const owner = plan.owner[0]?.value;
	if (plan.kind === 'organisation' || owner === undefined) return untold(created);
	const draw = random(...plan.key, 'privacy');
	if (draw.chance(0.04)) return untold(created);
	const isDiscreet = random(seed, 'discreet', owner.slot.index, owner.turn).chance(0.14);
	const isPrivate = draw.chance(isDiscreet ? 0.75 : 0.05);
	const members = confidantsOf(owner, created, staff, draw.int(1, 3));
	const changed = workingTime(created + draw.between(0.2, 0.8) * (term.end - created), draw);
	const isChanged = draw.chance(0.04) && changed > created;
	return {
		privacy: [
			{ from: created, value: nameOf(isPrivate) },
			...(isChanged ? [{ from: changed, value: nameOf(!isPrivate) }] : [])
		],
		policyMemberIds: [
			{ from: created, value: isPrivate ? members : [] },
			...(isChanged ? [{ from: changed, value: isPrivate ? [] : members }] : [])
		]
	};
}

function untold(created: number): Discretion {
	return {
		privacy: [{ from: created, value: null }],
		policyMemberIds: [{ from: created, value: [] }]
	};
}

function nameOf(isPrivate: boolean): Privacy {
	return isPrivate ? 'private' : 'public';
}

/** The manager, the manager's manager and so on; whoever has none trusts the next posts of the company. */
function confidantsOf(owner: Worker, instant: number, staff: Staff, most: number): string[] {
	const ids = new Set<string>();
	let above = staff.managerOf(owner, instant);
	while (above !== null && ids.size < most) {
		ids.add(above.id);
		above = staff.managerOf(above, instant);
	}
	for (let slot = 1; ids.size === 0 && slot < 10; slot += 1) {
		const other = staff.occupantOf(slot, instant);
		if (other !== null && other.id !== owner.id) ids.add(other.id);
	}
	return [...ids];
}
