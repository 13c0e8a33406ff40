import {nearest} from '../../app/nearest.ts';
import {plainText} from '../../model/text.ts';
import {completionScript, type Shell, shells} from '../completion-scripts.ts';
import {completionWords} from '../completion-words.ts';
import type {CliCommand} from '../context.ts';
import {sayUsageError} from '../usage-error.ts';

export const completionCommand: CliCommand = {
	name: 'completion',
	summary: 'Tab completion for a shell',
	help: `rtconsole completion bash|zsh|fish

A script that completes the commands and flags of rtconsole, and docker's commands behind rtconsole docker.

  bash   rtconsole completion bash > /etc/bash_completion.d/rtconsole     or: source <(rtconsole completion bash)
  zsh    rtconsole completion zsh > "\${fpath[1]}/_rtconsole"              or: source <(rtconsole completion zsh)
  fish   rtconsole completion fish > ~/.config/fish/completions/rtconsole.fish`,
	async run(args, context) {
		const [shell, extra] = args;
		if (extra !== undefined || !isShell(shell)) {
			const wrong = extra ?? shell;
			const near = extra === undefined && shell !== undefined ? nearest(shell, shells) : undefined;
			const error =
				wrong === undefined ? 'completion: bash, zsh or fish?' : `completion: no script for ${plainText(wrong)}`;
			return sayUsageError(context, {error, ...(near !== undefined && {suggestion: near})}, context.globals.json);
		}
		context.print(completionScript(shell, await completionWords()));
		return 0;
	},
};

function isShell(word: string | undefined): word is Shell {
	return (shells as readonly (string | undefined)[]).includes(word);
}
