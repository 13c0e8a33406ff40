import {criImages, sandboxImageOf, snapshotterOf, systemdCgroup, textAt, valueAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {restart} from './fixes.ts';

export const containerdConfigLoaded: Check = {
	id: 'containerd-config-loaded',
	title: "containerd's configuration: in use",
	follows: ['containerd-config-syntax', 'containerd-running', 'runtime-answers', 'cri-enabled'],
	look({containerd, crictl}) {
		const file = known(containerd.effective);
		const running = known(crictl.info)?.config;
		if (file === undefined || running === undefined) return skipped('one of the two is not known');
		if (running.containerdEndpoint === undefined && running.containerd === undefined)
			return skipped('the runtime does not tell what it runs with');
		const handler = textAt(running, 'containerd', 'defaultRuntimeName') ?? 'runc';
		const options = valueAt(running, 'containerd', 'runtimes', handler, 'options');
		const pairs: ReadonlyArray<readonly [string, unknown, unknown]> = [
			['SystemdCgroup', systemdCgroup(file) ?? false, valueAt(options, 'SystemdCgroup') === true],
			['sandbox image', sandboxImageOf(file), textAt(running, 'sandboxImage') ?? sandboxImageOf(file)],
			['snapshotter', snapshotterOf(file), textAt(running, 'containerd', 'snapshotter') ?? snapshotterOf(file)],
			[
				'registry config_path',
				textAt(criImages(file), 'registry', 'config_path') ?? '',
				textAt(running, 'registry', 'configPath') ?? '',
			],
		];
		const different = pairs.filter(
			([name, onDisk, inUse]) =>
				onDisk !== inUse && !(name === 'registry config_path' && running.registry === undefined),
		);
		if (different.length === 0) return ok('what it says over the CRI is what the file says');
		return warning('config.toml was changed since containerd started: what it says now counts only after a restart', {
			evidence: different.map(([name, onDisk, inUse]) => ({
				source: `${containerd.configPath}; crictl info`,
				text: `${name}: ${String(onDisk)} on disk, ${String(inUse)} in use`,
			})),
			fix: [restart('containerd')],
		});
	},
};
