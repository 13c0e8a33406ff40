import type {Ask} from '../transform.ts';

/** The networks that the line names, the first of them being the one that counts for ctr. */
export function networksOf(ask: Ask): readonly string[] {
	return ask.values('network').map(value => value.match(/(?:^|,)name=([^,]*)/)?.[1] ?? value);
}

/** The container whose network is joined. */
export function joinedContainer(ask: Ask): string | undefined {
	const [network = ''] = networksOf(ask);
	return network.startsWith('container:') ? network.slice('container:'.length) : undefined;
}
