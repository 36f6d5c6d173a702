/**
 * Where no font has a character, Chromium draws the box of the first font, and keeps what it drew for as long as that font is the same,
 * whatever faces come after it: of each look the first text keeps its boxes. Set more exactly, the first font is another one.
 *
 * @param letters of the font that has come
 */
export function drawAnew(letters: RegExp): void {
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode() !== null) {
		const { data, parentElement } = texts.currentNode as Text;
		if (parentElement === null || data.search(letters) < 0) continue;
		const list = parentElement.closest('select');
		// A list that is closed shows the chosen name as its own text. For other names it must not be drawn: nothing helps a second time.
		if (list !== null && !list.selectedOptions[0]?.contains(parentElement)) continue;
		(list ?? parentElement).style.textRendering = 'geometricPrecision';
	}
}

/** Of the faces of fonts.css that a page may wait for. */
const LATE = /[\p{Script=Thai}\p{Script=Arabic}]/u;
let isWatching = false;

/** To be called after every navigation; does nothing on a device that has the letters of the page. */
export function drawAnewWhenFontsCome(): void {
	if (Array.from(document.fonts).some(hasCome)) drawAnew(LATE);
	if (isWatching) return;
	isWatching = true;
	document.fonts.addEventListener('loadingdone', ({ fontfaces }) => {
		if (fontfaces.some(hasCome)) drawAnew(LATE);
	});
}

function hasCome({ family, status }: FontFace): boolean {
	return family.includes('Observatory Sans') && status === 'loaded';
}
