import type {Lost} from './daemon-keys.ts';

type FromLogOptions = {
	/** Keys of KubeletConfiguration. */
	readonly kubelet: Readonly<Record<string, string | number>>;
	readonly lost: readonly Lost[];
};

/** `log-opts` of daemon.json: the kubelet rotates the logs where docker did, and knows nothing else of them. */
export function fromLogOptions(options: Readonly<Record<string, unknown>>): FromLogOptions {
	const made = Object.entries(options).map(([key, value]) => fromOption(key, String(value)));
	return {
		kubelet: Object.assign({}, ...made.map(({kubelet}) => kubelet)),
		lost: made.flatMap(({lost}) => lost),
	};
}

function fromOption(key: string, value: string): FromLogOptions {
	if (key === 'max-size') {
		const size = quantity(value);
		if (size !== undefined) return {kubelet: {containerLogMaxSize: size}, lost: []};
		return lose(`log-opts max-size ${value}`, 'not a size', 'containerLogMaxSize of the kubelet');
	}
	// The kubelet wants two at least.
	if (key === 'max-file')
		return {kubelet: {containerLogMaxFiles: Math.max(2, Number.parseInt(value, 10) || 2)}, lost: []};
	if (key === 'compress') return {kubelet: {}, lost: []};
	return lose(`log-opts ${key}`, 'the CRI knows no such option', 'the log agent');
}

const lose = (key: string, because: string, instead: string): FromLogOptions => ({
	kubelet: {},
	lost: [{key, because, instead}],
});

/** Docker's `10m` is 10 MiB, which Kubernetes writes `10Mi`. */
function quantity(size: string): string | undefined {
	const [, amount, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(size.trim()) ?? [];
	if (amount === undefined) return undefined;
	return unit === '' ? amount : `${amount}${unit.toUpperCase()}i`;
}
