// Writes data/grammar from the tools' own --help. `--check` writes nothing and exits 1 where a file would change.
//
//   npm run grammar                                   docker on this machine
//   npm run grammar -- --crictl FILE --ctr FILE …     also crictl and ctr; several binaries of different versions may be given
//   npm run grammar -- --nerdctl FILE …               nerdctl of several versions: since when each flag exists
//   npm run grammar -- --compose DIR                  docs/reference of docker/compose
//   npm run grammar -- --facts DIR                    with DIR/<tool>-flag-history.json: since when each flag exists
//
// What is not given is left as it is: a check of docker's grammar needs docker alone.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {readCompose} from './grammar/compose.mjs';
import {readDocker} from './grammar/docker.mjs';
import {readNerdctl} from './grammar/nerdctl.mjs';
import {readTool} from './grammar/tool.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'data', 'grammar');
const {values: options} = parseArgs({
	allowPositionals: true,
	options: {
		check: {type: 'boolean', default: false},
		docker: {type: 'string', default: 'docker'},
		crictl: {type: 'string', multiple: true, default: []},
		ctr: {type: 'string', multiple: true, default: []},
		nerdctl: {type: 'string', multiple: true, default: []},
		compose: {type: 'string'},
		facts: {type: 'string'},
	},
});

const composeFile = 'docker/compose.json';
const wanted = new Map();
const unchecked = [];

const docker = readDocker(options.docker);
if (docker === undefined) unchecked.push(`docker: ${options.docker} does not answer`);
else {
	wanted.set('docker.json', docker.index);
	for (const grammar of docker.commands) wanted.set(`docker/${grammar.command.replaceAll(' ', '-')}.json`, grammar);
}
if (docker !== undefined || options.compose !== undefined) {
	const {compose: known, ...rest} = wanted.get(composeFile) ?? stored(composeFile);
	const compose = options.compose === undefined ? stored(composeFile)?.compose : readCompose(options.compose);
	wanted.set(composeFile, {...rest, compose: compose ?? known});
}
if (options.compose === undefined) unchecked.push('docker compose: no reference given (--compose DIR)');
for (const tool of ['crictl', 'ctr']) {
	if (options[tool].length === 0) unchecked.push(`${tool}: no binary given (--${tool} FILE)`);
	else wanted.set(`${tool}.json`, readTool(options[tool], history(tool), stored(`${tool}.json`)));
}
if (options.nerdctl.length === 0) unchecked.push('nerdctl: no binary given (--nerdctl FILE)');
else wanted.set('nerdctl.json', readNerdctl(options.nerdctl, facts('mapping-nerdctl-compat.json')));

const drift = [...changed(), ...(docker === undefined ? [] : orphans())];
for (const line of unchecked) console.error(`not checked: ${line}`);
if (options.check) {
	for (const line of drift) console.error(line);
	if (drift.length === 0) console.log(`grammar: ${wanted.size} files as the tools say`);
	process.exitCode = drift.length === 0 ? 0 : 1;
} else {
	mkdirSync(join(root, 'docker'), {recursive: true});
	for (const name of docker === undefined ? [] : extra()) rmSync(join(root, name));
	for (const [name, value] of wanted) writeFileSync(join(root, name), text(value));
	console.log(`grammar: ${wanted.size} files written, ${drift.length} changed`);
}

function changed() {
	return [...wanted]
		.filter(([name, value]) => read(name) !== text(value))
		.map(([name]) => `differs: data/grammar/${name}`);
}

function orphans() {
	return extra().map(name => `no such command any more: data/grammar/${name}`);
}

function extra() {
	if (!existsSync(join(root, 'docker'))) return [];
	return readdirSync(join(root, 'docker'))
		.map(name => `docker/${name}`)
		.filter(name => !wanted.has(name));
}

function history(tool) {
	return facts(`${tool}-flag-history.json`);
}

function facts(name) {
	return options.facts === undefined ? undefined : JSON.parse(readFileSync(join(options.facts, name), 'utf8'));
}

function stored(name) {
	const found = read(name);
	return found === undefined ? undefined : JSON.parse(found);
}

function read(name) {
	const path = join(root, name);
	return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function text(value) {
	return `${JSON.stringify(value, undefined, '\t')}\n`;
}
