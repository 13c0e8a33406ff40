/** `10.0.0.0/8`: docker asks every registry in it without TLS; containerd knows hosts alone. */
export function isRange(entry: string): boolean {
	return /\/\d+$/.test(entry) && /^[\d.:a-f]+\/\d+$/i.test(entry);
}

/** docker has these two of itself, and containerd asks this machine's own registries without TLS anyway. */
export function isOwnMachine(range: string): boolean {
	return /^127\.|^::1\//.test(range);
}

/** Registries, `HOST[:PORT]`, whose address is in a range of IPv4. */
export function inRange(range: string, registries: readonly string[]): readonly string[] {
	const [network = '', length = ''] = range.split('/');
	const base = numberOf(network);
	const bits = Number(length);
	if (base === undefined || !(bits >= 0 && bits <= 32)) return [];
	const size = 2 ** (32 - bits);
	return registries.filter(registry => {
		const address = numberOf(registry.replace(/:\d+$/, ''));
		return address !== undefined && Math.floor(address / size) === Math.floor(base / size);
	});
}

function numberOf(address: string): number | undefined {
	const parts = /^\d+(\.\d+){3}$/.test(address) ? address.split('.').map(Number) : [];
	if (parts.length !== 4 || parts.some(part => part > 255)) return undefined;
	return parts.reduce((sum, part) => sum * 256 + part, 0);
}
