import {snapshotterOf} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {needsContainerd, needsDocker} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {at, restart, run} from './fixes.ts';

const names = ['cri', 'io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.runtime', 'io.containerd.cri.v1.images'];

export const criEnabled: Check = {
	id: 'cri-enabled',
	title: 'CRI plugin disabled',
	follows: ['containerd-config-syntax', 'containerd-plugin-names'],
	explains: ['cri-unimplemented-v1', 'ctd-skip-plugin'],
	look(node) {
		const config = known(node.containerd.config);
		if (config?.data === undefined) return skipped('there is no configuration file that can be read');
		const {disabled_plugins: disabled} = config.data;
		const name = Array.isArray(disabled) ? disabled.find(each => names.includes(String(each))) : undefined;
		const setting = config.settings.find(each => each.name === 'disabled_plugins');
		const below = withoutWhich(disabled, node);
		if (name === undefined && below.length > 0 && setting !== undefined)
			return fatal(
				`disabled_plugins names ${below.join(', ')}: without it containerd's CRI does not load, or makes no pods`,
				{
					evidence: [at(setting)],
					fix: [
						...below.map(each =>
							run('sed', '-i', '-E', `${setting.line}s|"${each.replaceAll('.', '\\.')}" *,? *||`, config.path),
						),
						restart('containerd'),
					],
				},
			);
		if (name === undefined || setting === undefined) return ok('disabled_plugins does not name it');
		const details = {
			evidence: [at(setting)],
			fix: [
				run('sed', '-i', '-E', `${setting.line}s|"${String(name).replaceAll('.', '\\.')}" *,? *||`, config.path),
				restart('containerd'),
			],
		};
		if (needsDocker(node)) {
			return info(
				`"${String(name)}" is disabled, as docker's package of containerd has it: containerd is there for docker alone`,
				details,
			);
		}
		return fatal(
			`"${String(name)}" is disabled, as docker's package of containerd has it: containerd runs, but no kubelet and no crictl can use it (unknown service runtime.v1.RuntimeService)`,
			details,
		);
	},
};

/** Plugins on which the CRI stands: all but those for other filesystems, tracing and what containerd offers besides. */
const besides =
	/\.(nri|tracing\.\w+|internal\.v1\.(tracing|restart|opt)|image-verifier|ttrpc|warning|nri\.v1|monitor)\b|\.(btrfs|zfs|aufs|devmapper|blockfile|native|erofs|restart|opt|otlp|tracing)$/;

function withoutWhich(disabled: unknown, node: NodeSnapshot): readonly string[] {
	if (!needsContainerd(node) || !Array.isArray(disabled)) return [];
	const used = snapshotterOf(known(node.containerd.effective) ?? known(node.containerd.config)?.data);
	return disabled
		.map(String)
		.filter(each => /^io\.containerd\.[\w.-]+$/.test(each))
		.filter(each =>
			/\.snapshotter\./.test(each) ? each.endsWith(`.${used}`) : !besides.test(each) && !names.includes(each),
		);
}
