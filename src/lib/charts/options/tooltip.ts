/** The look of every tooltip. Its formatter must escape what does not come from us. */
export const tooltipBox = {
	confine: true,
	backgroundColor: 'var(--surface)',
	borderColor: 'var(--line-strong)',
	borderWidth: 1,
	padding: 6,
	textStyle: { color: 'var(--ink)', fontSize: 12, fontFamily: 'inherit' },
	// With a family that is inherited, ECharts writes a `font` that no browser takes.
	extraCssText: 'font-size: 12px; box-shadow: var(--shadow)'
} as const;

/** For what people wrote. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
