import {addressOf} from './ipv4.ts';

/** Whether an IPv4 address lies in `10.88.0.0/16`, or is `10.88.0.5`. What is no address lies in none. */
export function covers(range: string, address: string): boolean {
	const [base = '', length = '32'] = range.split('/');
	const [left, right] = [numberOf(base), numberOf(address)];
	const bits = Number(length);
	if (left === undefined || right === undefined || !(bits >= 0 && bits <= 32)) return false;
	const size = 2 ** (32 - bits);
	return Math.floor(left / size) === Math.floor(right / size);
}

/** Whether two ranges have an address in common. */
export function overlap(one: string, other: string): boolean {
	const base = (range: string) => range.split('/')[0] ?? '';
	return covers(one, base(other)) || covers(other, base(one));
}

/** `10.88` is short for `10.88.0.0`, as `ip` prints it. */
function numberOf(text: string): number | undefined {
	const parts = text.split('.');
	return addressOf([...parts, '0', '0', '0'].slice(0, Math.max(4, parts.length)).join('.'));
}
