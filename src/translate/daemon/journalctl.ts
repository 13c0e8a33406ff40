import {quote} from '../../model/argv.ts';
import type {Found} from '../transform.ts';
import type {Command, TranslateError} from '../types.ts';
import type {DaemonAnswer} from './daemon.ts';
import {containerdUnit, unitOf} from './line.ts';
import type {DaemonRules} from './rule.ts';

/** docker's unit, its program and its containers in the words of journalctl, which mean the same for containerd. */
export function journalctl(
	program: string,
	words: readonly string[],
	rules: DaemonRules,
): DaemonAnswer | TranslateError {
	const container = words.map(word => /^CONTAINER_(?:NAME|ID|ID_FULL)=(.+)$/.exec(word)?.[1]).find(Boolean);
	if (container !== undefined) {
		const name = quote([container.replace(/^\//, '')]);
		return {commands: [], findings: [{id: 'daemon.journal-container', kind: 'lost', values: {name}}]};
	}
	const containerd = words.map((word, index) => renamed(word, words[index - 1]));
	if (containerd.every((word, index) => word === words[index]))
		return {error: 'journalctl: nothing in it is of docker', suggestion: 'journalctl -u docker'};
	const follows = words.some(word => word === '--follow' || /^-[a-z]*f/.test(word));
	const rule = rules.journalctl;
	const command: Command = {
		argv: [program, ...containerd],
		effect: 'read',
		...(follows ? {terminal: 'follow'} : {}),
	};
	const line = quote([program, ...containerd.map(word => word.replace(/^(.*)\bcontainerd\b/, '$1kubelet'))]);
	const findings = (rule?.findings ?? []).map(({id, kind}): Found => ({id, kind, values: {line}}));
	return {commands: [command], findings};
}

/** `-u docker`, `-udocker`, `--unit=docker`, `-t dockerd`, `_SYSTEMD_UNIT=docker.service`, `_COMM=dockerd`, its path. */
function renamed(word: string, before: string | undefined): string {
	if (/^(-[a-z]*u|--unit|-[a-z]*t|--identifier)$/.test(before ?? '') && !word.startsWith('-')) return nameOf(word);
	const attached = /^(-u|--unit=|-t|--identifier=|_SYSTEMD_UNIT=|UNIT=|_COMM=|SYSLOG_IDENTIFIER=)(.+)$/.exec(word);
	if (attached !== null && nameOf(attached[2] ?? '') !== attached[2])
		return `${attached[1]}${nameOf(attached[2] ?? '')}`;
	return word.replace(/^(\/usr)?\/s?bin\/dockerd$/, '/usr/bin/containerd');
}

function nameOf(name: string): string {
	if (name === 'dockerd' || /^docker\*/.test(name)) return 'containerd';
	return unitOf(name) === undefined ? name : containerdUnit(name);
}
