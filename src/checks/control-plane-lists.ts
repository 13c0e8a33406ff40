import {type Check, ok, skipped, worstOf} from './check.ts';
import {controlPlaneOf, isDown} from './control-plane.ts';
import {restart} from './fixes.ts';
import {refusedWords} from './parts/control-plane-words.ts';

/** One word too many behind `--enable-admission-plugins`, `--feature-gates`, `--runtime-config`…: the program ends at once. */
export const controlPlaneLists: Check = {
	id: 'control-plane-lists',
	title: 'lists in the flags of the control plane',
	explains: ['apiserver-admission', 'apiserver-setting'],
	look(node) {
		const pods = controlPlaneOf(node);
		if (pods.length === 0) return skipped('this node is no control plane of static pods');
		// The kubelet waits longer after each attempt; started again it makes the next at once.
		const found = refusedWords(pods, pod => isDown(pod, node)).map(one => ({
			...one,
			fix: [...one.fix, restart('kubelet')],
		}));
		return worstOf(found, ok('each word of them is taken'));
	},
};
