/** Which step a key makes on a walk through a review; null: the key means something else there. */
export type Step = 'next' | 'previous' | 'first' | 'last' | 'leave';

export interface Pressed {
	/** What has the focus. */
	readonly target: Element | null;
	readonly isShift: boolean;
	readonly isRightToLeft: boolean;
	/** Nothing more of the section is below the screen. */
	readonly isAtEnd: boolean;
}

/** Where a key is typed, chooses or scrolls. */
const OWN_KEYS = 'input, textarea, select, [role="group"][tabindex]';
/** What the space bar presses. */
const PRESSED = 'button, summary, a';

export function stepOf(
	key: string,
	{ target, isShift, isRightToLeft, isAtEnd }: Pressed
): Step | null {
	if (key === 'Escape') return 'leave';
	if (target?.closest(OWN_KEYS)) return null;
	switch (key) {
		case 'ArrowRight':
			return isRightToLeft ? 'previous' : 'next';
		case 'ArrowLeft':
			return isRightToLeft ? 'next' : 'previous';
		case 'PageDown':
			return isAtEnd ? 'next' : null;
		case ' ':
			if (target?.closest(PRESSED)) return null;
			// A section that is longer than the screen is read to its end first.
			return isShift ? 'previous' : isAtEnd ? 'next' : null;
		case 'Home':
			return 'first';
		case 'End':
			return 'last';
		default:
			return null;
	}
}
