import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {answer, findingIds, tables} from './support.ts';

/** The template that crictl inspect is given. */
function filled(template: string, name = 'web'): string {
	const [command = ''] = answer(`inspect -f '${template}' ${name}`);
	return /--template '(.*)' <\w+>$/.exec(command)?.[1] ?? command;
}

// biome-ignore format: a table
it.each([
	// a field that nobody knows stays empty among others; alone, nothing is asked
	['{{.Name}} {{.HostConfig.LogConfig.Type}}',           '{{(printf "/%s" .status.metadata.name)}} {{""}}'],
	['{{.HostConfig.LogConfig.Type}}',                     'none'],
	['{{.Name}} {{range .HostConfig.Dns}}{{.}}{{end}}',    'none'],
	['{{.Name}} {{split .Name "/"}}',                      'none'],
	['{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}', '{{if ""}}{{""}}{{else}}none{{end}}'],
	// a group that is opened
	['{{with .State}}{{.Pid}} {{.ExitCode}}{{end}}',       '{{with $}}{{.info.pid}} {{.status.exitCode}}{{end}}'],
	['{{with .State}}{{if eq .ExitCode 0}}ok{{end}}{{end}}', '{{with $}}{{if eq (printf "%v" .status.exitCode) "0"}}ok{{end}}{{end}}'],
	// what is always so
	['{{.State.Restarting}} {{.State.Dead}}',              '{{false}} {{false}}'],
	// nothing is [] as text and null in JSON
	['{{.Config.Entrypoint}}',                             '{{(or (index .info.config "command") "[]")}}'],
	['{{json .Config.Entrypoint}}',                        '{{json (index .info.config "command")}}'],
	['{{.HostConfig.Binds}}',                              '[{{range $i, $one := .status.mounts}}{{if $i}} {{end}}{{$one.hostPath}}:{{$one.containerPath}}{{if index $one "readonly"}}:ro{{end}}{{end}}]'],
	// numbers are text to crictl: in the order of their width, and no %d
	['{{if gt .State.ExitCode 0}}bad{{end}}',              '{{if gt (printf "%20v" .status.exitCode) (printf "%20v" 0)}}bad{{end}}'],
	['{{if or (eq .State.Status "exited") (ne .State.ExitCode 0)}}x{{end}}', '{{if or (eq (or (and (eq .status.state "CONTAINER_RUNNING") "running") (and (eq .status.state "CONTAINER_EXITED") "exited") (and (eq .status.state "CONTAINER_CREATED") "created") "unknown") "exited") (ne (printf "%v" .status.exitCode) "0")}}x{{end}}'],
	['{{if .RestartCount | eq 3}}x{{end}}',                '{{if .status.metadata.attempt | eq "3"}}x{{end}}'],
	['{{if and .State.Running (le .State.Pid 99)}}x{{end}}', '{{if and (eq .status.state "CONTAINER_RUNNING") (le (printf "%20v" .info.pid) (printf "%20v" 99))}}x{{end}}'],
	['{{if gt (len .Mounts) 0}}x{{end}}',                  '{{if gt (len .status.mounts) 0}}x{{end}}'],
	['{{if eq (len .Mounts) 2}}x{{end}}',                  '{{if eq (len .status.mounts) 2}}x{{end}}'],
	['{{printf "%s %05d" .Name .State.ExitCode}}',         '{{printf "%s %05v" (printf "/%s" .status.metadata.name) .status.exitCode}}'],
	// one of a list
	['{{(index .Mounts 0).Source}}',                       '{{with index .status.mounts 0}}{{.hostPath}}{{end}}'],
	['{{with index .Mounts 0}}{{.Destination}}{{end}}',    '{{with index .status.mounts 0}}{{.containerPath}}{{end}}'],
	['{{with (index .Mounts 1)}}{{.RW}}{{end}}',           '{{with (index .status.mounts 1)}}{{(not (index . "readonly"))}}{{end}}'],
	// JSON in the middle of a line
	['{{json .Config.Labels}} {{json .RestartCount}}',     '{{with json .status.labels}}{{slice . 0 (len (slice . 1))}}{{end}} {{json .status.metadata.attempt}}'],
	['{{truncate .Name 5}}',                               '{{printf "%.5s" (printf "/%s" .status.metadata.name)}}'],
])('docker inspect -f %s', (template, expected) => {
	expect(filled(template)).toBe(expected);
});

it('the address among other fields is asked of the pod of each container', () => {
	const [command = ''] = answer(
		`inspect -f '{{.Name}}: {{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' a b`,
	);
	expect(command).toMatch(
		/^sh -c 'for container; do address=\$\(crictl inspectp .*sed "s\/<address of the pod>\/\$address\/g"; done' /,
	);
	expect(command).toMatch(/'\{\{\(printf "\/%s" \.status\.metadata\.name\)\}\}: <address of the pod> ' <a> <b>$/);
	const other = answer(`inspect -f '{{.Name}} {{range $k, $v := .NetworkSettings.Networks}}{{$v.IPAddress}}{{end}}' a`);
	expect(other[0]).toContain('<address of the pod>');
});

it('what a field is here that docker has otherwise is said', () => {
	expect(findingIds("inspect -f '{{.State.Paused}} {{.Config.Cmd}}' web")).toEqual(
		expect.arrayContaining(['inspect.field-paused', 'inspect.entrypoint']),
	);
	expect(findingIds("inspect -f '{{.Name}} {{.HostConfig.LogConfig.Type}}' web")).toContain('inspect.field-log');
	expect(findingIds("inspect -f '{{.HostConfig.LogConfig.Type}}' web")).toContain('inspect.unfilled');
});

/** As `rtconsole docker` runs it, into a pipe. */
function run(...words: readonly string[]): string {
	const answered = translate(words, tables, {}, {unique: 'x', shaped: true, piped: true});
	if ('error' in answered) throw new Error(answered.error);
	return answered.commands.map(printCommand).join('\n');
}

// biome-ignore format: a table
it.each([
	[['ps', '--format', '{{json .}}'],       /crictl inspect .*'\{"ID":\{\{printf "%q" .*"Names":\{\{printf "%q" \.status\.metadata\.name\}\}/],
	[['ps', '--format', 'json'],             /"Labels":"\{\{\$comma := ""\}\}/],
	[['images', '--format', 'json', 'web'],  /^crictl images \| awk 'NR > 1 && .*\{print "\{\\"Repository\\":\\"" \$1 "\\""/],
	[['stats', '--no-stream', '--format', '{{json .}}'], /^crictl stats \| awk 'NR > 1 \{print "\{\\"ID\\"/],
	[['info', '-f', '{{json .}}'],           /^sh -c 'printf .*"NCPU":%s.*"\$\(nproc\)"/],
	[['version', '-f', '{{json .}}'],        /"Server":\{"Version":"%s","Os":"%s"/],
	[['inspect', 'web'],                     /^sh -c 'paused=\$\(ctr .*; open=\[ bad=0; for one; .*"PortBindings":"<bound ports of the pod>".*"State":\{"Status":\{\{json .*"NetworkSettings":\{"Ports":"<open ports of the pod>","IPAddress":"<address of the pod>"/],
	[['inspect', '-f', '{{json .}}', 'web'], /^sh -c 'paused=.*; for one; .*; done' /],
	[['image', 'inspect', 'web'],            /^sh -c 'open=\[ bad=0; for one; do text=\$\(crictl inspecti .*"RepoTags":\{\{json \.status\.repoTags\}\}/],
	[['container', 'inspect', 'web'],        /"Config":\{"Image":/],
])('JSON for the program that reads it has the form of docker: %j', (words, expected) => {
	expect(run(...words)).toMatch(expected);
});

it('JSON that a person asks for is the one of the runtime', () => {
	expect(answer('ps --format json')).toEqual(['crictl ps --output json', 'close']);
	expect(answer('inspect web')).toEqual(['crictl inspect <web>', 'close']);
});

// biome-ignore format: a table
it.each([
	["info -f '{{.OperatingSystem}} {{.NCPU}}'",    `sh -c 'printf '\\''%s %s\\n'\\'' "$(sh -c '\\''. /etc/os-release; echo "$PRETTY_NAME"'\\'')" "$(nproc)"'`],
	["info -f '100% of {{.NCPU}}'",                 `sh -c 'printf '\\''100%% of %s\\n'\\'' "$(nproc)"'`],
	["version -f '{{.Server.Os}}/{{.Server.Arch}}'", `sh -c 'printf '\\''%s/%s\\n'\\'' "$(echo linux)" "$(uname -m | sed '\\''s/x86_64/amd64/; s/aarch64/arm64/'\\'')"'`],
	["info -f '{{.Swarm.LocalNodeState}}'",         'echo linux'.replace('linux', 'inactive')],
	["info -f '{{.Driver}} {{.LoggingDriver}}'",    'none'],
])('docker %s: each field is asked of who knows it', (line, expected) => {
	expect(answer(line)[0]).toBe(expected);
});

it('older and younger than a container: their times are compared', () => {
	const [older = ''] = answer('ps -aq --filter before=web');
	expect(older).toMatch(
		/^sh -c 'made=\$\(crictl inspect .*"\$1"\) \|\| exit; crictl ps --all --quiet \| xargs .*"\{\{\\\$made := \\"\$made\\"\}\}\$0" \| sed -n \/\.\/p' '\{\{if \(lt \.status\.createdAt \$made\)\}\}\{\{\.status\.id\}\}\{\{end\}\}' <web>$/,
	);
	expect(answer("ps -a -f since=web --format '{{.Names}}'")[0]).toContain('(gt .status.createdAt $made)');
	expect(answer('ps -aq -f since=web -f before=db')).toEqual(['none']);
});

it('JSON of a field within a line ends without the new line of crictl', () => {
	expect(answer("ps --format '{{json .Names}} {{.State}}'")[0]).toContain(
		'{{with json .status.metadata.name}}{{slice . 0 (len (slice . 1))}}{{end}} ',
	);
});

it('counts memory beyond the largest %d of mawk', () => {
	const [command = ''] = answer("info -f '{{.MemTotal}}'");
	expect(command).toContain('printf "%.0f\\n", $2 * 1024');
});

it('docker ps that is refused does not tell how its list would differ', () => {
	expect(findingIds("ps --filter expose=80 --format '{{.Names}}'")).toEqual(['ps.filter-expose', 'ps.filter-ids']);
});
