import type {CriInfo} from '../model/node-runtimes.ts';

/**
 * The condition for which a kubelet says NotReady. Others are warnings: containerd 1.7.12 and later have one about settings
 * that a later version will not take. Source: kubelet pkg/kubelet/runtime.go; lab, containerd 1.7.24.
 */
export function runtimeDown(info: CriInfo | undefined): CriInfo['conditions'][number] | undefined {
	return info?.conditions.find(({type, status}) => !status && (type === 'RuntimeReady' || type === 'NetworkReady'));
}
