import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {compareVersions, isNewer, livesIn, settleVersions} from '../../src/translate/version.ts';
import {answer, findingIds, tables} from './support.ts';

/** A containerd that pins nothing names the pause image. */
const butForPause = `sh -c 'pause=$(crictl info --output go-template --template "{{.config.sandboxImage}}") && [ -n "$pause" ] || exit; used=$({ echo "$pause"; crictl ps --all --quiet | xargs --no-run-if-empty crictl inspect --output go-template --template "{{.status.imageRef}}"; } | sort -u | xargs --no-run-if-empty -n 1 crictl inspecti --output go-template --template "{{.status.id}}" 2>/dev/null); crictl images --quiet | sort -u | xargs --no-run-if-empty -n 1 crictl inspecti --output go-template --template "$1" | sed -n /./p | grep -vxF -e none -e "$used" | xargs --no-run-if-empty crictl rmi' sh '{{if and (not (index .status "pinned"))}}{{.status.id}}{{end}}'`;

// biome-ignore format: a table
it.each([
	['exec -u 0 web id',          {containerd: '1.6'},    ['ctr -n k8s.io task exec --exec-id exec-x --user 0:0 <web> id </dev/null', 'exact']],
	['exec -u b.b web id',        {containerd: '1.6'},    ['none']],
	['exec -u 0 web id',          {containerd: '1.7'},    ['ctr -n k8s.io task exec --exec-id exec-x --user 0 <web> id </dev/null', 'exact']],
	['exec -u 5:6 web id',        {containerd: '1.6.20'}, ['ctr -n k8s.io task exec --exec-id exec-x --user 5:6 <web> id </dev/null', 'exact']],
	['exec -u bob web id',        {containerd: '1.6'},    [expect.stringContaining('--user "$uid:$gid" --exec-id exec-x "$id" "$@"'), 'exact']],
	['exec -u root web id',       {containerd: '1.6'},    ['ctr -n k8s.io task exec --exec-id exec-x --user 0:0 <web> id </dev/null', 'exact']],
	['images -f dangling=true',   {crictl: '1.26'},       ['crictl images', 'partial']],
	['images -f dangling=true --format {{.Tag}}', {crictl: '1.26'}, ['none']],
	['images -qf dangling=true',  {crictl: '1.26'},       ['none']],
	['images -f dangling=true nginx', {crictl: '1.26'},   ["crictl images | awk 'NR == 1 || ($1 \":\" $2) ~ \"^docker[.]io/library/nginx[:@]\"'", 'partial']],
	['images -f dangling=true',   {crictl: '1.30.0'},     ['crictl images --filter dangling=true', 'exact']],
	['run --pull never --name t -u 1 nginx', {ctr: '1.6'}, ['sleep 1 | ctr -n default run --cni --seccomp --allow-new-privs docker.io/library/nginx:latest t', 'partial']],
	['save -o x.tar nginx', {ctr: '1.7'}, ['ctr -n k8s.io images export x.tar docker.io/library/nginx:latest', 'exact']],
	['save -o x.tar nginx', {ctr: '2.0'}, ['ctr -n k8s.io images export --local x.tar docker.io/library/nginx:latest', 'exact']],
	['save nginx',          {ctr: '2.3'}, ['ctr -n k8s.io images export --local - docker.io/library/nginx:latest', 'exact']],
	['run --pull never --name t --ulimit nofile=5 nginx', {ctr: '2.3'}, ['sleep 1 | ctr -n default run --cni --seccomp --allow-new-privs --rlimit-nofile 5:5 docker.io/library/nginx:latest t', 'close']],
	['run --pull never --name t --cpuset-cpus 0 nginx',   {ctr: '2.0'}, ['sleep 1 | ctr -n default run --cni --seccomp --allow-new-privs --cpuset-cpus 0 docker.io/library/nginx:latest t', 'close']],
	['load -i x.tar.gz',          {ctr: '1.7'},           ['zcat x.tar.gz | ctr -n k8s.io images import -', 'exact']],
	['load -i x.tar.gz',          {ctr: '2.0'},           ['ctr -n k8s.io images import x.tar.gz', 'exact']],
	['attach web',                {crictl: '1.29'},       ['crictl attach --stdin <web>', 'close']],
	['attach web',                {crictl: '1.30.0'},     ['crictl logs --follow --tail 0 <web>', 'partial']],
	['attach web',                {crictl: '1.32'},       ['crictl attach --stdin <web>', 'close']],
	['image prune -a',            {containerd: '1.6.20'}, [butForPause, 'close']],
	['image prune -a',            {containerd: '1.6.33'}, ['crictl rmi --prune', 'close']],
	['image prune -a',            {containerd: '1.7.1'},  [butForPause, 'close']],
	['image prune',               {crictl: '1.26'},       ['none']],
	['rmi nginx',                 {ctr: '1.4'},           ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'close']],
	['rmi nginx',                 {ctr: '1.5'},           ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'close']],
	['completion __proto__',      {},                     ['crictl completion __proto__', 'close']],
	['checkpoint create web one', {crictl: '1.20'},       ['none']],
	['checkpoint create web one', {containerd: '1.7.24'}, ['none']],
	['checkpoint create web one', {containerd: '2.0'},    ['crictl checkpoint --export one.tar <web>', 'close']],
	['checkpoint create --leave-running --checkpoint-dir /tmp web one', {containerd: '2.1'}, ['crictl checkpoint --export /tmp/one.tar <web>', 'close']],
] as const)('docker %s with %j', (line, versions, expected) => {
	expect(answer(line, versions)).toEqual(expected);
});

it('says which version is too old', () => {
	expect(findingIds('images -f dangling=true', {crictl: '1.26'})).toContain('images.dangling');
	expect(findingIds('run --pull never --name t -u 1 nginx', {ctr: '1.6'})).toContain('version.run-flag');
});

// biome-ignore format: a table
it.each([
	['1.30', '1.30.0', 0], ['1.9', '1.30', -1], ['v1.30.1', '1.30', 1], ['2.0.0-rc.1', '1.7', 1], ['1.6.20~ds1', '1.6.20', 0],
])('%s and %s', (left, right, sign) => {
	expect(Math.sign(compareVersions(left, right))).toBe(sign);
});

it('knows a life with an end', () => {
	expect([livesIn('1.3', {until: '1.2.0'}), livesIn('1.2', {until: '1.2.0'}), livesIn('1.2', {since: '1.3'})]).toEqual([
		false,
		true,
		false,
	]);
});

it('takes ctr for as old as containerd', () => {
	expect(settleVersions({containerd: '1.6.20'})).toEqual({crictl: '1.30', ctr: '1.6.20', containerd: '1.6.20'});
});

// biome-ignore format: a table
it.each([
	['a crictl that is newer than all known', {crictl: '1.99'}, {crictl: '1.36'}],
	['a containerd that is newer',            {containerd: '3.0'}, {containerd: '2.3'}],
	['a version with a suffix',               {crictl: 'v1.30.0-dirty'}, {crictl: '1.30.0'}],
])('%s answers as the newest that is known', (_what, newer, known) => {
	for (const line of ['ps -a', 'images -f dangling=true', 'exec -u 0 web id', 'load -i x.tgz', 'attach web', 'run -u 1 nginx', 'image prune -a', 'events', 'checkpoint create web one']) {
		expect(answer(line, newer)).toEqual(answer(line, known));
	}
});

// biome-ignore format: a table
it.each([
	['ps',       {crictl: '1.99'},                     ['crictl 1.99 is newer than what is known here: this is the answer for 1.36.']],
	['ps',       {crictl: '1.36.7', containerd: '3.0'}, []],
	['pause a',  {crictl: '1.99', containerd: '3.0'},  ['ctr 3.0 is newer than what is known here: this is the answer for 2.3.']],
])('docker %s with %j says once what is newer than known', (line, versions, expected) => {
	const result = translate(line.split(' '), tables, versions);
	if ('error' in result) throw new Error(result.error);
	expect(result.findings.filter(({id}) => id === 'version.newer').map(({message}) => message)).toEqual(expected);
});

it('no grammar knows of anything after the newest release that is named', () => {
	for (const tool of ['crictl', 'ctr', 'nerdctl'] as const) {
		const text = readFileSync(`data/grammar/${tool}.json`, 'utf8');
		const later = [...text.matchAll(/"(?:since|until)": "([\d.]+)"/g)].filter(([, version = '']) =>
			isNewer(tool, version),
		);
		expect(later.map(([found]) => found)).toEqual([]);
	}
});
