import type {Tables} from '../tables.ts';
import {translateDaemon} from './daemon.ts';
import type {DaemonRule, DaemonRules} from './rule.ts';

/** The same tables, with what answers lines about docker's daemon. */
export async function withDaemon(tables: Tables): Promise<Tables> {
	const rules = await loadRules();
	return {...tables, daemon: words => translateDaemon(words, rules, tables.sentences)};
}

async function loadRules(): Promise<DaemonRules> {
	const rules = await Promise.all(
		names.map(async name => ((await import(`../../../data/daemon/${name}.json`)) as {default: DaemonRule}).default),
	);
	return Object.fromEntries(rules.map(rule => [rule.line, rule]));
}

/** The files of data/daemon. */
export const names = [
	'dockerd',
	'journalctl',
	'systemctl-cat',
	'systemctl-condrestart',
	'systemctl-disable',
	'systemctl-edit',
	'systemctl-enable',
	'systemctl-force-reload',
	'systemctl-is-active',
	'systemctl-is-enabled',
	'systemctl-is-failed',
	'systemctl-kill',
	'systemctl-list-dependencies',
	'systemctl-mask',
	'systemctl-reload',
	'systemctl-reload-or-restart',
	'systemctl-reset-failed',
	'systemctl-restart',
	'systemctl-show',
	'systemctl-start',
	'systemctl-status',
	'systemctl-stop',
	'systemctl-try-restart',
	'systemctl-unmask',
] as const;
