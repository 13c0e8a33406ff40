import type {Reader} from '../../host/host.ts';
import {answerOf, textIfAny} from './part.ts';

export type Client = {readonly name: string; readonly pid: number};

/** Programs that talk to docker at this moment. Throws where `ss` cannot be asked. */
export async function gatherClients(reader: Reader): Promise<readonly Client[]> {
	return parseClients(await answerOf(reader, ['ss', '-xpH']));
}

/**
 * `u_str ESTAB 0 0 /run/docker.sock 71 * 72 users:(("dockerd",pid=1,fd=3))`: the other end of each such connection is the
 * line whose own number is 72.
 */
export function parseClients(text: string): readonly Client[] {
	const lines = text.split('\n').map(line => line.trim().split(/\s+/));
	const peers = new Set(lines.filter(words => /(^|\/)docker\.sock$/.test(words[4] ?? '')).map(words => words[7]));
	const found = lines
		.filter(words => peers.has(words[5]) && words[4] === '*')
		.flatMap(words =>
			[
				...words
					.slice(8)
					.join(' ')
					.matchAll(/\("([^"]*)",pid=(\d+),/g),
			].map(([, name = '', pid]) => ({name, pid: Number(pid)})),
		);
	const others = found.filter(({name}) => !['dockerd', 'docker', 'cri-dockerd', 'kubelet'].includes(name));
	return [...new Map(others.map(client => [client.pid, client])).values()];
}

/** Accounts that may use docker without being root. */
export async function gatherMembers(reader: Reader): Promise<readonly string[]> {
	const line = /^docker:[^:]*:\d+:(.*)$/m.exec((await textIfAny(reader, '/etc/group')) ?? '')?.[1] ?? '';
	return line.split(',').filter(Boolean);
}
