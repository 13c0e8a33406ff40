import {runtimesOf, textAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import type {OperatingSystem} from '../model/node-system.ts';
import {hasContainerd} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
import {advice, run} from './fixes.ts';

export const runc: Check = {
	id: 'runc',
	title: 'runc and its shim',
	follows: ['programs-damaged'],
	explains: ['runc-missing', 'runc-broken', 'shim-missing', 'shim-broken'],
	refutes: ['runc-missing', 'shim-missing'],
	look(node) {
		if (!hasContainerd(node)) return skipped('there is no containerd on this node');
		const runtimes = Object.values(runtimesOf(known(node.containerd.effective)));
		const own =
			runtimes.every(runtime => (textAt(runtime, 'options', 'BinaryName') ?? '').startsWith('/')) &&
			runtimes.length > 0;
		const wanted = ['containerd-shim-runc-v2', ...(own ? [] : ['runc'])];
		const lacking = wanted.filter(name => node.programs[name] === undefined);
		if (lacking.length === 0) return ok(wanted.map(name => node.programs[name]).join(', '));
		const [closed] = Object.keys(node.kinds).filter(path => lacking.some(name => path.endsWith(`/${name}`)));
		if (closed !== undefined) {
			return fatal(`${closed} is there and may not be run: no container starts`, {
				evidence: [{source: closed, text: 'not executable'}],
				fix: [run('chmod', '755', closed)],
			});
		}
		return fatal(
			`${lacking.join(' and ')} ${lacking.length === 1 ? 'is' : 'are'} not on the node: no container starts`,
			{
				evidence: lacking.map(name => ({source: `command -v ${name}`, text: 'nothing'})),
				fix: [
					...reinstall(node.system),
					advice(
						'reinstall the packages runc and containerd (containerd.io has both); both must be on the PATH of containerd.service',
					),
				],
			},
		);
	},
};

/** The shim comes with containerd, and so does runc in the packages of docker.com. */
function reinstall({id = '', like = ''}: OperatingSystem): readonly Fix[] {
	const family = `${id} ${like}`;
	if (/debian|ubuntu/.test(family)) {
		const script =
			'apt-get install --reinstall -y $(dpkg-query -W containerd.io containerd runc 2>/dev/null | cut -f1)';
		return [{text: script, argv: ['sh', '-c', script]}];
	}
	if (/rhel|fedora|centos/.test(family)) {
		const script = 'dnf reinstall -y $(rpm -qa --qf "%{NAME}\\n" containerd.io containerd runc)';
		return [{text: script, argv: ['sh', '-c', script]}];
	}
	return [];
}
