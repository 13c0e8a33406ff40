import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {runOnDemo} from '../support/recorded-console.ts';
import {schemaNamed, undeclared, violations} from '../support/schema.ts';

/** What is asked of the demo node with --json, and the schema of its answer. */
const shapes = [
	['pods', 'pods'],
	['containers', 'containers'],
	['images', 'images'],
	['tasks', 'tasks'],
	['snapshots', 'snapshots'],
	['namespaces', 'namespaces'],
	['stats', 'stats'],
	['tree', 'tree'],
	['content', 'content'],
	['leases', 'leases'],
	['check', 'check'],
	['version', 'version'],
	['cheat', 'cheat'],
	['cheat logs', 'cheat'],
	['cheat nosuchthing', 'cheat'],
	['explain /dev/null', 'explain'],
	['explain /etc/passwd', 'explain'],
	['why nosuch', 'error'],
	['why', 'error'],
	['pods --bad', 'error'],
	['journal --bad', 'error'],
	['check more', 'error'],
	['explain --bad', 'error'],
	['events --bad', 'error'],
	['version more', 'error'],
	['completion nosuch', 'error'],
	['migrate plan', 'migrate-plan'],
	['migrate', 'migrate-plan'],
	['migrate status', 'migrate-status'],
	['migrate --bad', 'error'],
	['migrate nosuch', 'error'],
	['translate docker ps -a', 'translate'],
	['translate docker run -d --name web -p 80:80 nginx', 'translate'],
	['translate docker volume ls', 'translate'],
	['translate docker logs --until 1h web', 'translate'],
	['translate docker image prune -af --filter until=24h', 'translate'],
	['translate docker cp web:/etc/hosts .', 'translate'],
	['translate docker diff web', 'translate'],
	['translate docker compose up -d', 'translate'],
	['translate podman ps', 'translate'],
	['translate systemctl restart docker', 'translate'],
	['translate dockerd --debug', 'translate'],
	['translate --explain docker ps', 'translate'],
	['translate docker pss', 'error'],
	['translate docker ps --bad', 'error'],
	['translate docker stop', 'error'],
	['translate crictl nosuch', 'error'],
	['translate', 'error'],
	['translate --for nosuch=1 docker ps', 'error'],
	['translate crictl ps -a', 'backwards'],
	['translate ctr -n moby t ls', 'backwards'],
	['translate --explain crictl ps', 'backwards'],
	['translate --line docker', 'translate-line'],
	['translate --script /dev/null', 'translate-line'],
	['translate --script /no/such', 'error'],
] as const;

it.each(shapes)('%s --json is what data/schema/%s.json says', async (line, name) => {
	const [first = '', ...rest] = line.split(' ');
	const {out, code} = await runOnDemo([first, '--json', ...rest].join(' '));
	const answer = JSON.parse(out);
	expect(violations(name, answer)).toEqual([]);
	// Entries of the cheat sheet are of three kinds, each with fields of its own.
	if (name !== 'cheat') expect(undeclared(schemaNamed(name), answer)).toEqual([]);
	expect(name === 'error' ? [1, 2] : [0, 3, 4]).toContain(code);
});

/** Line by line, or of a walk: each with a test of its own. */
const elsewhere = ['events', 'journal', 'why', 'migrate-progress', 'migrate-clean-up', 'config'];

it('every schema of an answer is held against one', () => {
	const names = readdirSync(join(import.meta.dirname, '../../data/schema')).map(file => file.replace('.json', ''));
	const tested = new Set<string>([...shapes.map(([, name]) => name), ...elsewhere]);
	expect(names.filter(name => !tested.has(name))).toEqual([]);
});
