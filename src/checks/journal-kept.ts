import {type Check, ok, skipped, warning} from './check.ts';
import {at, deleteLine, restart} from './fixes.ts';

/** Without a journal nobody can say tomorrow why a service ended tonight; this check-up reads it too. */
export const journalKept: Check = {
	id: 'journal-kept',
	title: 'whether the journal is kept',
	look({state}) {
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
