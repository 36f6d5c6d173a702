/** The package that slides, texts and workbooks share: parts, what they are, and how they belong together (ECMA-376, part 2). */
import { XML_HEAD, xmlText } from './xml.ts';
import { zipOf } from './zip.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export type RelationKind =
	| 'officeDocument'
	| 'core-properties'
	| 'extended-properties'
	| 'slideMaster'
	| 'slideLayout'
	| 'slide'
	| 'notesMaster'
	| 'notesSlide'
	| 'theme'
	| 'chart'
	| 'package'
	| 'hyperlink'
	| 'worksheet'
	| 'styles'
	| 'numbering'
	| 'settings'
	| 'footer';

export interface Relation {
	readonly id: string;
	readonly kind: RelationKind;
	/** The path of a part, or an address outside of the package. */
	readonly target: string;
}

export interface Part {
	/** From the root, without a slash before it. */
	readonly path: string;
	/** The media type, without `application/vnd.openxmlformats-` and `+xml` where it has them. */
	readonly type: string;
	readonly data: string | Uint8Array;
	readonly relations?: readonly Relation[];
}

export function packageOf(
	parts: readonly Part[],
	relations: readonly Relation[]
): Uint8Array<ArrayBuffer> {
	const files = parts.flatMap(({ path, data, relations = [] }) => [
		{ name: path, data: bytesOf(data) },
		...(relations.length === 0
			? []
			: [{ name: relationsPath(path), data: bytesOf(relationsXml(relations)) }])
	]);
	return zipOf([
		{ name: '[Content_Types].xml', data: bytesOf(typesXml(parts)) },
		{ name: '_rels/.rels', data: bytesOf(relationsXml(relations)) },
		...files
	]);
}

/** Title and author of the document; its day, so that the same figures make the same file. */
export function corePart(about: {
	readonly title: string;
	readonly creator: string;
	readonly language: string;
	readonly day: string;
}): Part {
	const at = `${about.day}T00:00:00Z`;
	return {
		path: 'docProps/core.xml',
		type: 'package.core-properties',
		data:
			'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
			' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
			' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
			`<dc:title>${xmlText(about.title)}</dc:title><dc:creator>${xmlText(about.creator)}</dc:creator>` +
			`<dc:language>${xmlText(about.language)}</dc:language>` +
			`<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
			`<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
	};
}

function bytesOf(data: string | Uint8Array): Uint8Array {
	return typeof data === 'string' ? Buffer.from(XML_HEAD + data, 'utf8') : data;
}

function relationsPath(path: string): string {
	const name = path.lastIndexOf('/') + 1;
	return `${path.slice(0, name)}_rels/${path.slice(name)}.rels`;
}

function relationsXml(relations: readonly Relation[]): string {
	const one = ({ id, kind, target }: Relation) => {
		const type =
			kind === 'core-properties' ? `${RELATIONSHIPS}/metadata/${kind}` : `${OFFICE}/${kind}`;
		const isOutside = /^[a-z][a-z0-9+.-]*:/i.test(target);
		const address = isOutside ? `${xmlText(target)}" TargetMode="External` : `/${target}`;
		return `<Relationship Id="${id}" Type="${type}" Target="${address}"/>`;
	};
	return `<Relationships xmlns="${RELATIONSHIPS}">${relations.map(one).join('')}</Relationships>`;
}

function typesXml(parts: readonly Part[]): string {
	const overrides = parts.map(
		({ path, type }) =>
			`<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-${type}${type.endsWith('.sheet') ? '' : '+xml'}"/>`
	);
	return (
		'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
		'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
		'<Default Extension="xml" ContentType="application/xml"/>' +
		`${overrides.join('')}</Types>`
	);
}
