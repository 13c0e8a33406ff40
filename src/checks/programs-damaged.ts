import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {DamagedProgram} from '../model/node-state.ts';
import type {OperatingSystem} from '../model/node-system.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {reinstall} from './parts/reinstall.ts';
import {nodeServices} from './parts/unit-lines.ts';

export const programsDamaged: Check = {
	id: 'programs-damaged',
	title: 'programs that can be run',
	explains: [
		'runc-broken',
		'shim-broken',
		'cni-plugin-broken',
		'service-exec',
		'host-tool-missing',
		'iptables-missing',
	],
	follows: ['unit-masked'],
	look({state, system, units}) {
		if (state?.damaged === undefined) return skipped('not looked at');
		const {damaged} = state;
		if (damaged.length === 0) return ok('kubelet, runtime, runc, shim and network plugins are whole');
		return fatal(`${damaged.map(sentence).join(', ')}: what needs it fails`, {
			evidence: damaged.map(({path, what}) => ({source: path, text: what})),
			fix: [...fixOf(damaged, system), ...again(damaged, units)],
		});
	},
};

/** A service whose own program was damaged, or which ended for want of another, is started again. */
function again(damaged: readonly DamagedProgram[], units: NodeSnapshot['units']): readonly Fix[] {
	const mended = damaged.some(
		({what, beside, instead}) => what === 'not executable' || beside !== undefined || instead !== undefined,
	);
	const down = nodeServices.filter(name => ['failed', 'activating'].includes(known(units)?.[name]?.activeState ?? ''));
	return mended && down.length > 0 ? [run('systemctl', 'reset-failed', ...down), restart(...down)] : [];
}

/** Mounts first: nothing is wrong with what lies on them. */
function fixOf(damaged: readonly DamagedProgram[], system: OperatingSystem): readonly Fix[] {
	const mounts = [...new Set(damaged.flatMap(({mountedOn}) => mountedOn ?? []))];
	const closed = damaged.filter(({what}) => what === 'not executable').map(({path}) => path);
	const moved = damaged.filter(({beside}) => beside !== undefined);
	const broken = damaged.filter(
		({mountedOn, what, beside, instead}) =>
			mountedOn === undefined && what !== 'not executable' && beside === undefined && instead === undefined,
	);
	return [
		...(closed.length > 0 ? [run('chmod', '755', ...closed)] : []),
		...moved.flatMap(({path, what, beside = ''}) => [
			...(what === 'a directory' ? [run('mv', path, `${path}.wrong`)] : []),
			run('cp', '-a', beside, path),
		]),
		...damaged.flatMap(({path, instead}) => (instead === undefined ? [] : [run('mv', path, `${path}.wrong`)])),
		...mounts.map(place => run('mount', '-o', 'remount,bind,exec', place)),
		...(mounts.length > 0 ? [advice('and noexec out of its line in /etc/fstab, or of its mount unit')] : []),
		...broken.flatMap(({path}) => reinstall(path, system)),
		...(broken.length > 0 ? [advice('or copy it from a node of the same version')] : []),
	];
}

function sentence({path, what, calls, instead}: DamagedProgram): string {
	if (calls !== undefined)
		return `${path} is a script that calls ${calls}, which is not there${instead === undefined ? '' : `, and stands before ${instead}`}`;
	if (what === 'a script that calls no program') return `${path} is a script that hands nothing on to a program`;
	return what === 'no program' ? `${path} is no program` : `${path} is ${what}`;
}
