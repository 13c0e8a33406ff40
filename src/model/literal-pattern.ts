/** A text as a pattern that fits that text and nothing else. */
export function literalPattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
