/**
 * Every call the sandbox knows: its host, whether the quota counts it, the scope it needs, and who
 * answers it.
 */

import type { Charge } from '../ledger.ts';
import * as agoal from './agoal.ts';
import { analyse, listAnalysisPeriods } from './analysis.ts';
import type { Call } from './call.ts';
import * as contacts from './contacts.ts';
import { listLeavers } from './leavers.ts';
import * as okr from './okr.ts';
import { getTemplateByName, listReports, listTemplates } from './reports.ts';

/** Where the company keeps its OKRs: Agoal, classic OKR, or the pro variants of classic OKR. */
export const products = ['agoal', 'okr', 'pro'] as const;
export type Product = (typeof products)[number];

export interface Route {
	readonly host: 'api' | 'oapi';
	readonly charge: Charge;
	readonly scope: string;
	readonly answer: (call: Call) => unknown;
	/** How the answer is wrapped: Agoal's content, classic OKR's data, the old host's result, or not at all. */
	readonly envelope: 'content' | 'data' | 'result' | 'bare';
	/** It knows the OKRs of companies that keep them in this product, and of others none. */
	readonly product?: Product;
}

function agoalRoute(scope: string, answer: Route['answer']): Route {
	return { host: 'api', charge: 'metered', scope, answer, envelope: 'content', product: 'agoal' };
}

/** Names of the scopes are not published (dingtalk-api.md 7). */
function okrRoute(answer: Route['answer']): Route {
	return {
		host: 'api',
		charge: 'metered',
		scope: 'Okr.Read',
		answer,
		envelope: 'data',
		product: 'okr'
	};
}

function proRoute(answer: Route['answer']): Route {
	return {
		host: 'api',
		charge: 'metered',
		scope: 'Okr.Read',
		answer,
		envelope: 'content',
		product: 'pro'
	};
}

function contactRoute(scope: string, answer: Route['answer']): Route {
	return { host: 'oapi', charge: 'exempt', scope, answer, envelope: 'result' };
}

function reportRoute(answer: Route['answer']): Route {
	return {
		host: 'oapi',
		charge: 'metered',
		scope: 'qyapi_report_query',
		answer,
		envelope: 'result'
	};
}

const AGOAL = '/v1.0/agoal';
/** The scope of these calls is not published; the sandbox makes one up. */
const ANALYSES = '/v1.0/chengfeng/okr/analyses';
const OKR = '/v1.0/okr';

/** By verb and path. Token calls are answered before (server.ts). */
export const routes: ReadonlyMap<string, Route> = new Map([
	[
		'POST /topapi/v2/department/listsub',
		contactRoute('qyapi_get_department_list', contacts.listSubDepartments)
	],
	[
		'POST /topapi/v2/department/listsubid',
		contactRoute('qyapi_get_department_list', contacts.listSubDepartmentIds)
	],
	[
		'POST /topapi/v2/department/get',
		contactRoute('qyapi_get_department_list', contacts.getDepartment)
	],
	['POST /topapi/v2/user/list', contactRoute('qyapi_get_department_member', contacts.listMembers)],
	[
		'POST /topapi/user/listsimple',
		contactRoute('qyapi_get_department_member', contacts.listMemberNames)
	],
	['POST /topapi/user/listid', contactRoute('qyapi_get_member', contacts.listMemberIds)],
	['POST /topapi/v2/user/get', contactRoute('qyapi_get_member', contacts.getUser)],
	['POST /topapi/v2/user/getuserinfo', contactRoute('qyapi_base', contacts.getUserInfo)],
	['POST /topapi/user/getbyunionid', contactRoute('qyapi_get_member', contacts.getByUnionId)],
	[
		'GET /auth/scopes',
		// Not on the list of exempt calls (dingtalk-api.md 2).
		{
			host: 'oapi',
			charge: 'metered',
			scope: 'qyapi_base',
			answer: contacts.getScopes,
			envelope: 'bare'
		}
	],
	[
		'GET /v1.0/contact/empLeaveRecords',
		{
			host: 'api',
			charge: 'exempt',
			scope: 'Contact.Common.Read',
			answer: listLeavers,
			envelope: 'bare'
		}
	],
	['POST /topapi/report/list', reportRoute(listReports)],
	['POST /topapi/report/template/getbyname', reportRoute(getTemplateByName)],
	['POST /topapi/report/template/listbyuserid', reportRoute(listTemplates)],
	[`GET ${ANALYSES}/periods`, agoalRoute('Chengfeng.OkrAnalysis.Read', listAnalysisPeriods)],
	[`POST ${ANALYSES}/datas/query`, agoalRoute('Chengfeng.OkrAnalysis.Read', analyse)],
	[`GET ${AGOAL}/objectiveRules/lists`, agoalRoute('Agoal.ObjectiveRule.Read', agoal.listRules)],
	[
		`GET ${AGOAL}/objectiveRuleLists/query`,
		agoalRoute('Agoal.ObjectiveRule.Read', agoal.queryRules)
	],
	[`GET ${AGOAL}/objectiveRules/details`, agoalRoute('Agoal.ObjectiveRule.Read', agoal.getRule)],
	[`GET ${AGOAL}/objectiveRules/periodLists`, agoalRoute('Agoal.Period.Read', agoal.listPeriods)],
	[`POST ${AGOAL}/periods/list`, agoalRoute('Agoal.Period.Read', agoal.listPeriodsByType)],
	[
		`POST ${AGOAL}/users/objectiveLists/query`,
		agoalRoute('Agoal.Objective.Read', agoal.listUserObjectives)
	],
	[`GET ${AGOAL}/objectives/details`, agoalRoute('Agoal.Objective.Read', agoal.getObjective)],
	[
		`GET ${AGOAL}/objectives/progresses/lists`,
		agoalRoute('Agoal.ObjectiveProgress.Read', agoal.listProgresses)
	],
	[
		`GET ${AGOAL}/objectives/keyActionLists`,
		agoalRoute('Agoal.Objective.Read', agoal.listKeyActions)
	],
	[
		`POST ${AGOAL}/orgObjectives/list`,
		agoalRoute('Agoal.OrgObjective.Read', agoal.listOrganisationObjectives)
	],
	[
		`GET ${AGOAL}/orgObjectives`,
		agoalRoute('Agoal.OrgObjective.Read', agoal.getOrganisationObjective)
	],
	[
		`GET ${AGOAL}/administrators/lists`,
		agoalRoute('Agoal.UserAdmin.Read', agoal.listAdministrators)
	],
	[
		`GET ${AGOAL}/administrators/sub/lists`,
		agoalRoute('Agoal.UserAdmin.Read', agoal.listSubAdministrators)
	],
	[`GET ${OKR}/periods`, okrRoute(okr.listOkrPeriods)],
	[`GET ${OKR}/users/okrs`, okrRoute(okr.listUserOkrs)],
	[`POST ${OKR}/objectives/query`, okrRoute(okr.queryOkrObjectives)],
	[`POST ${OKR}/users/query`, okrRoute(okr.queryOkrUsers)],
	[`GET ${OKR}/permissions`, okrRoute(okr.getOkrPermission)],
	[`GET ${OKR}/pro/periods`, proRoute(okr.listProPeriods)],
	[`GET ${OKR}/pro/users/{dingUserId}/objectives`, proRoute(okr.listProObjectives)],
	[`POST ${OKR}/pro/objectives/query`, proRoute(okr.queryProObjectives)]
]);

export interface FoundRoute {
	/** As the ledger counts it: parameters in the path by their name. */
	readonly name: string;
	readonly route: Route | undefined;
	/** Parameters in the path. */
	readonly path: Readonly<Record<string, string>>;
}

/** @param endpoint verb and path as called */
export function findRoute(endpoint: string): FoundRoute {
	const known = routes.get(endpoint);
	if (known !== undefined) return { name: endpoint, route: known, path: {} };
	const [, dingUserId] = /^GET \/v1\.0\/okr\/pro\/users\/([^/]+)\/objectives$/.exec(endpoint) ?? [];
	if (dingUserId !== undefined) {
		const name = `GET ${OKR}/pro/users/{dingUserId}/objectives`;
		return { name, route: routes.get(name), path: { dingUserId: decodeURIComponent(dingUserId) } };
	}
	// Token calls of the unified form carry the corporation in their path.
	const name = endpoint.replace(/\/v1\.0\/oauth2\/[^/]+\/token$/, '/v1.0/oauth2/{corpId}/token');
	return { name, route: undefined, path: {} };
}
