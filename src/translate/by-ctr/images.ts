import {imageName} from '../image-name.ts';
import {close, lost, note} from '../transform.ts';
import {type BuildByCtr, flagsLost} from './held.ts';

/** Images that `docker run` of the same script starts: containerd keeps them by namespace, and pulled for the kubelet they are not there. */
export const pull: BuildByCtr = ({namespace}, ask) => {
	const platform = ask.value('platform');
	const chosen = platform === undefined ? [] : ['--platform', platform];
	const reference = imageName(ask.parsed.args[0] ?? '');
	return {
		commands: [
			{argv: ['ctr', '-n', namespace, 'images', 'pull', ...chosen, reference], effect: 'write', output: 'aside'},
		],
		findings: [note('by-ctr.pull'), ...flagsLost(ask, ['platform', 'quiet', 'disable-content-trust'])],
	};
};

export const removeImage: BuildByCtr = ({namespace}, ask) => ({
	commands: [{argv: ['ctr', '-n', namespace, 'images', 'rm', ...ask.parsed.args.map(imageName)], effect: 'destroy'}],
	findings: [close('rmi.one-name'), close('rmi.unprotected'), ...flagsLost(ask, ['force', 'no-prune'])],
});

/** Of a table the rows of one name; ctr knows its parts, and not docker's ID. */
export const listImages: BuildByCtr = ({namespace}, ask) => {
	const [name] = ask.parsed.args;
	if (name === undefined) return {commands: [], findings: [lost('by-ctr.images')]};
	const format = ask.value('format')?.replace(/^table /, '');
	const argv = ['ctr', '-n', namespace, 'images', 'ls'] as const;
	const only = `name==${imageName(name)}`;
	const findings = flagsLost(ask, ['quiet', 'format', 'all']);
	if (ask.on('quiet') || format === '{{.ID}}')
		return {
			commands: [{argv: [...argv, '--quiet', only], effect: 'read'}],
			findings: [close('by-ctr.image-names'), ...findings],
		};
	if (format === undefined)
		return {commands: [{argv: [...argv, only], effect: 'read'}], findings: [close('by-ctr.image-table'), ...findings]};
	const printed = printing(format);
	if (printed === undefined)
		return {commands: [], findings: [{...lost('by-ctr.template', {format}), flag: '--format'}]};
	return {
		commands: [{inputFrom: [...argv, only], argv: ['awk', `NR > 1 {${printed}}`], effect: 'read'}],
		findings: [close('by-ctr.image-full'), ...findings],
	};
};

/** For awk, of ctr's `REF TYPE DIGEST SIZE …`, where the size has its unit as a word of its own. */
function printing(format: string): string | undefined {
	const parts = format.split(/(\{\{\s*\.\w+\s*\}\})/).filter(part => part !== '');
	const words = parts.map(part => {
		const field = /^\{\{\s*\.(\w+)\s*\}\}$/.exec(part)?.[1];
		if (field === undefined) return part.includes('{{') ? undefined : JSON.stringify(part.replaceAll('\\t', '\t'));
		return Object.hasOwn(columns, field) ? columns[field] : undefined;
	});
	return words.includes(undefined) ? undefined : `print ${words.join(' ')}`;
}

const columns: Readonly<Record<string, string>> = {
	Repository: 'substr($1, 1, match($1, /:[^:/]*$/) - 1)',
	Tag: 'substr($1, match($1, /:[^:/]*$/) + 1)',
	Digest: '$3',
	Size: '$4 $5',
};

/** Only whether it is there: nothing else of it is told in docker's words. */
export const inspectImage: BuildByCtr = ({namespace}, ask) => {
	if (ask.value('format') !== undefined)
		return {
			commands: [],
			findings: [{...lost('by-ctr.template', {format: ask.value('format') ?? ''}), flag: '--format'}],
		};
	return {
		commands: ask.parsed.args.map(name => ({
			inputFrom: ['ctr', '-n', namespace, 'images', 'ls', `name==${imageName(name)}`] as const,
			argv: ['grep', '-v', '^REF'] as const,
			effect: 'read' as const,
		})),
		findings: [close('by-ctr.image-there')],
	};
};
