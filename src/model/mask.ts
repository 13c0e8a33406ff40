/** Values that nobody should read over a shoulder or in a report: passwords in addresses, tokens, keys, secrets. */
export function masked(text: string): string {
	return text
		.replace(/(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)(?:(?!-----)[\s\S]){0,20000}/g, '$1***')
		.replace(/(:\/\/[^\s/:@"']*):[^\s/@"']+@/g, '$1:***@')
		.replace(
			/((?:password|passwd|secret|token|auth|identitytoken|client-key-data|private[_-]?key)["']?\s*[:=]\s*["']?)(?!\*\*\*)[^\s"',}]+/gi,
			'$1***',
		);
}
