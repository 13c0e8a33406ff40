import type {MigrationFacts} from '../facts.ts';
import type {Step} from '../step.ts';
import {annotate} from './annotate.ts';
import {backup} from './backup.ts';
import {saveBarePods} from './bare-pods.ts';
import {containerdConfig} from './containerd-config.ts';
import {moveRoot} from './containerd-root.ts';
import {cordon} from './cordon.ts';
import {crictlConfig} from './crictl-config.ts';
import {drain} from './drain.ts';
import {imageNames, imageNamesAgain} from './image-names.ts';
import {images, imagesAgain} from './images.ts';
import {imagesBack} from './images-back.ts';
import {installContainerd} from './install-containerd.ts';
import {keepKernel} from './keep-kernel.ts';
import {keepPackage} from './keep-package.ts';
import {kubeletConfig} from './kubelet-config.ts';
import {podsRunning} from './pods-running.ts';
import {restorePods} from './restore-pods.ts';
import {startKubelet} from './start-kubelet.ts';
import {stopDocker} from './stop-docker.ts';
import {stopKubelet} from './stop-kubelet.ts';
import {trialPod} from './trial-pod.ts';
import {uncordon} from './uncordon.ts';
import {verify} from './verify.ts';

type Steps = ReadonlyArray<Step<MigrationFacts>>;

/**
 * Away from docker, in order. All that can fail without harm comes first: the pods stop only when the new runtime works and
 * has their images. The kubelet is told of it before docker is disabled, so that a node that reboots in between comes up on
 * one of them.
 */
export function leavingDocker({
	runtime,
	carry,
	carryAgain,
	carryBack = [],
	prove,
}: {
	/** It is there, configured, and runs. */
	readonly runtime: Steps;
	/** It has the images, and runs a pod where that can be tried. */
	readonly carry: Steps;
	/** The last look at them, while docker still has all. */
	readonly carryAgain: Steps;
	/** What was thrown away since docker was stopped. */
	readonly carryBack?: Steps;
	readonly prove: Step<MigrationFacts>;
}): Steps {
	return [
		backup,
		...runtime,
		keepKernel,
		crictlConfig,
		...carry,
		saveBarePods,
		cordon,
		drain,
		...carryAgain,
		stopKubelet,
		kubeletConfig,
		stopDocker,
		...carryBack,
		startKubelet,
		annotate,
		uncordon,
		restorePods,
		podsRunning,
		prove,
	];
}

export const dockerToContainerd: Steps = leavingDocker({
	runtime: [installContainerd, keepPackage, moveRoot, containerdConfig],
	carry: [images, imageNames, trialPod],
	carryAgain: [imagesAgain, imageNamesAgain],
	carryBack: [imagesBack],
	prove: verify,
});
