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
import {imageNames} from './image-names.ts';
import {images} from './images.ts';
import {installContainerd} from './install-containerd.ts';
import {keepPackage} from './keep-package.ts';
import {kubeletConfig} from './kubelet-config.ts';
import {podsRunning} from './pods-running.ts';
import {restorePods} from './restore-pods.ts';
import {startKubelet} from './start-kubelet.ts';
import {stopDocker} from './stop-docker.ts';
import {stopKubelet} from './stop-kubelet.ts';
import {uncordon} from './uncordon.ts';
import {verify} from './verify.ts';

/**
 * From docker to containerd, in order. All that can fail without harm comes first: the pods stop only when containerd
 * works and has their images. The kubelet is told of containerd before docker is disabled, so that a node that reboots in
 * between comes up on one of them.
 */
export const dockerToContainerd: ReadonlyArray<Step<MigrationFacts>> = [
	backup,
	installContainerd,
	keepPackage,
	moveRoot,
	containerdConfig,
	crictlConfig,
	images,
	imageNames,
	saveBarePods,
	cordon,
	drain,
	stopKubelet,
	kubeletConfig,
	stopDocker,
	startKubelet,
	annotate,
	uncordon,
	restorePods,
	podsRunning,
	verify,
];
