import {defaultRuntime, runtimesOf, textAt} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped, warning, worstOf} from './check.ts';
import {advice, replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

export const runtimeHandlers: Check = {
	id: 'runtime-handlers',
	title: 'runtimes and RuntimeClasses',
	follows: ['containerd-config-syntax', 'containerd-config-version'],
	explains: ['ctd-no-runtime', 'ctd-default-runtime', 'runc-missing', 'oci-runtime-missing'],
	look(node) {
		const data = known(node.containerd.effective);
		if (!needsContainerd(node)) return skipped('containerd makes no pods on this node');
		if (data === undefined) return skipped('containerd config dump gives no answer');
		const runtimes = runtimesOf(data);
		const names = Object.keys(runtimes);
		const main = defaultRuntime(data);
		const {configPath} = node.containerd;
		const evidence = [
			{
				source: 'containerd config dump',
				text: `runtimes: ${names.join(', ') || 'none'}; default_runtime_name: ${main}`,
			},
		];
		const found = [
			...(names.length > 0 && !names.includes(main)
				? [
						fatal(
							`default_runtime_name is ${main}, and no runtime of that name is configured: no pod without a RuntimeClass starts`,
							{
								evidence,
								fix: [defaultTo(node, names), restart('containerd')],
							},
						),
					]
				: []),
			...names.flatMap(name => {
				const binary = textAt(runtimes[name], 'options', 'BinaryName');
				if (binary === undefined || !binary.startsWith('/') || node.kinds[binary] !== undefined) return [];
				const grave = name === main ? fatal : warning;
				return [
					grave(`the runtime ${name} is ${binary}, which is not there: its pods do not start`, {
						evidence: [{source: 'containerd config dump', text: `${name}: BinaryName = ${binary}`}],
						fix: binaryBack(node, name, binary),
					}),
				];
			}),
			...names.flatMap(name => {
				const spec = textAt(runtimes[name], 'base_runtime_spec');
				if (spec === undefined || !spec.startsWith('/') || node.kinds[spec] !== undefined) return [];
				return [
					fatal(
						`base_runtime_spec of the runtime ${name} is ${spec}, which is not there: containerd starts without its CRI`,
						{
							evidence: [{source: 'containerd config dump', text: `${name}: base_runtime_spec = ${spec}`}],
							fix: withoutSpec(node, spec),
						},
					),
				];
			}),
			...(known(node.node)?.runtimeClasses ?? []).flatMap(({name, handler}) =>
				names.includes(handler)
					? []
					: [
							warning(
								`RuntimeClass ${name} asks for the handler ${handler}, which this node does not have: its pods fail here with “no runtime for "${handler}" is configured”`,
								{
									evidence,
									fix: [
										advice(
											`add the runtime ${handler} to ${configPath}, or keep such pods off with scheduling.nodeSelector of the RuntimeClass`,
										),
									],
								},
							),
						],
			),
		];
		return worstOf(found, ok(names.join(', ')));
	},
};

/**
 * The runtime named runc is runc, wherever that is. Another program must be installed; until then pods that name no
 * runtime get the one that is there, and an imported file that names it becomes a comment, the file kept beside it.
 */
function binaryBack(node: NodeSnapshot, name: string, binary: string): readonly Fix[] {
	const settings = containerdSettings(node);
	const set = settings.findLast(setting => setting.name.endsWith('.BinaryName') && setting.value === binary);
	const {runc} = node.programs;
	if (name === 'runc' && runc !== undefined && set !== undefined)
		return [replaceInLine(set.path, set.line, binary, runc), restart('containerd'), advice(`or install ${binary}`)];
	const imported = node.containerd.imports.find(({path}) => path === set?.path)?.path;
	const byDefault = settings.findLast(setting => setting.name.endsWith('.default_runtime_name'));
	const isLeft =
		byDefault?.value === name && Object.keys(runtimesOf(known(node.containerd.effective) ?? {})).includes('runc');
	return [
		...(imported !== undefined
			? [run('sed', '-i.aside', 's/^/# /', imported)]
			: byDefault !== undefined && isLeft
				? [replaceInLine(byDefault.path, byDefault.line, name, 'runc')]
				: []),
		restart('containerd'),
		advice(
			imported === undefined
				? `or install ${binary}; else take the runtime ${name} out of ${node.containerd.configPath}`
				: `or install ${binary}, and bring the file back: mv ${imported}.aside ${imported}`,
		),
	];
}

/** The default of containerd counts without it. */
function withoutSpec(node: NodeSnapshot, spec: string): readonly Fix[] {
	const set = containerdSettings(node).filter(({name, value}) => name.endsWith('base_runtime_spec') && value === spec);
	return [
		...set.map(({path, line}) => replaceInLine(path, line, spec, '')),
		restart('containerd'),
		advice(`or make it: ctr oci spec > ${spec}`),
	];
}

function defaultTo(node: NodeSnapshot, names: readonly string[]): Fix {
	const {configPath} = node.containerd;
	const set = containerdSettings(node).findLast(({name}) => name.endsWith('.default_runtime_name'));
	const instead = names.find(name => name === 'runc') ?? (names.length === 1 ? names[0] : undefined);
	return set !== undefined && instead !== undefined
		? replaceInLine(set.path, set.line, set.value, instead)
		: advice(`set default_runtime_name to one of ${names.join(', ')} in ${configPath}`);
}
