import {quote} from '../model/argv.ts';
import type {NodeFacts, Tool} from '../model/facts.ts';
import type {Called} from '../translate/called.ts';
import {canonical} from './cri-sockets.ts';
import {dockerBehind} from './docker-behind.ts';
import {socketPath} from './endpoint-url.ts';

const usualAddress = '/run/containerd/containerd.sock';

/**
 * How crictl and ctr must be called here to reach what this node runs on, where their bare names do not: neither in PATH,
 * or not told of a socket that is not where they look. `k3s crictl` and its like know their own, and so do their links.
 */
export function calledAs(facts: NodeFacts): Called {
	const {tools, endpoint, containerdAddress, listing} = facts;
	const docker = dockerBehind(facts);
	// What stands in containerd beneath is docker's own: nothing is to be called there.
	if (docker !== undefined) return {docker};
	const isTold = endpoint?.source === 'crictl.yaml' || endpoint?.source === 'environment';
	const crictl =
		endpoint === undefined || isTold || isUsual(socketPath(endpoint.url)) ? [] : ['--runtime-endpoint', endpoint.url];
	const ctr = isUsual(containerdAddress) ? [] : ['--address', containerdAddress as string];
	// A runtime that crictl cannot speak with is not reached by any flag.
	return {...(listing.through === 'crictl' && callOf(tools.crictl, crictl)), ...callOf(tools.ctr, ctr)};
}

function isUsual(path: string | undefined): boolean {
	return path === undefined || canonical(path) === usualAddress;
}

function callOf(tool: Tool | undefined, flags: readonly string[]): Called {
	if (tool === undefined) return {};
	const {name, command, carrier} = tool;
	const knowsItself = command.length > 1 || carrier !== undefined;
	const words = knowsItself ? command : [...command, ...flags];
	return words.length === 1 && words[0] === name ? {} : {[name]: quote(words)};
}
