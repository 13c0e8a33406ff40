const factors: Readonly<Record<string, number>> = {
	'': 1,
	b: 1,
	k: 2 ** 10,
	m: 2 ** 20,
	g: 2 ** 30,
	t: 2 ** 40,
	p: 2 ** 50,
};

/** docker's sizes in bytes: `256m`, `1.5g`, `512`. Source: docker/go-units RAMInBytes: powers of 1024. */
export function bytesOf(size: string): string | undefined {
	const match = size
		.trim()
		.toLowerCase()
		.match(/^(\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?$/);
	if (match === null) return undefined;
	return String(Math.trunc(Number(match[1]) * (factors[match[2] ?? ''] ?? 1)));
}
