/** Hands a picture to the visitor, as a file of the browser's own making: nothing is sent anywhere. */
import type { Drawing } from './drawing.ts';
import { framedSvg, type Words } from './frame.ts';

/** Sharp on screens of twice the density, and in print. */
const SCALE = 2;

export async function savePicture(
	drawing: Drawing,
	words: Words,
	format: 'svg' | 'png',
	name: string
): Promise<void> {
	const svg = framedSvg(drawing, words);
	const file =
		format === 'svg' ? new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }) : await toPng(svg);
	const address = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = address;
	link.download = `${name}.${format}`;
	link.click();
	// The browser has taken it by then; earlier some of them lose it.
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function toPng(svg: string): Promise<Blob> {
	const image = new Image();
	// As a data address, which the content security policy lets images have.
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * SCALE;
	canvas.height = image.naturalHeight * SCALE;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done, fail) =>
		canvas.toBlob((blob) =>
			blob === null ? fail(new Error('The browser made no picture.')) : done(blob)
		)
	);
}
