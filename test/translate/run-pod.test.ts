import {expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {printScript} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {answer, tables} from './support.ts';

/** The two files of a `docker run` for crictl, read back. */
function filesOf(line: string) {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const result = translate(lexed.words, tables, {}, {target: 'crictl'});
	if ('error' in result) throw new Error(result.error);
	const [pod, container] = result.commands.at(-1)?.files?.map(({text}) => JSON.parse(text)) ?? [];
	return {pod, container};
}

// biome-ignore format: a table
it.each([
	['-p 8080:80',                     {pod: {port_mappings: [{container_port: 80, host_port: 8080}]}}],
	['-p 127.0.0.1:53:5353/udp',       {pod: {port_mappings: [{container_port: 5353, host_port: 53, host_ip: '127.0.0.1', protocol: 1}]}}],
	['--network host',                 {pod: {linux: {security_context: {namespace_options: {network: 2, pid: 1}}}}}],
	['--pid host',                     {container: {linux: {security_context: {namespace_options: {pid: 2}}}}}],
	['-v /a:/b:ro',                    {container: {mounts: [{host_path: '/a', container_path: '/b', readonly: true}]}}],
	['-v data:/b:ro',                  {container: {mounts: [{host_path: '/var/lib/ctr-volumes/data', container_path: '/b', readonly: true}]}}],
	['-e A=1 -e B=x=y',                {container: {envs: [{key: 'A', value: '1'}, {key: 'B', value: 'x=y'}]}}],
	['-m 64m --cpus 1.5',              {container: {linux: {resources: {memory_limit_in_bytes: 67108864, cpu_period: 100000, cpu_quota: 150000}}}}],
	['-u 1000:1001',                   {container: {linux: {security_context: {run_as_user: {value: 1000}, run_as_group: {value: 1001}}}}}],
	['-u www',                         {container: {linux: {security_context: {run_as_username: 'www'}}}}],
	['--cap-add net_admin',            {container: {linux: {security_context: {capabilities: {add_capabilities: ['NET_ADMIN']}}}}}],
	['--privileged --read-only',       {container: {linux: {security_context: {privileged: true, readonly_rootfs: true}}}}],
	['-h box --dns 10.0.0.1',          {pod: {hostname: 'box', dns_config: {servers: ['10.0.0.1']}}}],
	['-it -w /tmp',                    {container: {stdin: true, tty: true, working_dir: '/tmp'}}],
	['--device /dev/fuse:/dev/f:r',    {container: {devices: [{host_path: '/dev/fuse', container_path: '/dev/f', permissions: 'r'}]}}],
])('docker run %s is written into the files', (flags, expected) => {
	expect(filesOf(`run --name t ${flags} busybox`)).toMatchObject(expected);
});

it('ENTRYPOINT and CMD are kept apart, as in docker', () => {
	expect(filesOf('run --name t busybox a b').container).toMatchObject({args: ['a', 'b']});
	expect(filesOf('run --name t --entrypoint sh busybox -c x').container).toMatchObject({
		command: ['sh'],
		args: ['-c', 'x'],
	});
	expect(filesOf('run --name t busybox').container).not.toHaveProperty('command');
});

// biome-ignore format: a table
it.each([
	['run -d --name t --pull never busybox',             ['crictl run --no-pull t-container.json t-pod.json', 'close']],
	['run -d --name t --pull always -p 80:80 busybox',   ['crictl pull docker.io/library/busybox:latest', 'crictl run --no-pull t-container.json t-pod.json', 'close']],
	['run -d --name t --pull never -v data:/d -v /x busybox', ['mkdir -p /var/lib/ctr-volumes/data', 'crictl run --no-pull t-container.json t-pod.json', 'partial']],
	['run -d --name t --pull never -v a,b:/d busybox',   ["docker run: 'a,b' is no name of a volume: letters, digits, _ . and - alone"]],
	['run -d --name t --pull never -v data:/d busybox',  ['mkdir -p /var/lib/ctr-volumes/data', 'crictl run --no-pull t-container.json t-pod.json', 'close']],
	['run -d --name t --pull never --restart always b',  ['crictl run --no-pull t-container.json t-pod.json', 'partial']],
])('docker %s through crictl → %j', (line, expected) => {
	expect(answer(line, {}, {target: 'crictl'})).toEqual(expected);
});

it('the script writes the files before it runs', () => {
	const result = translate(['run', '-d', '--name', 't', '--pull', 'never', 'busybox'], tables, {}, {target: 'crictl'});
	if ('error' in result) throw new Error(result.error);
	expect(printScript(result)).toMatch(
		/^cat > t-pod\.json <<'EOF'\n\{[\s\S]*\nEOF\ncat > t-container\.json <<'EOF'\n\{[\s\S]*\nEOF\ncrictl run --no-pull t-container\.json t-pod\.json\n$/,
	);
});
