/** What `npm run report` understands. */
import { extname } from 'node:path';
import {
	HELP,
	parseOptions,
	UsageError,
	type Syntax
} from '../../../../../etl/commands/arguments.ts';
import { locales } from '../../../paraglide/runtime.js';

const USAGE = `Usage: npm run report -- --period PERIOD --out FILE.pdf [--department DEPARTMENT] [--lang en] [--viewer USER_ID]

Writes the review of a period into a file, as /review shows it. Works while the product runs, and without it.

  --period PERIOD          its name or its id in DingTalk
  --out FILE               its extension says what it is: .pdf, .pptx, .docx or .md
  --department DEPARTMENT  its name or its id; default: the whole company
  --lang LANGUAGE          ${locales.join(', ')}; default en
  --viewer USER_ID         what this person may see, by DingTalk's user id; default: an administrator

A PDF is set by Chromium or Chrome: an installed one, or the program that CHROME_PATH names.

Exit code: 0 done; 1 failed; 2 bad usage or configuration.
`;

const OPTIONS = {
	period: { type: 'string' },
	department: { type: 'string' },
	lang: { type: 'string', default: 'en' },
	viewer: { type: 'string' },
	out: { type: 'string' },
	...HELP
} as const;

export const reportSyntax: Syntax = { usage: USAGE, options: OPTIONS, paths: ['out'] };

export interface ReportAsk {
	readonly period: string;
	readonly department: string | null;
	readonly lang: string;
	readonly viewer: string | null;
	readonly out: string;
	/** Of the file, without its dot. */
	readonly extension: string;
}

/** @throws {UsageError} */
export function reportAskOf(args: readonly string[]): ReportAsk {
	const { period, department, lang, viewer, out } = parseOptions(args, OPTIONS);
	if (period === undefined) throw new UsageError('--period says of which period, by name or id.');
	if (out === undefined) throw new UsageError('--out names the file, such as review.pdf.');
	const extension = extname(out).slice(1).toLowerCase();
	if (!/^[a-z]+$/.test(extension))
		throw new UsageError(`${out} needs an extension that says what it is, such as .pdf.`);
	if (!locales.some((one) => one === lang))
		throw new UsageError(`--lang must be one of ${locales.join(', ')}, not ${lang}.`);
	return {
		...{ period, lang, out, extension },
		department: department ?? null,
		viewer: viewer ?? null
	};
}
