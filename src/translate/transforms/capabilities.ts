import type {Emitted} from '../transform.ts';
import type {TranslateError} from '../types.ts';

/**
 * ctr wants `CAP_` before each name, has no word for all of them, and drops after it has added, where docker adds last.
 *
 * @param kept What is added beside: it is not dropped.
 */
export function capabilities(
	flag: '--cap-add' | '--cap-drop',
	values: readonly string[],
	kept: readonly string[] = [],
): Emitted | TranslateError {
	const unknown = values.map(bareName).find(name => name !== 'ALL' && !isKnown(name));
	if (unknown !== undefined)
		return {
			error: `docker run ${flag}: unknown capability: "CAP_${unknown}"; each has a flag of its own`,
		};
	const named = values.flatMap(value => {
		const name = bareName(value);
		if (name !== 'ALL') return [name];
		return (flag === '--cap-drop' ? standard : others).split(' ');
	});
	const staying = kept.map(bareName);
	const meant = [...new Set(named)].filter(name => !staying.includes(name));
	// Those that this kernel does not know runc leaves out.
	return {args: meant.flatMap(name => [flag, `CAP_${name}`])};
}

function bareName(capability: string): string {
	return capability.toUpperCase().replace(/^CAP_/, '');
}

/** What a container of ctr has to begin with. Source: containerd oci.defaultUnixCaps, docker's own default set. */
const standard =
	'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE';

/** What else there is. Source: Linux, capabilities(7). */
const others =
	'AUDIT_CONTROL AUDIT_READ BLOCK_SUSPEND BPF CHECKPOINT_RESTORE DAC_READ_SEARCH IPC_LOCK IPC_OWNER LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE NET_ADMIN NET_BROADCAST PERFMON SYS_ADMIN SYS_BOOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM';

function isKnown(name: string): boolean {
	return `${standard} ${others}`.split(' ').includes(name);
}
