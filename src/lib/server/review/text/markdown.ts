/** A review as Markdown (CommonMark with the tables of GitHub), for people who edit it further. No HTML, and none from titles. */
import { m } from '$lib/paraglide/messages.js';
import type { Block, Cell, ReviewDocument } from '$lib/review/document.ts';
import { plainText } from '../../office/xml.ts';
import { footWords } from '../foot.ts';
import { tableOfChart, type PlainTable } from './tables.ts';

type Address = (path: string) => string;

export function markdownFile(document: ReviewDocument, address: Address): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(markdownOf(document, address));
}

export function markdownOf(document: ReviewDocument, address: Address): string {
	const { title, department, asOf, coverage, published, warnings, sections, href, viewer } =
		document;
	const { names, figures } = footWords(document);
	const blocks = [
		`# ${words(title)}`,
		`${words(department ?? m.scope_whole_company())} · ${linked(asOf, href, address)}`,
		words(coverage),
		...published.map(words),
		...warnings.map((warning) => `**${words(warning)}**`),
		...(viewer === '' ? [] : [words(`${m.export_viewer()}: ${viewer}`)]),
		...sections.flatMap((section) => [
			`## ${words(section.title)}`,
			...section.blocks.map((block) => blockOf(block, section.title, address))
		]),
		'---',
		words(`${names} · ${figures}`),
		words(`${m.review_hash()}: ${document.hash}`)
	];
	return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function blockOf(block: Block, sectionTitle: string, address: Address): string {
	switch (block.kind) {
		case 'sentence':
			return linked(block.text, block.href, address);
		case 'figures':
			return block.figures
				.map(
					({ title, text, note, href }) =>
						`- ${linked(title, href, address)}: **${words(text)}** (${words(note)})`
				)
				.join('\n');
		case 'heading':
			return `### ${linked(block.text, block.href, address)}`;
		case 'note':
			return words(block.text);
		case 'shares':
		case 'lines':
			return join(caption(block.title), tableOf(tableOfChart(block), address));
		case 'table':
			return join(
				block.title === sectionTitle ? '' : caption(block.title),
				words(block.about ?? ''),
				tableOf(block, address),
				block.more === null ? '' : linked(block.more, block.href, address)
			);
		case 'points':
			return block.points.map(({ name, text }) => `- ${words(name)}: ${words(text)}`).join('\n');
		case 'quote':
		case 'decision':
			return `${quoted(block.text)}\n>\n> — ${words(block.source)}`;
		case 'definition':
			return `**${words(block.name)}**: ${words(block.text)}`;
	}
}

function tableOf({ columns, rows }: PlainTable, address: Address): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(columns.map(({ title }) => words(title))),
		line(columns.map(({ kind }) => (kind === 'number' ? '---:' : '---'))),
		...rows.map((row) => line(row.map((cell) => cellOf(cell, address))))
	].join('\n');
}

function cellOf(cell: Cell, address: Address): string {
	return cell.kind === 'number' ? words(cell.text) : linked(cell.text, cell.href, address);
}

function caption(title: string): string {
	return `### ${words(title)}`;
}

function linked(text: string, href: string | null, address: Address): string {
	const label = words(text);
	return href === null || label === '' ? label : `[${label}](<${addressOf(address(href))}>)`;
}

function addressOf(address: string): string {
	return address.replaceAll(/[\s<>|\\]/g, encodeURIComponent);
}

function quoted(text: string): string {
	return plainText(text)
		.split('\n')
		.map((line) => `> ${words(line)}`)
		.join('\n');
}

function join(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Signs that Markdown would take for its own, anywhere in a line. */
const SIGNS = /[\\`*_{}[\]<>#|~&!]/g;
/** What makes a list, a heading or a line only where a line begins. */
const BEGINNINGS = /^(\s*)([-+=]|\d+(?=[.)]))/;
/** Addresses that readers turn into links by themselves. */
const ADDRESSES = /\b(?:https?|ftp)(?=:\/\/)|\bwww(?=\.)|(?=@)/gi;

/** On one line, and read as it is written. */
export function words(text: string): string {
	return plainText(text)
		.replaceAll(/\s*\n\s*/g, ' ')
		.trim()
		.replaceAll(SIGNS, String.raw`\$&`)
		.replace(BEGINNINGS, (_, space: string, sign: string) =>
			/\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`
		)
		.replaceAll(ADDRESSES, '$&\\');
}
