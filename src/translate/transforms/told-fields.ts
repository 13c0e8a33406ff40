import {printCommand} from '../print.ts';
import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';
import {otherTool} from './other-tool.ts';

/** What tells a field of `docker info` or `docker version`. */
function toldBy(field: string, {versions, ctr}: Pick<Ask, 'versions' | 'ctr'>): Command | undefined {
	if (field === '.Driver' && compareVersions(versions.containerd, '2.0') >= 0) return snapshotter2();
	const template = Object.hasOwn(infoFields, field) ? infoFields[field] : undefined;
	return template === undefined
		? otherTool(field, ctr)
		: {argv: ['crictl', 'info', '--output', 'go-template', '--template', template], effect: 'read'};
}

/** From containerd 2 on the snapshotter is a setting of another plugin, which crictl info does not show. Source: lab, containerd 2.1.9. */
const snapshotter2 = (): Command => ({
	inputFrom: ['containerd', 'config', 'dump'],
	argv: ['awk', '-F', '["\']', '/^ *snapshotter = / && $2 != "" {print $2; exit}'],
	effect: 'read',
});

// Source: crictl info of containerd 1.6, 1.7 and 2.1.
const infoFields: Readonly<Record<string, string>> = {
	'.Driver': '{{.config.containerd.snapshotter}}',
	'.DockerRootDir': '{{.config.containerdRootDir}}',
	'.CgroupDriver':
		'{{with index .config.containerd.runtimes .config.containerd.defaultRuntimeName}}{{if index (index . "options") "SystemdCgroup"}}systemd{{else}}cgroupfs{{end}}{{end}}',
	'.DefaultRuntime': '{{.config.containerd.defaultRuntimeName}}',
};

/** docker's template, each field asked of whoever knows it; `missing` where nobody does. */
export function toldFields(
	template: string,
	ask: Pick<Ask, 'versions' | 'ctr'>,
): {readonly command: Command} | {readonly missing: readonly string[]} {
	const asked: Command[] = [];
	const missing: string[] = [];
	const text = template.split(/(\{\{[\s\S]*?\}\})/).map(piece => {
		if (!piece.startsWith('{{')) return piece.replaceAll('%', '%%');
		const [, json, field = piece] = /^\{\{-?\s*(json\s+)?(\.[\w.]+(?: as text)?)\s*-?\}\}$/.exec(piece) ?? [];
		const command = toldBy(field, ask);
		if (command === undefined) missing.push(field);
		else asked.push(command);
		return json === undefined || /^\.(NCPU|MemTotal|Containers|Images)/.test(field) ? '%s' : '"%s"';
	});
	if (missing.length > 0) return {missing};
	const [first] = asked;
	if (first === undefined) return {missing: [template]};
	if (asked.length === 1 && text.join('') === '%s') return {command: first};
	const words = asked.map(command => `"$(${printCommand(command)})"`).join(' ');
	const format = `${text.join('')}\\n`.replaceAll("'", `'\\''`);
	return {command: {argv: ['sh', '-c', `printf '${format}' ${words}`], effect: 'read'}};
}

const infoNames =
	'Name ServerVersion Driver CgroupDriver CgroupVersion DockerRootDir DefaultRuntime KernelVersion OperatingSystem OSType Architecture NCPU Containers ContainersRunning ContainersPaused ContainersStopped Images'.split(
		' ',
	);

/** `{{json .}}`: what is known, under docker's names. */
export function wholeOf(command: string, ctr: boolean): string {
	const object = (names: readonly string[], before = '') =>
		`{${names.map(name => `"${name}":{{json ${before}.${name}}}`).join(',')}}`;
	if (command === 'info') return object(infoNames.filter(name => ctr || name !== 'ContainersPaused'));
	return `{"Client":${object(['Version', 'Os', 'Arch'], '.Client')},"Server":${object(['Version', 'Os', 'Arch', 'KernelVersion'], '.Server')}}`;
}
