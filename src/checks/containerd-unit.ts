import type {NodeSnapshot, Unit} from '../model/node-snapshot.ts';
import {needsContainerd, unit} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {restart, run} from './fixes.ts';

const folder = '/etc/systemd/system/containerd.service.d';

export const containerdUnit: Check = {
	id: 'containerd-unit',
	title: 'containerd.service',
	explains: ['nofile', 'containerd-socket-taken', 'containerd-port-taken'],
	look(node) {
		const service = unit(node, 'containerd.service');
		if (service === undefined || service.loadState !== 'loaded') return skipped('there is no containerd.service');
		const found = [killMode(service, node), delegate(service), tasks(service), files(service)].filter(
			each => each !== undefined,
		);
		return worstOf(found, ok(`KillMode=${service.properties.KillMode}, Delegate=${service.properties.Delegate}`));
	},
};

function killMode(service: Unit, node: NodeSnapshot): Outcome | undefined {
	const mode = service.properties.KillMode;
	if (mode === 'process' || mode === 'none' || mode === undefined) return undefined;
	return (needsContainerd(node) ? fatal : warning)(
		`KillMode=${mode}: systemctl restart containerd kills the shims, and with them every container of the node`,
		{
			evidence: [place(service, 'KillMode', mode)],
			fix: dropIn('KillMode=process'),
		},
	);
}

function delegate(service: Unit): Outcome | undefined {
	const value = service.properties.Delegate;
	if (value === 'yes' || value === undefined) return undefined;
	return warning(
		`Delegate=${value}: systemd may take cgroups away that containerd made, and containers then run without their limits`,
		{
			evidence: [place(service, 'Delegate', value)],
			fix: dropIn('Delegate=yes'),
		},
	);
}

function tasks(service: Unit): Outcome | undefined {
	const {TasksMax: text} = service.properties;
	const limit = Number(text);
	if (text === undefined || Number.isNaN(limit) || limit === 0 || limit > 1e9) return undefined;
	return warning(
		`TasksMax=${text}: shims and containers together may have so many threads, then nothing starts any more`,
		{
			evidence: [place(service, 'TasksMax', text)],
			fix: dropIn('TasksMax=infinity'),
		},
	);
}

function files(service: Unit): Outcome | undefined {
	const {LimitNOFILE: text} = service.properties;
	const limit = Number(text);
	if (text === undefined || Number.isNaN(limit) || limit >= 65_536) return undefined;
	// containerd itself needs some hundred: below that it does not come up.
	const grave = limit < 512 ? fatal : warning;
	return grave(`LimitNOFILE=${text}: containers inherit it, and fail with “too many open files”`, {
		evidence: [place(service, 'LimitNOFILE', text)],
		fix: [...dropIn('LimitNOFILE=1048576'), ...(limit < 512 ? [restart('containerd')] : [])],
	});
}

/** The line that says it; what systemd has, where no line does. */
function place(service: Unit, name: string, value: string) {
	for (const {path, text} of service.files.toReversed()) {
		const line = text.split('\n').findLastIndex(each => new RegExp(`^\\s*${name}\\s*=`).test(each));
		if (line >= 0) return {source: `${path}:${line + 1}`, text: (text.split('\n')[line] ?? '').trim()};
	}
	return {source: 'systemctl show containerd', text: `${name}=${value} (nothing sets it)`};
}

function dropIn(line: string) {
	const path = `${folder}/zz-rtconsole.conf`;
	const script = `mkdir -p ${folder} && { [ -e ${path} ] || echo '[Service]' > ${path}; } && echo ${line} >> ${path}`;
	return [{text: script, argv: ['sh', '-c', script] as const}, run('systemctl', 'daemon-reload')];
}
