/** Cube's log events as structured lines. Only named fields pass: Cube logs whole queries, and the bearer token of a refused call. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type CubeLog = (level: LogLevel, message: string, fields: Record<string, unknown>) => void;

const FIELDS = ['requestId', 'duration', 'error', 'warning', 'apiType', 'queueSize', 'status'];
/** The caller's own mistakes, Cube asking a caller to come again, and echoes of an error that is logged once more at the end. */
const EXPECTED = new Set(
	[
		['Continue wait', 'UserError', 'User Error', 'Bad Request', 'Forbidden'],
		['Error while querying', 'Dropping Cache', 'Error querying db']
	].flat()
);
const LONGEST = 1000;

export function cubeLogger(log: CubeLog): (message: string, params: unknown) => void {
	return (message, params) => {
		const entries = new Map(Object.entries(params ?? {}));
		const fields: Record<string, unknown> = {};
		for (const name of FIELDS) {
			const value: unknown = entries.get(name);
			if (typeof value === 'number') fields[name] = value;
			else if (typeof value === 'string') fields[name] = withoutStack(value);
			else if (value instanceof Error) fields[name] = withoutStack(value.message);
		}
		log(levelOf(message, fields), message, fields);
	};
}

function levelOf(message: string, fields: Record<string, unknown>): LogLevel {
	if (EXPECTED.has(message)) return 'debug';
	if ('error' in fields) return 'error';
	return 'warning' in fields ? 'warn' : 'debug';
}

function withoutStack(text: string): string {
	return (text.split('\n    at ', 1)[0] ?? '').slice(0, LONGEST);
}
