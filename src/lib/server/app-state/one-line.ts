/** What somebody typed as a name: one line, without what is not seen, cut where it is longer than `longest`; may be empty. */
export function oneLine(text: string, longest: number): string {
	return text
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.trim()
		.slice(0, longest)
		.toWellFormed();
}
