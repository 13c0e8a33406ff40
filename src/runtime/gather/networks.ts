import type {Network} from '../../model/node-state.ts';

/** `eth0 00580A0A 00000000 0001 …`: numbers as the kernel of a little-endian machine prints them. */
export function networksIn(routes: string): readonly Network[] {
	return routes.split('\n').flatMap(line => {
		const [link = '', to = '', gateway, flags, , , , mask = ''] = line.trim().split(/\s+/);
		const isLocal = gateway === '00000000' && (Number.parseInt(flags ?? '', 16) & 0x201) === 1;
		if (!isLocal || !/^[0-9A-F]{8}$/.test(to) || !/^[0-9A-F]{8}$/.test(mask) || mask === '00000000') return [];
		const bits = bytesOf(mask).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
		return [{link, range: `${bytesOf(to).join('.')}/${bits}`}];
	});
}

function bytesOf(hex: string): readonly number[] {
	return (hex.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16)).toReversed();
}
