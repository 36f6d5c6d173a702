/** What systems refuse in names of files, what breaks lines or turns text round, and what leads out of a folder. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*/:<>?\\|]+/gu;
const LONGEST = 120;

/** `Stalled Supply 2026-11-22.csv`: from the parts that are not empty. */
export function fileNameOf(parts: readonly string[], extension: string): string {
	const name = parts
		.join(' ')
		.toWellFormed()
		.replaceAll(REFUSED, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim()
		.replace(/^[.\s]+/, '');
	return `${[...name].slice(0, LONGEST).join('')}.${extension}`;
}

/** RFC 6266: the name in UTF-8, and in ASCII for who cannot read that. @param plain in ASCII */
export function attachment(name: string, plain: string): string {
	const encoded = encodeURIComponent(name).replaceAll(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
