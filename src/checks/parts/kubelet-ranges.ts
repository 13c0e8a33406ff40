import type {Setting} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';
import {advice, replaceInLine} from '../fixes.ts';
import {likest} from './likest.ts';

/** Words that a field takes. Source: k8s.io/kubelet 1.34 config/v1beta1/types.go and the packages of the managers. */
const choices: Readonly<Record<string, readonly string[]>> = {
	topologyManagerPolicy: ['none', 'best-effort', 'restricted', 'single-numa-node'],
	topologyManagerScope: ['container', 'pod'],
	cpuManagerPolicy: ['none', 'static'],
	memoryManagerPolicy: ['None', 'Static'],
	hairpinMode: ['promiscuous-bridge', 'hairpin-veth', 'none'],
	configMapAndSecretChangeDetectionStrategy: ['Get', 'Cache', 'Watch'],
	'authorization.mode': ['AlwaysAllow', 'Webhook'],
	'logging.format': ['text', 'json'],
};

/** Fields with a least value: what happens below it, and the default. Source: kubelet 1.30 validation, kuberuntime/logs. */
const least: Readonly<Record<string, readonly [least: number, fallback: number, why: string]>> = {
	containerLogMaxFiles: [2, 5, 'must be 2 or more'],
	maxOpenFiles: [0, 1_000_000, 'cannot be negative'],
	kubeAPIQPS: [0, 50, 'cannot be negative'],
	registryPullQPS: [0, 5, 'cannot be negative'],
	eventRecordQPS: [0, 50, 'cannot be negative'],
	nodeLeaseDurationSeconds: [1, 40, 'must be more than 0'],
	nodeStatusMaxImages: [-1, 50, 'must be -1 or more'],
};

export type OutOfRange = {readonly why: string; readonly fix: Fix};

/** A value of the right kind that the kubelet refuses all the same. */
export function outOfRange(setting: Setting): OutOfRange | undefined {
	const {name, value, path, line} = setting;
	const words = Object.hasOwn(choices, name) ? choices[name] : undefined;
	if (words !== undefined && value !== '' && !words.includes(value)) {
		const meant = likest(value, words) ?? words.find(word => word.startsWith(value) || value.startsWith(word));
		return {
			why: `must be one of ${words.join(', ')}`,
			fix: meant === undefined ? advice(`${name}: ${words[0]} in line ${line} of ${path}`) : becomes(setting, meant),
		};
	}
	const [from, fallback, why] = (Object.hasOwn(least, name) ? least[name] : undefined) ?? [];
	if (from !== undefined && why !== undefined && /^-?\d+$/.test(value) && Number(value) < from)
		return {why, fix: becomes(setting, String(fallback))};
	return undefined;
}

function becomes({path, line, value}: Setting, to: string): Fix {
	return replaceInLine(path, line, value, to);
}
