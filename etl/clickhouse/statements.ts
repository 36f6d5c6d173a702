/**
 * SQL cut into statements at the `;` that are neither in a string, a quoted name nor a comment.
 * Empty pieces (only blanks and comments) are left out. Comments stay in the text.
 */
export function splitStatements(sql: string): string[] {
	const statements: string[] = [];
	let start = 0;
	let hasCode = false;
	for (const token of tokens(sql)) {
		if (token.kind === 'semicolon') {
			if (hasCode) statements.push(sql.slice(start, token.start).trim());
			start = token.end;
			hasCode = false;
		} else if (token.kind !== 'comment' && token.kind !== 'blank') {
			hasCode = true;
		}
	}
	if (hasCode) statements.push(sql.slice(start).trim());
	return statements;
}

/** SQL without comments, runs of blanks as one: two texts with one meaning compare equal. */
export function withoutComments(sql: string): string {
	let text = '';
	for (const token of tokens(sql)) {
		const isGap = token.kind === 'comment' || token.kind === 'blank';
		text += isGap ? (text.endsWith(' ') ? '' : ' ') : sql.slice(token.start, token.end);
	}
	return text.trim();
}

/** First word of a statement in capitals (`SELECT`, `ALTER`), comments skipped; '' if none. */
export function firstKeyword(sql: string): string {
	for (const token of tokens(sql)) {
		if (token.kind === 'comment' || token.kind === 'blank') continue;
		return /^[A-Za-z]+/.exec(sql.slice(token.start, token.start + 40))?.[0].toUpperCase() ?? '';
	}
	return '';
}

interface Token {
	readonly kind: 'code' | 'quoted' | 'comment' | 'blank' | 'semicolon';
	readonly start: number;
	readonly end: number;
}

/**
 * ClickHouse's lexical rules, as far as quotes and comments go: '…', "…" and `…` with backslash
 * or doubled quotes, `--` and `#` followed by a blank or `!` to the end of the line, and block
 * comments, which do not nest (https://clickhouse.com/docs/sql-reference/syntax#comments).
 */
const TOKEN =
	/(?<blank>\s+)|(?<comment>--[^\n]*|#[ !][^\n]*|\/\*[^]*?(?:\*\/|$))|(?<quoted>'(?:[^'\\]|\\[^])*(?:'|$)|"(?:[^"\\]|\\[^])*(?:"|$)|`(?:[^`\\]|\\[^])*(?:`|$))|(?<semicolon>;)|(?<code>[^\s'"`;#/-]+|[^])/gy;

function* tokens(sql: string): Generator<Token> {
	for (const match of sql.matchAll(TOKEN)) {
		const groups = match.groups ?? {};
		const kind =
			groups['blank'] !== undefined
				? 'blank'
				: groups['comment'] !== undefined
					? 'comment'
					: groups['quoted'] !== undefined
						? 'quoted'
						: groups['semicolon'] !== undefined
							? 'semicolon'
							: 'code';
		yield { kind, start: match.index, end: match.index + match[0].length };
	}
}
