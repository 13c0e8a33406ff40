import {type Emitted, type Found, lost} from '../transform.ts';

/**
 * ctr wants `CAP_` before each name, has no word for all of them, and drops after it has added, where docker adds last.
 *
 * @param kept What is added beside: it is not dropped.
 */
export function capabilities(
	flag: '--cap-add' | '--cap-drop',
	values: readonly string[],
	kept: readonly string[] = [],
): Emitted {
	const findings: Found[] = [];
	const named = values.flatMap(value => {
		const name = bareName(value);
		if (name !== 'ALL') return [name];
		if (flag === '--cap-drop') return standard.split(' ');
		findings.push(lost('run.cap-add-all'));
		return [];
	});
	const staying = kept.map(bareName);
	const meant = [...new Set(named)].filter(name => !staying.includes(name));
	return {args: meant.flatMap(name => [flag, `CAP_${name}`]), findings};
}

function bareName(capability: string): string {
	return capability.toUpperCase().replace(/^CAP_/, '');
}

/** What a container of ctr has to begin with. Source: containerd oci.defaultUnixCaps, docker's own default set. */
const standard =
	'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE';
