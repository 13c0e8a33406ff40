import {known} from '../../../model/node-snapshot.ts';
import {barePods} from '../../facts.ts';
import {type Check, go} from '../../preflight/finding.ts';
import {versionToBe} from '../../steps/config-version-3.ts';

/** Seen on Debian 13, 1.7.24 to 2.1.9 and back: what 2.1.9 had started, 1.7.24 did not know any more. */
export const wayBack: Check = {
	id: 'way-back',
	title: 'the way back',
	look(facts) {
		const is = known(facts.snapshot.containerd.version);
		const willBe = versionToBe(facts);
		if (is === undefined || willBe === undefined || majorOf(is) >= 2 || majorOf(willBe) < 2) return undefined;
		const once = barePods(facts).filter(({manifest}) => restartPolicyOf(manifest) === 'Never');
		const names = once.map(({namespace, name}) => `${namespace}/${name}`);
		return go(
			`what is started under containerd ${willBe} is not known to ${is} after an undo: the kubelet starts it anew, and a bare pod that is never restarted stays Unknown` +
				(names.length === 0
					? ''
					: `; of that kind are here: ${names.join(', ')} (they stay as they are unless they start anew meanwhile)`),
		);
	},
};

const majorOf = (version: string) => Number(version.split('.')[0]);

function restartPolicyOf(manifest: Readonly<Record<string, unknown>> | undefined): unknown {
	return (manifest?.spec as {readonly restartPolicy?: unknown} | undefined)?.restartPolicy;
}
