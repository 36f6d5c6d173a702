/** Chinese characters for devices that have none, such as a screen on a wall with a bare Linux. */

const HAN = /\p{Script=Han}/u;
let isAsked = false;

/**
 * Brings the style sheet of the 100 faces (25 kB compressed) when the page shows Chinese and the device cannot; of the faces only
 * those then load whose characters are on the page. Cheap to call after every navigation.
 */
export async function bringChineseIfLacking(): Promise<void> {
	if (isAsked || !HAN.test(document.body.textContent)) return;
	isAsked = true;
	if (looksAlike('国', '务')) await import('@fontsource-variable/noto-sans-sc/wght.css');
}

/**
 * Whether two characters are drawn as the same picture: then it is the box for what is missing. Of fonts themselves a browser tells
 * nothing that holds on every system. Where boxes carry the number of their character (Firefox) they differ, and nothing is loaded.
 */
function looksAlike(one: string, other: string): boolean {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 24;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (context === null) return false;
	context.font = '20px sans-serif';
	const pictures = [one, other].map((character) => {
		context.clearRect(0, 0, 24, 24);
		context.fillText(character, 2, 20);
		return context.getImageData(0, 0, 24, 24).data.join();
	});
	return pictures[0] === pictures[1];
}
