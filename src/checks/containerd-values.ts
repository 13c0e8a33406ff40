import {durationMs} from '../model/duration.ts';
import {known, type Setting} from '../model/node-snapshot.ts';
import {hasContainerd, needsContainerd} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {at, replaceInLine, restart} from './fixes.ts';

type Unworkable = {
	readonly name: RegExp;
	readonly isMeant: (value: string) => boolean;
	readonly usual: string;
	readonly why: string;
	/** Fine by itself: only where the journal says this of it. */
	readonly said?: (value: string) => string;
};

const below = (least: number) => (value: string) => /^\d+$/.test(value) && Number(value) > 0 && Number(value) < least;
const shorter = (leastMs: number) => (value: string) => {
	const ms = durationMs(value);
	return ms !== undefined && ms > 0 && ms < leastMs;
};

/** What containerd takes, and nothing works with. The usual values are those of `containerd config default`, 1.6 to 2.1. */
const values: readonly Unworkable[] = [
	{
		name: /^grpc\.max_(recv|send)_message_size$/,
		isMeant: below(2 ** 20),
		usual: '16777216',
		why: 'bytes are counted: next to no answer fits into it, and crictl and the kubelet get errors',
	},
	{name: /^timeouts\..*shim\.(load|cleanup|shutdown)/, isMeant: shorter(500), usual: '5s', why: 'no shim is as quick'},
	{name: /^timeouts\..*task\.state/, isMeant: shorter(500), usual: '2s', why: 'no shim answers as quickly'},
	{name: /image_pull_progress_timeout$/, isMeant: shorter(5000), usual: '5m0s', why: 'pulls are given up too soon'},
	// Seen on containerd 1.6.20: the shim ends at its start, and containerd tells nothing but that.
	{
		name: /\.ShimCgroup$/,
		isMeant: value => value !== '',
		usual: '',
		why: 'no shim gets into a cgroup that nobody made, and no container starts',
		said: value => `failed to load cgroup ${value}`,
	},
	{name: /max_container_log_line_size$/, isMeant: below(128), usual: '16384', why: 'every line of a log is cut'},
];

export const containerdValues: Check = {
	id: 'containerd-values',
	title: "values of containerd's configuration",
	follows: ['containerd-config-syntax', 'containerd-config-version'],
	explains: ['cri-message-size', 'shim-cgroup'],
	look(node) {
		if (!hasContainerd(node)) return skipped('there is no containerd on this node');
		const files = [known(node.containerd.config) ?? [], node.containerd.imports].flat();
		const grave = needsContainerd(node) ? fatal : warning;
		const journal = known(node.journal) ?? [];
		const isSaid = (text: string) => journal.some(line => line.includes(text));
		const found = files
			.flatMap(({settings}) => settings)
			.flatMap((setting): readonly Outcome[] => {
				const {name: own, value} = setting;
				const wrong = values.find(
					({name, isMeant, said}) => name.test(own) && isMeant(value) && (!said || isSaid(said(value))),
				);
				return wrong === undefined ? [] : [outcome(setting, wrong, grave)];
			});
		return worstOf(found, ok('none is out of all proportion'));
	},
};

function outcome(setting: Setting, {usual, why}: Unworkable, grave: typeof fatal): Outcome {
	const {name, value, path, line} = setting;
	return grave(`${name} in ${path} is ${value}: ${why}`, {
		evidence: [at(setting)],
		fix: [
			usual === '' ? replaceInLine(path, line, `"${value}"`, '""') : replaceInLine(path, line, value, usual),
			restart('containerd'),
		],
	});
}
