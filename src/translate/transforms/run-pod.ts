import {bytesOf} from '../bytes.ts';
import {imageName, shortName} from '../image-name.ts';
import {type Ask, type Build, type Built, close, type Found, lost, note} from '../transform.ts';
import {containerFile, isNumber, podFile, podMount} from './pod-files.ts';
import {namedVolumes, volumeFolder, volumeFolders} from './run-volumes.ts';

/** `docker run` as a pod sandbox and a container of crictl, with the two files that it reads written out. */
export const runPod: Build = (_draft, ask): Built => {
	const [image = ''] = ask.parsed.args;
	const reference = imageName(image);
	const name = ask.value('name') ?? `${shortName(image) || 'run'}-${ask.unique}`;
	const [pod, container] = [`${name}-pod.json`, `${name}-container.json`];
	const files = [
		{path: pod, text: `${JSON.stringify(podFile(name, ask), undefined, 2)}\n`},
		{path: container, text: `${JSON.stringify(containerFile(name, reference, ask), undefined, 2)}\n`},
	];
	const pull = ask.value('pull') ?? 'missing';
	const pulled = {argv: ['crictl', 'pull', reference] as const, effect: 'write' as const};
	const present = ['ctr', '-n', 'k8s.io', 'images', 'ls', '--quiet', `name==${reference}`] as const;
	return {
		commands: [
			...(pull === 'never' ? [] : [pull === 'always' ? pulled : {...pulled, unless: present}]),
			...volumeFolders(namedVolumes(ask), {reference, namespace: 'k8s.io'}, ask),
			{argv: ['crictl', 'run', '--no-pull', container, pod], effect: 'write', files},
		],
		findings: findingsOf(name, ask),
		instead: true,
	};
};

function findingsOf(name: string, ask: Ask): readonly Found[] {
	const unknown = [...ask.parsed.flags.keys()].filter(flag => !known.includes(` ${flag} `));
	const unmounted = ask.values('volume').filter(volume => podMount(volume).length === 0);
	const named = namedVolumes(ask);
	const size = ask.value('memory');
	return [
		...unknown.map((flag): Found => ({...lost('pod.flag'), flag: `--${flag}`})),
		...unmounted.map((volume): Found => ({...lost('run.volume-named', {volume}), flag: '--volume'})),
		...named.map(
			({name}): Found => ({...close('run.volume-folder', {name, source: volumeFolder(name)}), flag: '--volume'}),
		),
		...(size !== undefined && bytesOf(size) === undefined ? [{...lost('pod.flag'), flag: '--memory'}] : []),
		...ask
			.values('group-add')
			.filter(group => !isNumber(group))
			.map((): Found => ({...lost('pod.flag'), flag: '--group-add'})),
		...(ask.on('detach') ? [] : [close('pod.detached', {name})]),
		close('pod.kubelet'),
		note('pod.remove', {name}),
	];
}

/** What the two files can hold. */
const known = [
	' name detach entrypoint env volume publish network memory cpus cpu-shares cpu-period cpu-quota cpuset-cpus cpuset-mems',
	'privileged user workdir hostname cap-add cap-drop read-only label tty interactive dns dns-search dns-option device',
	'pull quiet disable-content-trust oom-score-adj pid ipc sysctl expose no-healthcheck group-add ',
].join(' ');
