/** Reads a package of Office back, and says what is wrong with it as a package. */
import { DomUtils, parseDocument } from 'htmlparser2';
import { posix } from 'node:path';
import { unzip } from './xlsx.ts';

export interface OfficeFile {
	/** Of the XML part at that path. */
	readonly xml: (path: string) => string;
	readonly paths: readonly string[];
	readonly bytes: (path: string) => Buffer;
	/** What a part points to, by the id of the relation: the path of a part, or an address. */
	readonly relations: (path: string) => ReadonlyMap<string, string>;
	readonly problems: readonly string[];
}

export function readOffice(archive: Uint8Array): OfficeFile {
	const files = unzip(Buffer.from(archive));
	const paths = [...files.keys()];
	const bytes = (path: string) => {
		const file = files.get(path);
		if (file === undefined) throw new Error(`There is no ${path}.`);
		return file;
	};
	const xml = (path: string) => bytes(path).toString('utf8');
	const relationsOf = (path: string) => {
		const name = posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
		return files.has(name) ? elements(xml(name), 'Relationship') : [];
	};
	const relations = (path: string) =>
		new Map(
			relationsOf(path).map(({ attribs }) => [
				attribs['Id'] ?? '',
				attribs['TargetMode'] === 'External'
					? (attribs['Target'] ?? '')
					: (attribs['Target'] ?? '').replace(/^\//, '')
			])
		);
	const typed = elements(xml('[Content_Types].xml'), 'Override').map(({ attribs }) =>
		(attribs['PartName'] ?? '').slice(1)
	);
	const parts = paths.filter((path) => !/(\.rels|\[Content_Types\]\.xml)$/.test(path));
	const problems = [
		...parts.filter((path) => !typed.includes(path)).map((path) => `${path} has no type`),
		...typed.filter((path) => !files.has(path)).map((path) => `${path} has a type only`),
		...paths
			.filter((path) => /\.(xml|rels)$/.test(path))
			.flatMap((path) => malformed(xml(path)).map((what) => `${path}: ${what}`)),
		...parts.flatMap((path) => {
			const own = relations(path);
			const used = path.endsWith('.xml') ? usedIds(xml(path)) : [];
			return [
				...[...own.values()]
					.filter((target) => !/^https?:/.test(target) && !files.has(target))
					.map((target) => `${path} points to ${target}, which is not there`),
				...used.filter((id) => !own.has(id)).map((id) => `${path} uses ${id}, which it has not`)
			];
		})
	];
	return { xml, paths, bytes, relations, problems };
}

export function elements(xml: string, name: string) {
	return DomUtils.getElementsByTagName(name, parseDocument(xml, { xmlMode: true }), true);
}

export const contentOf = DomUtils.textContent;

/** An element as XML of its own. */
export function serialized(node: Parameters<typeof DomUtils.getOuterHTML>[0]): string {
	return DomUtils.getOuterHTML(node, { xmlMode: true });
}

function usedIds(xml: string): string[] {
	return [...xml.matchAll(/ r:(?:id|embed)="([^"]*)"/g)].map(([, id]) => id ?? '');
}

/** A strict reader of the XML that we write: tags closed in order, quoted attributes, known entities, no sign that XML forbids. */
function malformed(xml: string): string[] {
	const problems: string[] = [];
	// oxlint-disable-next-line no-control-regex -- these are what is looked for
	if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(xml)) problems.push('a forbidden sign');
	if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(xml)) problems.push('a bare &');
	const open: string[] = [];
	const rest = xml
		.replace(/^<\?xml [^?]*\?>\n/, '')
		.replaceAll(
			/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
			(_, closes: string, name: string, attributes: string, empty: string) => {
				const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, one]) => one);
				if (new Set(names).size < names.length) problems.push(`<${name}> says something twice`);
				if (closes !== '' && open.pop() !== name) problems.push(`</${name}> closes another`);
				if (closes === '' && empty === '') open.push(name);
				return '';
			}
		);
	if (rest.includes('<')) problems.push(`no tag: ${rest.slice(rest.indexOf('<')).slice(0, 60)}`);
	if (open.length > 0) problems.push(`not closed: ${open.join()}`);
	return problems;
}
