import type {LoggedCommand} from '../host/command-log.ts';
import {quote} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import {isoTime} from './format.ts';

const purposes: Readonly<Record<LoggedCommand['purpose'], string>> = {
	query: 'asks',
	follow: 'goes on until it is stopped',
	file: 'a file that was read',
	run: 'changes the node',
	attach: 'on the terminal',
};

/**
 * The command log as a shell script that runs: each command with the time and the exit code it had. Commands that changed the
 * node stand commented out, so that nothing is done a second time by accident.
 */
export function scriptOf(entries: readonly LoggedCommand[], hostname: string): string {
	const head = [
		'#!/bin/bash',
		`# commands that rtconsole ran on ${comment(hostname)}`,
		'# what changed the node, took the terminal or does not end is commented out: read it before you run it again',
		'',
	];
	return [...head, ...entries.flatMap(linesOf)].join('\n');
}

function linesOf({argv, purpose, startedAtMs, ended}: LoggedCommand): readonly string[] {
	const end =
		ended === undefined
			? 'still running'
			: `${ended.exitCode === undefined ? comment(ended.error ?? 'stopped') : `exit ${ended.exitCode}`}, ${Math.round(ended.durationMs)} ms`;
	const line = quote(argv);
	return [`# ${isoTime(startedAtMs)}  ${purposes[purpose]}, ${end}`, purpose === 'query' ? line : `# ${line}`, ''];
}

function comment(text: string): string {
	return plainText(text).replace(/[\r\n]+/g, ' ');
}
