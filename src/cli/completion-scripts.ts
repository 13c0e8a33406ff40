import type {CompletionWords} from './completion-words.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** A script for a shell to source. All words are of rtconsole's own tables: letters, digits and dashes. */
export function completionScript(shell: Shell, words: CompletionWords): string {
	switch (shell) {
		case 'bash':
			return bash(words);
		case 'zsh':
			return zsh(words);
		case 'fish':
			return fish(words);
	}
}

const comment = '# rtconsole: made by `rtconsole completion`; nothing in here asks the node.';

function bash({flags, commands, docker}: CompletionWords): string {
	const valued = flags.filter(({takes}) => takes === 'text').map(({flag}) => flag);
	const files = flags.filter(({takes}) => takes === 'file' || takes === 'folder').map(({flag}) => flag);
	const cases = commands.map(
		({name, words, flags: own, takesFile}) =>
			`\t\t${name}) own="${own.join(' ')}"; words="${words.join(' ')}"; files=${takesFile ? 1 : 0} ;;`,
	);
	return `${comment}
_rtconsole() {
	local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
	local all="${flags.map(({flag}) => flag).join(' ')}"
	local commands="${commands.map(({name}) => name).join(' ')}"
	local docker="${docker.join(' ')}"
	local command= before= own= words= files=0 skip=0 word index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		word=\${COMP_WORDS[index]}
		if ((skip)); then skip=0; continue; fi
		case $word in
		${[...valued, ...files].join('|')}) skip=1 ;;
		-*) ;;
		*) if [[ -z $command ]]; then command=$word; else before="$before $word"; fi ;;
		esac
	done
	case $prev in
	--script|${files.join('|')}) COMPREPLY=($(compgen -f -- "$cur")); return ;;
	${valued.join('|')}) return ;;
	esac
	if [[ -z $command ]]; then
		COMPREPLY=($(compgen -W "$commands $all" -- "$cur"))
		return
	fi
	case $command in
${cases.join('\n')}
	esac
	case "$command$before" in
	docker|'translate docker') COMPREPLY=($(compgen -W "$docker" -- "$cur")); return ;;
	docker\\ *|'translate docker '*) return ;;
	translate) words="docker crictl ctr" ;;
	esac
	[[ -n $before ]] && words=
	if [[ $cur == -* ]]; then words="$own $all"; fi
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	if ((files)) && [[ $cur != -* && -z $words ]]; then COMPREPLY+=($(compgen -f -- "$cur")); fi
}
complete -o bashdefault -F _rtconsole rtconsole
`;
}

function zsh({flags, commands, docker}: CompletionWords): string {
	const flagLines = flags.map(({flag, about, takes}) => {
		const action = takes === 'file' ? '_files' : takes === 'folder' ? '_files -/' : ' ';
		return `\t\t'${flag}[${zshText(about)}]${takes === undefined ? '' : `:value:${action}`}'`;
	});
	const names = commands.map(({name, summary}) => `\t\t'${name}:${zshText(summary)}'`);
	const cases = commands.map(({name, words, flags: own, takesFile}) => {
		const parts = [
			...(own.length === 0 ? [] : [`compadd -- ${own.join(' ')}`]),
			...(words.length === 0 ? [] : [`((CURRENT == 2)) && compadd -- ${words.join(' ')}`]),
			...(takesFile ? ['_files'] : []),
		];
		if (name === 'docker') return `\t\t\tdocker) ((CURRENT == 2)) && compadd -- $docker ;;`;
		if (name === 'translate')
			return `\t\t\ttranslate) if [[ $words[2] == docker ]]; then ((CURRENT == 3)) && compadd -- $docker; else compadd -- docker crictl ctr ${own.join(' ')}; fi ;;`;
		return `\t\t\t${name}) ${parts.join('; ') || ':'} ;;`;
	});
	return `#compdef rtconsole
${comment}
_rtconsole() {
	local -a commands docker
	commands=(
${names.join('\n')}
	)
	docker=(${docker.join(' ')})
	local curcontext="$curcontext" state line
	_arguments -C \\
${flagLines.map(line => `${line} \\`).join('\n')}
		'1: :->command' \\
		'*:: :->rest'
	case $state in
	command) _describe -t commands 'rtconsole command' commands ;;
	rest)
		case $words[1] in
${cases.join('\n')}
		esac
		;;
	esac
}
if [[ $funcstack[1] == _rtconsole ]]; then _rtconsole "$@"; else compdef _rtconsole rtconsole; fi
`;
}

function fish({flags, commands, docker}: CompletionWords): string {
	const first = '__fish_use_subcommand';
	const lines = [
		...flags.map(({flag, about, takes}) => {
			const value = takes === undefined ? '' : takes === 'text' ? ' -x' : ' -r -F';
			return `complete -c rtconsole -l ${flag.slice(2)}${value} -d ${fishText(about)}`;
		}),
		...commands.map(({name, summary}) => `complete -c rtconsole -n ${first} -a ${name} -d ${fishText(summary)}`),
		...commands.flatMap(({name, words, flags: own, takesFile}) => {
			const seen = `-n '__fish_seen_subcommand_from ${name}'`;
			return [
				...(words.length === 0
					? []
					: [
							`complete -c rtconsole -n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${words.join(' ')}' -a '${words.join(' ')}'`,
						]),
				...own.map(flag => `complete -c rtconsole ${seen} -l ${flag.slice(2)}`),
				...(takesFile
					? [
							`complete -c rtconsole -n '__fish_seen_subcommand_from ${name}${words.length === 0 ? '' : `; and __fish_seen_subcommand_from ${words.join(' ')}`}' -F`,
						]
					: []),
			];
		}),
		"complete -c rtconsole -n '__fish_seen_subcommand_from translate; and not __fish_seen_subcommand_from docker crictl ctr' -a 'docker crictl ctr'",
		`complete -c rtconsole -n '__fish_seen_subcommand_from docker; and test (commandline -opc)[-1] = docker' -a '${docker.join(' ')}'`,
	];
	return `${comment}\ncomplete -c rtconsole -f\n${lines.join('\n')}\n`;
}

const zshText = (text: string) => text.replaceAll(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");
const fishText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
