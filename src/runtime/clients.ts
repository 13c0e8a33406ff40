import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {type ContainerInfos, createContainerInfos} from './container-infos.ts';
import {type Crictl, createCrictl} from './crictl.ts';
import {type Ctr, createCtr} from './ctr.ts';
import {createDocker, type Docker} from './docker.ts';
import {homeNamespace} from './home-namespace.ts';
import {impatient} from './impatient.ts';
import {socketFirst} from './socket-first.ts';

/** The programs of this node that can be asked, each bound to where it is asked. */
export type Clients = {
	readonly crictl?: Crictl;
	readonly ctr?: Ctr;
	readonly infos?: ContainerInfos;
	readonly docker?: Docker;
	/** docker on a node whose kubelet does not depend on it. */
	readonly dockerBeside?: Docker;
	/** True where dockerd runs. Asked first, because `docker` itself would start it through systemd's docker.socket. */
	dockerRuns(): Promise<boolean>;
};

/** dockerd that does not answer must not hold up the lists of containerd for long. */
const besidePatience = {firstMs: 3000, thenMs: 1000};

export function createClients(reader: Reader, {tools, endpoint, containerdAddress}: NodeFacts): Clients {
	const crictl =
		tools.crictl && endpoint
			? createCrictl(reader, {
					command: tools.crictl.command,
					endpoint: endpoint.url,
					containerdNamespace: homeNamespace(endpoint.url),
				})
			: undefined;
	const ctr =
		tools.ctr && containerdAddress !== undefined
			? createCtr(socketFirst(reader, containerdAddress, 'containerd'), {
					command: tools.ctr.command,
					address: containerdAddress,
				})
			: undefined;
	const docker = tools.docker && createDocker(reader, tools.docker.command);
	const dockerBeside = tools.docker && createDocker(impatient(reader, besidePatience), tools.docker.command);
	return {
		crictl,
		ctr,
		infos: ctr && createContainerInfos(ctr),
		docker,
		dockerBeside,
		dockerRuns: async () => docker !== undefined && (await reader.kindOf('/var/run/docker.pid')) === 'file',
	};
}
