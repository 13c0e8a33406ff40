import {known} from '../model/node-snapshot.ts';
import type {MigrationFacts} from './facts.ts';
import type {Change} from './step.ts';

/** How containerd comes onto this node: by its package manager, or from a release archive that was given. */
export type Install =
	| {readonly by: 'package'; readonly name: string; readonly changes: readonly Change[]; readonly unverified: string}
	| {readonly by: 'archive'; readonly path: string; readonly changes: readonly Change[]}
	/** It is there, as docker's archive brings it: nothing starts it but docker. */
	| {readonly by: 'unit'; readonly program: string; readonly changes: readonly Change[]}
	| {readonly by: 'nothing'; readonly because: string};

export const installStep = 'install-containerd';
const notSeen = 'was run on Debian 12 alone: look at what it says';

/** Nobody is there to answer; another call of apt (unattended-upgrades) is waited for. Source: apt.conf(5), dpkg(1). */
const aptInstall = [
	'env',
	'DEBIAN_FRONTEND=noninteractive',
	'apt-get',
	'install',
	'--yes',
	'--no-install-recommends',
	'--option=DPkg::Lock::Timeout=300',
	'--option=Dpkg::Options::=--force-confdef',
	'--option=Dpkg::Options::=--force-confold',
] as const;

/** Undefined where containerd is there and no archive was given. */
export function installOf(facts: MigrationFacts): Install | undefined {
	const {containerd, system} = facts.snapshot;
	const archive = facts.options?.containerdTarball;
	if (archive !== undefined) return isFrom(archive, facts) ? undefined : fromArchive(facts, archive);
	if ('value' in containerd.binary) return withUnit(facts, containerd.binary.value);
	switch (familyOf(system)) {
		case 'debian':
			// Its own file of settings goes with it where there was none before.
			return byPackage(
				'containerd',
				[...aptInstall, 'containerd'],
				[['dpkg', 'value' in containerd.config ? '--remove' : '--purge', '--force-depends', 'containerd']],
			);
		case 'suse':
			return byPackage(
				'containerd',
				['zypper', '--non-interactive', 'install', 'containerd'],
				[['rpm', '--erase', '--nodeps', 'containerd']],
			);
		case 'rhel':
			// It is in no repository of RHEL itself, but in Docker's, from which its docker-ce came.
			return byPackage(
				'containerd.io',
				['dnf', 'install', '--assumeyes', 'containerd.io'],
				[['rpm', '--erase', '--nodeps', 'containerd.io']],
			);
		default:
			return {
				by: 'nothing',
				because: `no package of containerd is known for ${system.name ?? 'this system'}: give a release archive with --containerd-tarball FILE`,
			};
	}
}

function withUnit({snapshot: {units}}: MigrationFacts, program: string): Install | undefined {
	const there = known(units);
	if (there === undefined || (there['containerd.service']?.loadState ?? 'not-found') !== 'not-found') return undefined;
	const write = {kind: 'write', path: archiveUnitPath, before: undefined, after: unitText(program), reload} as const;
	return {by: 'unit', program, changes: [write]};
}

/** The version of the archive is what runs here; one that does not tell it is taken where it was put. */
function isFrom({version}: Archive, {snapshot: {containerd}}: MigrationFacts): boolean {
	return version === undefined
		? known(containerd.binary) === `${prefix}/bin/containerd`
		: version === known(containerd.version);
}

/** The undo takes that one package away and nothing that leans on it: apt and dnf remove docker with it (seen on Debian 12). */
function byPackage(
	name: string,
	argv: Extract<Change, {kind: 'run'}>['argv'],
	undo: Extract<Change, {kind: 'run'}>['undo'],
): Install {
	return {
		by: 'package',
		name,
		// Its lock may be held by another for a while.
		changes: [{kind: 'run', argv, undo, timeoutMs: 600_000, undoTimeoutMs: 600_000, undoWithinMs: 300_000}],
		unverified: notSeen,
	};
}

const reload = ['systemctl', 'daemon-reload'] as const;

export type Family = 'debian' | 'rhel' | 'suse';

/** By ID and ID_LIKE of /etc/os-release. */
export function familyOf({id, like}: {readonly id?: string; readonly like?: string}): Family | undefined {
	const names = [id ?? '', ...(like ?? '').split(/\s+/)];
	if (names.some(name => ['debian', 'ubuntu'].includes(name))) return 'debian';
	if (names.some(name => ['rhel', 'centos', 'fedora', 'rocky', 'almalinux', 'ol', 'amzn'].includes(name)))
		return 'rhel';
	return names.some(name => /^(suse|sles|sle-micro|opensuse.*)$/.test(name)) ? 'suse' : undefined;
}

export type Archive = {
	readonly path: string;
	/** Names within, as tar lists them: `bin/containerd`. */
	readonly names: readonly string[];
	/** Of those, what is at its place under /usr/local already. */
	readonly there: readonly string[];
	/** `2.1.4`, where its name says it. */
	readonly version?: string;
	/** Why nothing can be installed from it. */
	readonly broken?: string;
};

const prefix = '/usr/local';
export const archiveUnitPath = '/etc/systemd/system/containerd.service';
const dropIn = `${archiveUnitPath}.d/10-program.conf`;

/** The unit that the archive lacks. Source: systemd.service(5); containerd's shims outlive it. */
const unitText = (program: string) => `[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target local-fs.target dbus.service

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=${program}
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`;

function fromArchive(facts: MigrationFacts, {path, names, there, broken}: Archive): Install {
	if (broken !== undefined) return {by: 'nothing', because: `from ${path}: ${broken}`};
	const files = names.filter(name => !name.endsWith('/'));
	if (!files.some(name => /(^|\/)bin\/containerd$/.test(name)))
		return {by: 'nothing', because: `${path} is no release archive of containerd: there is no bin/containerd in it`};
	const strange = files.find(name => /^\/|(^|\/)\.\.(\/|$)/.test(name));
	if (strange !== undefined) return {by: 'nothing', because: `${path} would write outside of ${prefix}: ${strange}`};
	const placed = files.map(name => `${prefix}/${name.replace(/^\.\//, '')}`);
	const kept = `${facts.folder}/programs-before.tar`;
	const tar = ['tar', '--directory', prefix] as const;
	const changes: Change[] = [];
	const isFirst = !facts.did.has(installStep);
	// The one that runs would go on from a file that is gone, until somebody restarts it. Undone at the end, once.
	const back = isFirst && isActive(facts) ? [['systemctl', 'restart', 'containerd.service'] as const] : [];
	// What a walk that was killed has put there is not what was there before.
	const keeps = there.length > 0 && isFirst;
	if (keeps)
		changes.push({
			kind: 'run',
			argv: [...tar, '--create', '--file', kept, '--', ...there],
			undo: [[...tar, '--extract', '--file', kept], ...back],
		});
	changes.push({
		kind: 'run',
		// A program that runs cannot be written to, but replaced.
		argv: [...tar, '--extract', '--no-same-owner', '--unlink-first', '--gzip', '--file', path],
		undo: [['rm', '--force', '--', ...placed], ...(keeps ? [] : back)],
	});
	return {by: 'archive', path, changes: [...changes, ...unitChange(facts)]};
}

const isActive = ({snapshot}: MigrationFacts) =>
	known(snapshot.units)?.['containerd.service']?.activeState === 'active';

/** A unit of its own, or one that a package brought is told of the new program. */
function unitChange({snapshot}: MigrationFacts): readonly Change[] {
	const unit = known(snapshot.units)?.['containerd.service'];
	const files = unit === undefined || unit.loadState === 'not-found' ? [] : unit.files;
	const own = unitText(`${prefix}/bin/containerd`);
	if (files.length === 0) return [{kind: 'write', path: archiveUnitPath, before: undefined, after: own, reload}];
	const starts = files.flatMap(({text}) =>
		[...text.matchAll(/^\s*ExecStart\s*=\s*(\S.*)$/gm)].map(([, line = '']) => line),
	);
	const last = starts.at(-1) ?? '';
	if (last.startsWith(`${prefix}/bin/containerd`)) return [];
	const words = last.replace(/^\S+\s*/, '');
	const after = `[Service]\nExecStart=\nExecStart=${[`${prefix}/bin/containerd`, words].filter(Boolean).join(' ')}\n`;
	const before = files.find(({path}) => path === dropIn)?.text;
	return before === after ? [] : [{kind: 'write', path: dropIn, before, after, reload}];
}
