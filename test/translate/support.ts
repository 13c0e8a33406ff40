import {readdirSync, readFileSync} from 'node:fs';
import {translateDaemon} from '../../src/translate/daemon/daemon.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {lex} from '../../src/translate/lex.ts';
import {translatorOf} from '../../src/translate/nerdctl/load.ts';
import {printCommand} from '../../src/translate/print.ts';
import type {Tables} from '../../src/translate/tables.ts';
import {builders, flagTransforms} from '../../src/translate/transforms/index.ts';
import {type TranslateOptions, translate} from '../../src/translate/translate.ts';
import type {Versions} from '../../src/translate/version.ts';

/** Read from the files themselves: what `loadTables` gives (load.test.ts), without a bundler in between. */
export const tables: Tables = {
	index: read('grammar/docker.json'),
	grammars: readAll('grammar/docker', 'command'),
	rules: readAll('rules', 'docker'),
	sentences: read('findings/en.json'),
	tools: {crictl: read('grammar/crictl.json'), ctr: read('grammar/ctr.json')},
	transforms: {builders, flagTransforms},
};

/** The same, with what answers lines about the daemon. */
const daemonRules = Object.fromEntries(
	readdirSync('data/daemon').map(name => {
		const rule = read(`daemon/${name}`);
		return [rule.line, rule];
	}),
);
export const tablesWithDaemon: Tables = {
	...tables,
	daemon: words => translateDaemon(words, daemonRules, tables.sentences),
};

/** The same on a node with nerdctl. */
export const tablesWithNerdctl: Tables = {
	...tables,
	nerdctl: translatorOf({grammar: read('grammar/nerdctl.json'), differences: read('nerdctl.json')}),
};

function read(name: string) {
	return JSON.parse(readFileSync(`data/${name}`, 'utf8'));
}

function readAll(folder: string, key: string) {
	return Object.fromEntries(
		readdirSync(`data/${folder}`).map(name => {
			const value = read(`${folder}/${name}`);
			return [value[key], value];
		}),
	);
}

/** The command lines of a docker line, and how much of it they do; a lookup by name is written `<name>`, a pull of
 * what is missing `pull NAME`; the control groups and the files for names that each `ctr run` mounts are left out (run-cgroup.test.ts,
 * run-names.test.ts). */
export function answer(
	line: string,
	versions: Versions = {},
	options: TranslateOptions = {unique: 'x'},
): readonly [...string[]] {
	const lexed = lex(line);
	if ('error' in lexed) return [lexed.error];
	const result = translate(lexed.words, tables, versions, options);
	if ('error' in result) return [result.error];
	return [...result.commands.map(printCommand).map(shorten), fidelity(result)];
}

export function findingIds(line: string, versions: Versions = {}): readonly string[] {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const result = translate(lexed.words, tables, versions);
	if ('error' in result) throw new Error(result.error);
	return result.findings.map(({id}) => id);
}

function shorten(text: string): string {
	const pull =
		/^\[ -n "\$\(ctr -n default images ls --quiet name==docker\.io\/library\/(\w+):latest\)" \] \|\| ctr -n default images pull docker\.io\/library\/\1:latest >&2$/;
	return text
		.replace(pull, 'pull $1')
		.replace(/--mount type=cgroup,src=cgroup,dst=\/sys\/fs\/cgroup,options=r[ow]:nosuid:noexec:nodev /, '')
		.replace(/--mount type=bind,src=[^ ,]*,dst=\/etc\/(hosts|resolv\.conf),options=bind:ro /g, '')
		.replace(/"\$\(crictl ps --all --latest --quiet --name '\^([\w\\.-]+)\$'\)"/g, '<$1>');
}
