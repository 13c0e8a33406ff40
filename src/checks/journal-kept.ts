import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {unit} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning} from './check.ts';
import {at, deleteLine, restart, run} from './fixes.ts';

/** Without a journal nobody can say tomorrow why a service ended tonight; this check-up reads it too. */
export const journalKept: Check = {
	id: 'journal-kept',
	title: 'whether the journal is kept',
	look(node) {
		const gone = journalGone(node);
		if (gone !== undefined) return gone;
		const {state} = node;
		if (state?.journald === undefined) return skipped('not looked at');
		const set = state.journald.findLast(({name}) => name === 'Storage');
		if (set?.value !== 'none') return ok(set === undefined ? 'as systemd does it by itself' : `Storage=${set.value}`);
		const lines = state.journald
			.filter(({name, value}) => name === 'Storage' && value === 'none')
			.toSorted((one, other) => (one.path === other.path ? other.line - one.line : 0));
		return warning(
			'journald keeps nothing (Storage=none): what kubelet and runtime say is lost, and no cause can be found in it',
			{
				evidence: lines.map(at),
				fix: [...lines.map(({path, line}) => deleteLine(path, line)), restart('systemd-journald')],
			},
		);
	},
};

/** It is asked about where a service ended by SIGPIPE. */
function journalGone(node: NodeSnapshot): Outcome | undefined {
	const [service, socket] = [unit(node, 'systemd-journald.service'), unit(node, 'systemd-journald.socket')];
	if (service === undefined || service.activeState === 'active') return undefined;
	const those = [service, ...(socket === undefined ? [] : [socket])];
	const unmasked = those
		.filter(({loadState}) => loadState === 'masked')
		.map(({name, fileState}) =>
			run('systemctl', 'unmask', ...(fileState === 'masked-runtime' ? ['--runtime'] : []), name),
		);
	const ended = Object.values(known(node.units) ?? {}).filter(
		({exitStatus, activeState}) => exitStatus === 13 && activeState !== 'active',
	);
	return fatal(
		`journald does not run: a service that writes to it ends with its next line (SIGPIPE), as ${ended.map(({name}) => name).join(' and ')} did, and nothing of today is in the journal`,
		{
			evidence: [...those, ...ended].map(one => ({source: `systemctl show ${one.name}`, text: stateOf(one)})),
			fix: [
				...unmasked,
				run('systemctl', 'start', 'systemd-journald.socket', 'systemd-journald.service'),
				...ended.map(({name}) => run('systemctl', 'restart', name)),
			],
		},
	);
}
