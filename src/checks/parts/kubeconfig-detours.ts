import type {Kubeconfig} from '../../model/node-snapshot.ts';
import {fatal, type Outcome} from '../check.ts';
import {advice, at, deleteLine, replaceInLine, restart} from '../fixes.ts';

const ways: Readonly<Record<string, {readonly said: RegExp; readonly why: string}>> = {
	'proxy-url': {
		said: /refused|timeout|timed out|no answer|proxyconnect|no route|no such host|EOF|Forbidden|Bad Gateway/i,
		why: 'everything for the API server goes to that proxy, and nothing comes back',
	},
	'tls-server-name': {
		said: /x509|certificate is valid for/i,
		why: 'the certificate of the API server is not for that name',
	},
	server: {
		said: /Forbidden|NotFound|could not find the requested|404|page not found/i,
		why: 'an API server knows no path before /api, and refuses or does not find whatever is asked',
	},
};

/** What one line of a kubeconfig adds to the way to the API server, where that way leads nowhere. */
export function detourOf({path, detours = []}: Kubeconfig, missing: string): Outcome | undefined {
	for (const setting of detours) {
		const name = setting.name.slice(setting.name.lastIndexOf('.') + 1);
		const way = ways[name];
		if (way === undefined || !way.said.test(missing)) continue;
		return fatal(`${name} in ${path} is ${setting.value.replace(/\/\/[^@/]*@/, '//…@')}: ${way.why}`, {
			evidence: [at({...setting, value: setting.value.replace(/\/\/[^@/]*@/, '//…@')})],
			fix: [
				name === 'server'
					? replaceInLine(path, setting.line, setting.value, /^https?:\/\/[^/]+/.exec(setting.value)?.[0] ?? '')
					: deleteLine(path, setting.line),
				restart('kubelet'),
				advice(
					name === 'server'
						? 'where a proxy stands before the API server (a management of clusters), ask it for its path'
						: 'where there is no other way: correct it instead, or start that proxy',
				),
			],
		});
	}
	return undefined;
}
