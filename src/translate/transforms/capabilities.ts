import {type Emitted, type Found, lost} from '../transform.ts';

/** ctr wants `CAP_` before each name, and has no word for all of them. */
export function capabilities(flag: '--cap-add' | '--cap-drop', values: readonly string[]): Emitted {
	const findings: Found[] = [];
	const named = values.flatMap(value => {
		const name = value.toUpperCase().replace(/^CAP_/, '');
		if (name !== 'ALL') return [name];
		if (flag === '--cap-drop') return standard.split(' ');
		findings.push(lost('run.cap-add-all'));
		return [];
	});
	return {args: [...new Set(named)].flatMap(name => [flag, `CAP_${name}`]), findings};
}

/** What a container of ctr has to begin with. Source: containerd oci.defaultUnixCaps, docker's own default set. */
const standard =
	'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE';
