/** What somebody typed, without what is not seen, but with its lines; a longer one is cut. */
export function enteredText(text: string, longest: number): string {
	return text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{C}\n\u200c\u200d]+/gu, ' ')
		.trim()
		.slice(0, longest)
		.toWellFormed();
}
