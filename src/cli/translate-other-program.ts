import {quote} from '../model/argv.ts';
import type {TranslateError} from '../translate/types.ts';
import type {Context} from './context.ts';
import {refuseTranslation} from './print-translation.ts';
import type {TranslateArguments} from './translate-arguments.ts';
import {type ShellOptions, translateLine} from './translate-shell.ts';

/** Programs that ask no docker, and so stay as they are; what answers on a node where they cannot. */
const others: Readonly<Record<string, string>> = {
	kubectl: 'rtconsole pods, containers and why NAME ask the node, without the API server',
	helm: 'rtconsole pods and why NAME ask the node, without the API server',
	kubeadm: 'rtconsole migrate changes the runtime of a node',
	runc: 'runc --root /run/containerd/runc/k8s.io list shows what it runs for the kubelet; crictl ps the same by name',
	skopeo: 'ctr images pull, push, export and import need no daemon but containerd',
	buildah: 'ctr -n k8s.io images import takes the archive that buildah push writes (oci-archive:FILE)',
};

/** A file of docker's, its socket, a package; an image of docker.io is none of them. */
const ofDocker = /\/docker(?!\.io\/)|docker-|dockerd|^docker(\.io)?$/;

/**
 * A line that begins with a program that is none of docker's commands. Where docker is named in it, it is read as a line of a
 * script; else it is refused, in the words of that program where it is known.
 */
export async function translateOtherProgram(
	error: TranslateError,
	words: readonly string[],
	read: TranslateArguments,
	options: ShellOptions,
	context: Context,
): Promise<number> {
	const [program = '', ...rest] = words;
	const instead = Object.hasOwn(others, program) ? others[program] : undefined;
	const isLine = !read.run && !read.explain;
	if (instead !== undefined)
		return refuseTranslation({error: `${program} does not ask docker and stays as it is; here: ${instead}`}, context);
	if (isLine && rest.some(word => ofDocker.test(word))) return translateLine(quote(words), options, context);
	return refuseTranslation(error, context);
}
