/**
 * Structured logs: one JSON object a line on standard error. At a terminal only warnings, because people read that one.
 * Errors are written with their name, message and cause; secrets are cut out by name, and by their look wherever they stand.
 */
import { pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = Record<LogLevel, (fields: Record<string, unknown>, message: string) => void>;

const CENSORED = '[secret]';
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

/** What opens something wherever it stands in a text: tokens of ours, and what DingTalk's addresses carry. */
const SECRET_TEXTS =
	/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*|\bokr_[0-9a-f]{16}_[\w-]{43}|(?<=\bBearer )[^\s"\\]+|(?<=\b(?:access_?token|app_?secret|auth_?code|code|ticket)=)[^&\s"\\]+/gi;

/** @param secrets of the configuration: taken out of every line, whatever brought them there */
export function createLog(level: LogLevel, secrets: readonly (string | null)[] = []): Log {
	// As they stand in JSON. What is short is part of other words.
	const known = secrets.flatMap((secret) =>
		secret === null || secret.length < 6 ? [] : [JSON.stringify(secret).slice(1, -1)]
	);
	const withoutSecrets = (line: string): string =>
		known
			.reduce((text, secret) => text.replaceAll(secret, CENSORED), line)
			.replace(SECRET_TEXTS, CENSORED);
	const stream = pino.destination({ dest: 2, sync: true });
	// A log on a full disk: whoever opens a page is not to pay for it with the whole product. Lines are lost, and written again later.
	stream.on('error', () => {});
	const logger = pino(
		{
			level: process.stderr.isTTY && level === 'info' ? 'warn' : level,
			base: undefined,
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			serializers: { error: pino.stdSerializers.errWithCause },
			redact: {
				paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
				censor: CENSORED
			},
			hooks: { streamWrite: withoutSecrets }
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
