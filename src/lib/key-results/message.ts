/** Key results as a message that people send by hand: as plain text, and as Markdown that DingTalk renders. */
export interface MessageItem {
	readonly title: string;
	/** With its host. */
	readonly url: string;
	/** Whose it is and how it stands, each in a few words. */
	readonly facts: readonly string[];
}

export function plainMessage(head: string, items: readonly MessageItem[]): string {
	return [
		head,
		...items.map(({ title, url, facts }, index) =>
			[`${index + 1}. ${onOneLine(title)}`, facts.map(onOneLine).join(' · '), url].join('\n')
		)
	].join('\n\n');
}

/**
 * DingTalk knows headings, bold, links and lists, and joins lines without a blank one between them (developers' documentation of
 * custom robots, message type markdown).
 */
export function markdownMessage(head: string, items: readonly MessageItem[]): string {
	return [
		`### ${escaped(head)}`,
		...items.map(
			({ title, url, facts }, index) =>
				`${index + 1}. **[${escaped(title)}](${linkable(url)})**  \n   ${facts.map(escaped).join(' · ')}`
		)
	].join('\n\n');
}

function onOneLine(text: string): string {
	return text.replaceAll(/\s+/g, ' ').trim();
}

/** Titles are other people's text: none of it may become a link, an image or a heading. */
function escaped(text: string): string {
	return onOneLine(text).replaceAll(/[\\`*_[\]<>#|~!]/g, '\\$&');
}

/** A bracket would end the link. */
function linkable(url: string): string {
	return url.replaceAll('(', '%28').replaceAll(')', '%29');
}
