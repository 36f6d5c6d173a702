/** DingTalk's bridge between its app and pages inside it. It is large, and nobody outside of DingTalk needs it. */
import 'dingtalk-jsapi/entry/union';
// By name: what the default of a CommonJS module is, bundlers see differently.
import { requestAuthCode$ } from 'dingtalk-jsapi/api/union/requestAuthCode';

/** @returns a code that is worth something once, for five minutes (dingtalk-api.md 8.2) @throws what the app answers instead */
export async function requestAppCode(app: {
	readonly corpId: string;
	readonly clientId: string;
}): Promise<string> {
	const { corpId, clientId } = app;
	const { code } = await requestAuthCode$({ corpId, clientId });
	return code;
}
