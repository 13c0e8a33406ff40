import {describe, expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {tables} from './support.ts';

function said(source: string): readonly string[] {
	const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	return answer.translations
		.flatMap(({findings}) => findings.map(({id}) => id))
		.filter(id => id.startsWith('shell.text'));
}

// biome-ignore format: a table
describe('docker commands in texts', () => {
	it.each([
		['echo "docker ps" >run.sh',                                       'shell.text.written'],
		['printf "%s\\n" "docker logs web" >>run.sh',                      'shell.text.written'],
		['echo "0 3 * * * root docker system prune -f" >/etc/cron.d/x',    'shell.text.written'],
		['crontab -l | { cat; echo "0 1 * * * docker image prune -f"; } | crontab -', 'shell.text.written'],
		['(crontab -l; echo "@daily docker image prune -f") | crontab -',  'shell.text.written'],
		['cat <<EOF >/etc/cron.d/x\n0 3 * * * root docker system prune -f\nEOF', 'shell.text.written'],
		['sudo tee /etc/systemd/system/w.service >/dev/null <<U\n[Service]\nExecStart=/usr/bin/docker run x\nU', 'shell.text.written'],
		['cat >aliases <<X\nalias d="docker ps"\nX',                       'shell.text.written'],
		[`python3 -c 'import os; os.system("docker ps")'`,                 'shell.text.program'],
		[`python3 - <<'P'\nimport subprocess\nsubprocess.run(["docker", "ps"])\nP`, 'shell.text.program'],
		["perl -e 'print `docker ps`'",                                    'shell.text.program'],
		['CMD="docker ps -a"; $CMD',                                       'shell.text.kept'],
		['export CLEAN="sudo docker system prune -f"',                     'shell.text.kept'],
	])('%s → %s', (source, id) => expect(said(source)).toEqual([id]));

	it.each([
		['echo "docker ps shows what runs"'],
		['echo "Running docker build now" >>log'],
		['cat <<EOF\nusage: docker ps\ndocker logs x\nEOF'],
		['echo "docker is gone" >log'],
		['echo x >/etc/docker.txt'],
		['echo "docker ps failed" >&2'],
		['D="sudo docker"; $D ps'],
		['NAME="docker-registry"'],
		['python3 -c "print(1)"  # docker ps'],
	])('for a person, or none: %s', source => expect(said(source)).toEqual([]));

	it('a script that is written is translated where it stands', () => {
		const source = "cat >/usr/local/bin/dps <<'X'\n#!/bin/sh\ndocker ps -a\nX\n";
		const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
		expect('error' in answer ? answer.error : answer.text).toBe("cat >/usr/local/bin/dps <<'X'\n#!/bin/sh\ncrictl ps --all\nX\n");
	});

	it('a script that writes a unit file is no unit file', () => {
		const source = 'docker ps\ncat >w.service <<U\n[Unit]\n[Service]\nExecStart=/bin/true\nU\n';
		const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
		expect('error' in answer ? answer.error : answer.text.split('\n')[0]).toBe('crictl ps');
	});

	it.each([
		['#!/usr/bin/env python3\nimport os\n', /written in python3/],
		['import subprocess\nsubprocess.run(["docker", "ps"])\n', /line 2: .* \(read as a script of sh\)/],
	])('what is no script of a shell is refused by name', (source, expected) => {
		const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
		expect('error' in answer ? answer.error : '').toMatch(expected);
	});
});
