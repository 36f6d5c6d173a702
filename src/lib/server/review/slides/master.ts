/** What all slides have in common: theme, master, two layouts, and the master of the notes. */
import type { Part } from '../../office/package.ts';
import { FALLBACKS, fontsOf, THEME_COLORS } from './look.ts';
import { MARGIN, SLIDE, WIDTH, type Box } from './shapes.ts';
import { emu } from './text-xml.ts';

export const NAMESPACES =
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
export const GROUP =
	'<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';
const COLOR_MAP =
	'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

export const MASTER = 'ppt/slideMasters/slideMaster1.xml';
export const NOTES_MASTER = 'ppt/notesMasters/notesMaster1.xml';
export const TITLE_LAYOUT = 'ppt/slideLayouts/slideLayout1.xml';
export const SECTION_LAYOUT = 'ppt/slideLayouts/slideLayout2.xml';

export const FOOT_SIZE = 9;
export const PLACES = {
	title: { x: MARGIN, y: 26, width: WIDTH, height: 48 },
	cover: { x: MARGIN, y: 96, width: WIDTH, height: 130 },
	foot: { x: MARGIN, y: 506, width: WIDTH - 70, height: 18 },
	number: { x: MARGIN + WIDTH - 60, y: 506, width: 60, height: 18 }
} as const satisfies Record<string, Box>;

export function commonParts(language: string, isRightToLeft: boolean): Part[] {
	const theme = themeXml(language);
	const layouts = [TITLE_LAYOUT, SECTION_LAYOUT];
	return [
		{
			path: MASTER,
			type: 'officedocument.presentationml.slideMaster',
			data: masterXml(isRightToLeft),
			relations: [
				...layouts.map((target, at) => ({
					id: `rId${at + 1}`,
					kind: 'slideLayout' as const,
					target
				})),
				{ id: 'rId3', kind: 'theme', target: 'ppt/theme/theme1.xml' }
			]
		},
		...layouts.map((path): Part => ({
			path,
			type: 'officedocument.presentationml.slideLayout',
			data: layoutXml(path === TITLE_LAYOUT, isRightToLeft),
			relations: [{ id: 'rId1', kind: 'slideMaster', target: MASTER }]
		})),
		{
			path: NOTES_MASTER,
			type: 'officedocument.presentationml.notesMaster',
			data: notesMasterXml(isRightToLeft),
			relations: [{ id: 'rId1', kind: 'theme', target: 'ppt/theme/theme2.xml' }]
		},
		...[1, 2].map((number) => ({
			path: `ppt/theme/theme${number}.xml`,
			type: 'officedocument.theme',
			data: theme
		}))
	];
}

/** A place that a slide fills. @param id of its layout's `idx` */
export function placeholderXml(
	id: number,
	name: string,
	kind: string,
	box: Box | null,
	body: string
): string {
	const place =
		box === null
			? '<p:spPr/>'
			: `<p:spPr><a:xfrm><a:off x="${emu(box.x)}" y="${emu(box.y)}"/><a:ext cx="${emu(box.width)}" cy="${emu(box.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>`;
	return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr>${place}<p:txBody>${body}</p:txBody></p:sp>`;
}

export const PLACEHOLDERS = {
	title: 'type="title"',
	cover: 'type="ctrTitle"',
	foot: 'type="ftr" sz="quarter" idx="11"',
	number: 'type="sldNum" sz="quarter" idx="12"',
	notes: 'type="body" idx="1"',
	picture: 'type="sldImg"'
} as const;

export function numberField(tag: string): string {
	return `<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="${tag}"/><a:t>‹#›</a:t></a:fld>`;
}

/** From right to left the number stands at the left. */
export function mirrored(box: Box, isRightToLeft: boolean): Box {
	return isRightToLeft ? { ...box, x: SLIDE.width - box.x - box.width } : box;
}

const BODY = (anchor: string, list = '') =>
	`<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="${anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>${list}</a:lstStyle>`;

function footXml(isRightToLeft: boolean, isMaster: boolean): string {
	const align = (isEnd: boolean) => (isEnd === isRightToLeft ? 'l' : 'r');
	const style = (isEnd: boolean) =>
		`<a:lvl1pPr algn="${align(isEnd)}" rtl="${isRightToLeft ? 1 : 0}"><a:defRPr sz="${FOOT_SIZE * 100}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>`;
	const place = (box: Box) => (isMaster ? mirrored(box, isRightToLeft) : null);
	return (
		placeholderXml(
			3,
			'Footer',
			PLACEHOLDERS.foot,
			place(PLACES.foot),
			`${BODY('ctr', style(false))}<a:p><a:endParaRPr/></a:p>`
		) +
		placeholderXml(
			4,
			'Number',
			PLACEHOLDERS.number,
			place(PLACES.number),
			`${BODY('ctr', style(true))}<a:p>${numberField('en-GB')}</a:p>`
		)
	);
}

function masterXml(isRightToLeft: boolean): string {
	const title = placeholderXml(
		2,
		'Title',
		PLACEHOLDERS.title,
		PLACES.title,
		`${BODY('ctr')}<a:p><a:endParaRPr/></a:p>`
	);
	return (
		`<p:sldMaster ${NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>${GROUP}${title}${footXml(isRightToLeft, true)}</p:spTree></p:cSld>` +
		`${COLOR_MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst>` +
		'<p:hf hdr="0" dt="0"/>' +
		`<p:txStyles><p:titleStyle>${levelXml(1, 2400, true, 'mj', isRightToLeft)}</p:titleStyle><p:bodyStyle>${levelXml(1, 1400, false, 'mn', isRightToLeft)}</p:bodyStyle><p:otherStyle>${levelXml(1, 1400, false, 'mn', isRightToLeft)}</p:otherStyle></p:txStyles></p:sldMaster>`
	);
}

/** Of texts that stand in no place of a layout. */
export function defaultTextStyle(isRightToLeft: boolean): string {
	return `<p:defaultTextStyle>${levelXml(1, 1400, false, 'mn', isRightToLeft)}</p:defaultTextStyle>`;
}

function levelXml(
	level: number,
	size: number,
	isBold: boolean,
	fonts: 'mj' | 'mn',
	isRightToLeft: boolean
): string {
	return (
		`<a:lvl${level}pPr marL="0" indent="0" algn="${isRightToLeft ? 'r' : 'l'}" rtl="${isRightToLeft ? 1 : 0}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>` +
		`<a:defRPr sz="${size}" b="${isBold ? 1 : 0}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+${fonts}-lt"/><a:ea typeface="+${fonts}-ea"/><a:cs typeface="+${fonts}-cs"/></a:defRPr></a:lvl${level}pPr>`
	);
}

function layoutXml(isCover: boolean, isRightToLeft: boolean): string {
	const body = `${BODY(isCover ? 'b' : 'ctr')}<a:p><a:endParaRPr/></a:p>`;
	const title = isCover
		? placeholderXml(2, 'Title', PLACEHOLDERS.cover, PLACES.cover, body)
		: placeholderXml(2, 'Title', PLACEHOLDERS.title, null, body);
	const foot = footXml(isRightToLeft, false);
	return `<p:sldLayout ${NAMESPACES} type="${isCover ? 'title' : 'titleOnly'}" preserve="1"><p:cSld name="${isCover ? 'Title' : 'Section'}"><p:spTree>${GROUP}${title}${foot}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;
}

function notesMasterXml(isRightToLeft: boolean): string {
	const picture =
		'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="1143000"/><a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></p:spPr></p:sp>';
	const notes = placeholderXml(
		3,
		'Notes',
		PLACEHOLDERS.notes,
		{ x: 54, y: 346, width: 432, height: 284 },
		'<a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p>'
	);
	return `<p:notesMaster ${NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>${GROUP}${picture}${notes}</p:spTree></p:cSld>${COLOR_MAP}<p:notesStyle>${levelXml(1, 1100, false, 'mn', isRightToLeft)}</p:notesStyle></p:notesMaster>`;
}

function themeXml(language: string): string {
	const { latin, asian, complex } = fontsOf(language);
	const colors = Object.entries(THEME_COLORS)
		.map(([name, color]) => `<a:${name}><a:srgbClr val="${color}"/></a:${name}>`)
		.join('');
	const fonts =
		`<a:latin typeface="${latin}"/><a:ea typeface="${asian}"/><a:cs typeface="${complex}"/>` +
		FALLBACKS.map(([script, face]) => `<a:font script="${script}" typeface="${face}"/>`).join('');
	const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
	const line = `<a:ln w="9525">${fill}</a:ln>`;
	const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
	return (
		`<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="OKR Observatory"><a:themeElements><a:clrScheme name="OKR Observatory">${colors}</a:clrScheme>` +
		`<a:fontScheme name="OKR Observatory"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="OKR Observatory"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
	);
}
