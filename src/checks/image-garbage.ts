import {known} from '../model/node-snapshot.ts';
import {configured, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {amount} from './disk-pressure.ts';
import {at, replaceInLine, restart} from './fixes.ts';

export const imageGarbage: Check = {
	id: 'image-garbage',
	title: 'image garbage collection',
	explains: ['kubelet-config-value'],
	look(node) {
		if (!hasKubelet(node) || known(node.kubelet.config) === undefined)
			return skipped('the configuration of the kubelet is not known');
		const [high, low] = [
			configured(node, 'imageGCHighThresholdPercent'),
			configured(node, 'imageGCLowThresholdPercent'),
		];
		const [top, bottom] = [amount(high?.value ?? '85', 0) ?? 85, amount(low?.value ?? '80', 0) ?? 80];
		if (bottom < top || !(high || low)) return ok(`from ${top || 85} % down to ${bottom || 80} %`);
		const place = low ?? high;
		return (known(node.kubelet.running) === undefined ? fatal : warning)(
			`imageGCLowThresholdPercent (${bottom}) is not below imageGCHighThresholdPercent (${top}): the kubelet does not start with that`,
			{
				evidence: [high, low].flatMap(each => (each ? [at(each)] : [])),
				fix: place
					? [
							replaceInLine(
								place.path,
								place.line,
								place.value,
								low ? String(Math.max(1, top - 5)) : String(bottom + 5),
							),
							restart('kubelet'),
						]
					: [],
			},
		);
	},
};
