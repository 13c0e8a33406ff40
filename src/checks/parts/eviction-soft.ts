import type {ConfigFile} from '../../model/node-snapshot.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, restart, run} from '../fixes.ts';

/** Each soft threshold needs its time. Source: kubelet 1.30 pkg/kubelet/eviction/helpers.go, which ends without it. */
export function withoutGrace({settings, text, path}: ConfigFile): readonly Outcome[] {
	const soft = settings.filter(({name}) => name.startsWith('evictionSoft.'));
	const times = settings.filter(({name}) => name.startsWith('evictionSoftGracePeriod.'));
	const signalOf = (name: string) => name.slice(name.indexOf('.') + 1);
	const bare = soft.filter(one => one.path === path && !times.some(({name}) => signalOf(name) === signalOf(one.name)));
	const [first] = bare;
	if (first === undefined) return [];
	const lines = bare.map(({name}) => `${signalOf(name)}: 1m30s`);
	const beside = times.find(one => one.path === path);
	const depth = beside === undefined ? '  ' : (/^[ ]*/.exec(text.split('\n')[beside.line - 1] ?? '')?.[0] ?? '  ');
	const added = lines.map(line => `${depth}${line}`).join('\\n');
	return [
		fatal(
			`evictionSoft has ${bare.map(({name}) => signalOf(name)).join(', ')}, and evictionSoftGracePeriod does not: the kubelet does not start`,
			{
				evidence: bare.map(at),
				fix: [
					beside === undefined
						? run('sed', '-i', `$s/$/\\nevictionSoftGracePeriod:\\n${added}/`, path)
						: run('sed', '-i', `${beside.line}s/$/\\n${added}/`, path),
					restart('kubelet'),
				],
			},
		),
	];
}
