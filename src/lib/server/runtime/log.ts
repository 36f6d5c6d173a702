/**
 * Structured logs: one JSON object a line on standard error. At a terminal only warnings, because people read that one.
 * Errors are written with their name, message and cause; what may hold a secret is cut out by name wherever it stands.
 */
import { pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = Record<LogLevel, (fields: Record<string, unknown>, message: string) => void>;

const SECRET_NAMES = [
	'appSecret',
	'accessToken',
	'access_token',
	'authorization',
	'password',
	'secret',
	'token',
	'cookie'
];

export function createLog(level: LogLevel): Log {
	const stream = pino.destination({ dest: 2, sync: true });
	const logger = pino(
		{
			level: process.stderr.isTTY && level === 'info' ? 'warn' : level,
			base: undefined,
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			serializers: { error: pino.stdSerializers.errWithCause },
			redact: {
				paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
				censor: '[secret]'
			}
		},
		stream
	);
	return {
		debug: (fields, message) => logger.debug(fields, message),
		info: (fields, message) => logger.info(fields, message),
		warn: (fields, message) => logger.warn(fields, message),
		error: (fields, message) => logger.error(fields, message)
	};
}
