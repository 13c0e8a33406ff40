import {known, type Unit} from '../model/node-snapshot.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {nodeServices, type UnitLine, unitLines, withoutLines} from './parts/unit-lines.ts';

type Confinement = {
	readonly isMeant: (value: string) => boolean;
	readonly why: string;
	/** Nothing works with it; else some things do not. */
	readonly isFatal?: true;
};

const on = (value: string) => /^(yes|true|on|1)$/i.test(value);
const set = (value: string) => value !== '';
const below = (least: number) => (value: string) => /^\d/.test(value) && sizeOf(value) < least;
/** Every service of a node speaks over sockets of the machine, over IP, and asks the kernel about its links. */
const takesFamilies = (value: string) =>
	value.startsWith('~')
		? /AF_(UNIX|INET|NETLINK)\b/.test(value)
		: value !== '' && !['AF_UNIX', 'AF_INET', 'AF_NETLINK'].every(family => value.split(/\s+/).includes(family));
const hidesData = (value: string) =>
	value
		.split(/\s+/)
		.some(path => /^\/(var|run|etc|opt|usr)?(\/lib(\/\w+)?|\/containerd|\/docker|\/cni)?\/?(:|$)/.test(path));
/** Where mount, iptables and runc are. */
const hidesPrograms = (value: string) => {
	const path = /(?:^|["'\s])PATH=([^"'\s]*)/.exec(value)?.[1];
	return path !== undefined && !path.split(':').some(folder => /^\/(usr\/)?s?bin$/.test(folder));
};
const ownMounts = 'it sees mounts of its own: volumes and root filesystems of containers are not where the others look';

/** What systemd can take from a service, and a kubelet or a runtime needs. Source: man systemd.exec, systemd.resource-control. */
const confinements: Readonly<Record<string, Confinement>> = {
	User: {isMeant: value => !['', 'root', '0'].includes(value), why: 'it must run as root', isFatal: true},
	DynamicUser: {isMeant: on, why: 'it must run as root', isFatal: true},
	PrivateUsers: {isMeant: on, why: 'it is root of its own users only', isFatal: true},
	PrivateNetwork: {isMeant: on, why: 'it has a network of its own, without the one of the node', isFatal: true},
	ProtectSystem: {isMeant: value => value === 'strict', why: 'all that it must write to is read-only', isFatal: true},
	RootDirectory: {isMeant: set, why: 'it sees another root', isFatal: true},
	NetworkNamespacePath: {isMeant: set, why: 'it has the network of something else', isFatal: true},
	RestrictAddressFamilies: {isMeant: takesFamilies, why: 'it cannot open the sockets that it needs', isFatal: true},
	IPAddressDeny: {isMeant: set, why: 'its packets are thrown away', isFatal: true},
	TemporaryFileSystem: {isMeant: hidesData, why: 'it sees an empty folder where its data is', isFatal: true},
	DevicePolicy: {isMeant: value => /^(strict|closed)$/.test(value), why: 'devices of the node are not there'},
	RestrictSUIDSGID: {isMeant: on, why: 'layers with setuid programs cannot be unpacked'},
	CPUQuota: {
		isMeant: value => /^\d/.test(value) && Number.parseFloat(value) < 10,
		why: 'it is too slow to answer in time',
	},
	RuntimeDirectory: {
		isMeant: value => /^(containerd|docker)\b/.test(value),
		why: 'systemd deletes that folder of /run whenever it stops, with the sockets of all that runs, and every pod is started anew',
	},
	PrivateMounts: {isMeant: on, why: ownMounts},
	PrivateDevices: {isMeant: on, why: 'devices of the node are not there'},
	ProtectControlGroups: {isMeant: on, why: 'it cannot make cgroups'},
	ProtectKernelTunables: {isMeant: on, why: 'it cannot set sysctls'},
	ReadOnlyPaths: {isMeant: set, why: 'what it may have to write to is read-only'},
	InaccessiblePaths: {isMeant: set, why: 'what it may need is hidden'},
	MountFlags: {isMeant: value => /slave|private/.test(value), why: ownMounts},
	CapabilityBoundingSet: {isMeant: set, why: 'capabilities that containers need cannot be given'},
	NoNewPrivileges: {isMeant: on, why: 'containers start with fewer rights than they are given'},
	RestrictNamespaces: {
		isMeant: value => set(value) && !/^(no|false|0)$/i.test(value),
		why: 'it cannot make namespaces',
	},
	SystemCallFilter: {isMeant: set, why: 'calls that it needs may be forbidden'},
	LimitNOFILE: {isMeant: below(1024), why: 'it can open next to no files'},
	LimitNPROC: {isMeant: below(256), why: 'it can start next to no programs'},
	TasksMax: {isMeant: value => !value.includes('%') && below(256)(value), why: 'it can start next to no programs'},
	LimitAS: {isMeant: below(4 * 2 ** 30), why: 'a Go program asks for more addresses than that at its start'},
	LimitDATA: {isMeant: below(2 ** 30), why: 'it gets too little memory'},
	LimitFSIZE: {isMeant: below(2 ** 30), why: 'files that grow beyond that are cut: layers, logs, databases'},
	RuntimeMaxSec: {isMeant: value => /^[1-9]/.test(value), why: 'systemd ends it after that time, again and again'},
	// A kubelet answers since 1.32, and its own unit does not ask for it.
	WatchdogSec: {isMeant: value => /^[1-9]/.test(value), why: 'it does not answer the watchdog, and systemd kills it'},
	MemoryHigh: {isMeant: below(64 * 2 ** 20), why: 'it is slowed down for want of memory until it answers nobody'},
	MemoryMax: {isMeant: below(128 * 2 ** 20), why: 'the kernel ends it for want of memory'},
	MemoryLimit: {isMeant: below(128 * 2 ** 20), why: 'the kernel ends it for want of memory'},
};

export const unitConfined: Check = {
	id: 'unit-confined',
	title: 'what units forbid their services',
	follows: ['unit-masked'],
	explains: ['nofile', 'task-limit', 'fs-read-only', 'address-family', 'service-oom', 'slice-oom', 'service-killed'],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const loaded = nodeServices.flatMap(name => (units[name]?.loadState === 'loaded' ? [units[name]] : []));
		return worstOf(
			loaded.flatMap(unit => [...confined(unit), ...confinedBySlice(unit)]),
			ok(`${loaded.length} services have what they need`),
		);
	},
};

function confined(unit: Unit): readonly Outcome[] {
	const lines = unitLines(unit);
	const meant = [...new Set(lines.map(({name}) => name))].flatMap(name => {
		const confinement = Object.hasOwn(confinements, name) ? confinements[name] : undefined;
		const last = lines.findLast(line => line.name === name);
		if (name === 'RuntimeDirectory' && lines.some(one => one.name === 'RuntimeDirectoryPreserve' && one.value !== 'no'))
			return [];
		if (name === 'WatchdogSec' && unit.name === 'kubelet.service') return [];
		return confinement !== undefined && last !== undefined && confinement.isMeant(last.value)
			? [{last, confinement}]
			: [];
	});
	const paths = lines.filter(({name, value}) => name === 'Environment' && hidesPrograms(value));
	const withoutPrograms = paths.map(last => ({
		last,
		confinement: {isMeant: hidesPrograms, why: 'the programs that it calls are not found', isFatal: true} as const,
	}));
	meant.push(...withoutPrograms);
	if (meant.length === 0) return [];
	const isDown = unit.activeState !== 'active';
	const grave = isDown || meant.some(({confinement}) => confinement.isFatal) ? fatal : warning;
	return [
		grave(
			meant.map(({last, confinement}) => `${last.name}=${last.value} of ${unit.name}: ${confinement.why}`).join('; '),
			{
				evidence: meant.map(({last}) => ({source: `${last.path}:${last.line}`, text: `${last.name}=${last.value}`})),
				fix: withoutLines(
					// What the unit itself says, and is well, counts again.
					meant.flatMap(({last, confinement}): readonly UnitLine[] =>
						last.name === 'Environment'
							? [last]
							: lines.filter(({name, value}) => name === last.name && confinement.isMeant(value)),
					),
					unit,
				),
			},
		),
	];
}

/** A slice shares its limits among all that run in it, and the unit itself says nothing of them. */
function confinedBySlice(unit: Unit): readonly Outcome[] {
	return (unit.slices ?? []).flatMap(({name: slice, files}) => {
		const lines = unitLines({files}).filter(({name}) =>
			['MemoryMax', 'MemoryHigh', 'TasksMax', 'CPUQuota'].includes(name),
		);
		const meant = lines.filter(line => {
			const isLast = lines.findLast(({name}) => name === line.name) === line;
			return isLast && confinements[line.name]?.isMeant(line.value);
		});
		if (meant.length === 0) return [];
		const [leaves] = unitLines(unit).filter(({name, isDropIn}) => name === 'Slice' && isDropIn);
		const grave = unit.activeState === 'active' ? warning : fatal;
		const what = meant.map(({name, value}) => `${name}=${value}: ${confinements[name]?.why}`).join('; ');
		return [
			grave(`${unit.name} runs in ${slice}, which has ${what}`, {
				evidence: [...(leaves ? [leaves] : []), ...meant].map(({path, line, name, value}) => ({
					source: `${path}:${line}`,
					text: `${name}=${value}`,
				})),
				fix: withoutLines(leaves === undefined ? meant : [leaves], unit),
			}),
		];
	});
}

/** `12M`, `1024:4096` (the soft limit counts). */
function sizeOf(value: string): number {
	const [, digits = '0', suffix = ''] = /^(\d+)([KMGT]?)/i.exec(value) ?? [];
	return Number(digits) * 1024 ** ' KMGT'.indexOf(suffix.toUpperCase() || ' ');
}
