/** Charts are written in px for the type that most people see, and are as much larger as somebody's type is, or that of a wall. */

/** What 1rem is in px where nobody has asked for another size of type: `html` in styles/base.css. */
const USUAL_REM = 15;

/** A length in px of usual type, as CSS. */
export function inRem(px: number): string {
	return `${px / USUAL_REM}rem`;
}

/** How much larger than usual type is now. In a browser. */
export function typeSize(): number {
	return parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_REM;
}
