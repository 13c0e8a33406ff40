import {quoteWord} from '../model/argv.ts';
import type {Halted as Stop} from '../model/node-state.ts';
import {type Check, type Evidence, type Fix, fatal, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

/** Those that have a check of their own, which says what comes of it. */
const own = ['kubelet', 'containerd', 'dockerd', 'crio', 'cri-dockerd'];

export const halted: Check = {
	id: 'halted',
	title: 'processes that were stopped',
	look({state}) {
		if (state?.halted === undefined) return skipped('not looked at');
		const found = state.halted.filter(one => !('pid' in one && own.includes(one.name)));
		if (found.length === 0) return ok('no service, no shim and no cgroup of many is stopped');
		// Of several shims each is one pod; a cgroup, or a part of the control plane, is the node.
		const isOfAll = found.some(one => !('pid' in one) || !/^(containerd-shim|conmon|docker)/.test(one.name));
		const grave = isOfAll ? fatal : warning;
		return grave(`${found.map(sentence).join(', ')}: whoever asks it waits until a deadline`, {
			evidence: found.map(evidence),
			fix: found.map(goOn),
		});
	},
};

function sentence(stop: Stop): string {
	if (!('pid' in stop)) return `the cgroup ${stop.cgroup} is frozen, with all that runs in it`;
	return `process ${stop.pid} (${stop.name}) is stopped by a signal`;
}

function evidence(stop: Stop): Evidence {
	if (!('pid' in stop)) return {source: stop.path, text: stop.thaw === '0' ? '1' : 'FROZEN'};
	return {source: `/proc/${stop.pid}/stat`, text: 'state T (stopped)'};
}

function goOn(stop: Stop): Fix {
	if ('pid' in stop) return run('kill', '-CONT', String(stop.pid));
	return run('sh', '-c', `echo ${stop.thaw} > ${quoteWord(stop.path)}`);
}
