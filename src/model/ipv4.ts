/** `10.244.0.10` as a number; undefined where it is none. */
export function addressOf(text: string): number | undefined {
	const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
	if (parts === undefined || parts.some(part => part > 255)) return undefined;
	return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export function textOf(address: number): string {
	return [24, 16, 8, 0].map(bits => Math.floor(address / 2 ** bits) % 256).join('.');
}

export type Range = {readonly base: number; readonly bits: number; readonly size: number};

/** `10.244.0.0/24`; undefined where it is no range of IPv4. */
export function rangeOf(text: string): Range | undefined {
	const [, address = '', length = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
	const number = addressOf(address);
	const bits = Number(length);
	if (number === undefined || bits > 32) return undefined;
	const size = 2 ** (32 - bits);
	return {base: number - (number % size), bits, size};
}

export function isIn(address: number, {base, size}: Range): boolean {
	return address >= base && address < base + size;
}

/** The address with the same end in another range: what was most likely meant. */
export function movedInto(address: number, {base, size}: Range): number {
	return base + (address % size);
}
