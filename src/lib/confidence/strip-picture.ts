/**
 * What is in the SVG of a confidence strip, as text: thirty shapes in each of forty strips on a page. As parts of a component, each with
 * effects of its own, they hold up a phone; where the server drew this text the browser leaves it as it is.
 */
import { escapeHtml } from '../charts/options/tooltip.ts';
import type { Strip, StripMark } from './strip.ts';

/**
 * @param strip places in per cent of the box
 * @param words what is said of a mark, and of each tick in their order
 */
export function stripPicture(
	{ lines, marks, ticks }: Strip,
	words: {
		readonly ofMark: (point: StripMark['point']) => string;
		readonly ofTicks: readonly string[];
	}
): string {
	return [
		'<rect class="stable" width="100%" height="30%" />',
		'<rect class="watch" y="30%" width="100%" height="40%" />',
		'<rect class="red" y="70%" width="100%" height="30%" />',
		...lines.map(
			({ from, to }) => `<line x1="${from.x}%" y1="${from.y}%" x2="${to.x}%" y2="${to.y}%" />`
		),
		...marks.map(
			({ x, y, isLast, point }) =>
				`<circle cx="${x}%" cy="${y}%" r="${isLast ? 3.5 : 2.25}"${point.isCarried ? ' class="carried"' : ''}>${title(words.ofMark(point))}</circle>`
		),
		...ticks.map(({ x, kind }, index) => {
			const [width, height] = kind === 'edit' ? [3, 9] : [6.5, 6.5];
			return `<g class="${kind === 'edit' ? 'edit' : 'owner'}"><rect x="${x}%" y="100%" width="${width}" height="${height}">${title(words.ofTicks[index] ?? '')}</rect></g>`;
		})
	].join('');
}

/** Titles tell what people wrote. */
function title(text: string): string {
	return `<title>${escapeHtml(text)}</title>`;
}
