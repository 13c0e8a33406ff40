import {expect, it} from 'vitest';
import {readChanges} from '../../src/translate/transforms/image-changes.ts';
import {settingsOf, settingsOver} from '../../src/translate/transforms/image-settings.ts';
import {answer} from './support.ts';

function changes(...values: string[]) {
	const read = readChanges(values);
	if ('error' in read) throw new Error(read.error);
	return read;
}

// biome-ignore format: a table
it.each([
	[['CMD ["nginx", "-g", "daemon off;"]'], {Cmd: ['nginx', '-g', 'daemon off;']}],
	[['cmd echo $HOME'], {Cmd: ['/bin/sh', '-c', 'echo $HOME']}],
	[['ENTRYPOINT ["/run.sh"]'], {Entrypoint: ['/run.sh']}],
	[['ENV DEBUG=true', 'ENV A="two  words" B=3', 'ENV OLD all of it', 'ENV A=4'], {Env: ['DEBUG=true', 'A=4', 'B=3', 'OLD=all of it']}],
	[['EXPOSE 80 53/udp', 'LABEL a=b c="d e"', 'VOLUME /data', 'VOLUME ["/x y"]'], {Labels: {a: 'b', c: 'd e'}, ExposedPorts: {'80/tcp': {}, '53/udp': {}}, Volumes: {'/data': {}, '/x y': {}}}],
	[['USER nobody', 'WORKDIR /srv', 'STOPSIGNAL SIGQUIT'], {User: 'nobody', WorkingDir: '/srv', StopSignal: 'SIGQUIT'}],
	[['ONBUILD RUN x'], {}],
])('%j → %j', (values, expected) => {
	expect(JSON.parse(settingsOf(changes(...values)))).toEqual(expected);
});

it('a command goes with a new entrypoint, unless one is given too', () => {
	expect(changes('ENTRYPOINT /x').set.Cmd).toBeNull();
	expect(changes('CMD a', 'ENTRYPOINT /x').set.Cmd).toEqual(['/bin/sh', '-c', 'a']);
	expect(changes('ENTRYPOINT /x', 'CMD a').set.Cmd).toEqual(['/bin/sh', '-c', 'a']);
});

it('over an image only what is said changes', () => {
	expect(settingsOver(changes())).toBe('{{json .info.imageSpec.config}}');
	const over = settingsOver(changes('ENV A={{b}}', 'LABEL x=y', 'USER 1'));
	expect(over).toContain('"User":"1"');
	expect(over).toContain('"Cmd":{{json (index .info.imageSpec.config "Cmd")}}');
	expect(over).toContain('{{if not (or false (eq (printf "%.2s" .) "A="))}}{{json .}},{{end}}{{end}}"A={{"{{"}}b}}"]');
	expect(over).toContain('"Labels":{{"{"}}{{range $key, $value := ');
	expect(over).toContain('{{json $key}}:{{json $value}},{{end}}"x":"y"}');
});

it.each([
	['commit -c "RUN x" web y', 'docker commit --change: unknown instruction: RUN'],
	['import -c CMD f y', 'docker import --change: CMD needs an argument'],
])('docker %s: %s', (line, error) => {
	expect(answer(line)).toEqual([error]);
});

it('docker import: the archive is unpacked into a layer, described and imported', () => {
	const [made, unpacked, described, imported, shown] = answer('import -m why -c "CMD sh" root.tgz team/base:1');
	expect(made).toBe('mkdir -m 700 /tmp/import-x');
	expect(unpacked).toContain('gzip -dcf <"$1"');
	expect(described).toContain('"comment":"why"');
	expect(described).toContain('docker.io/team/base:1');
	expect(imported).toContain('ctr -n k8s.io images import -');
	expect(shown).toContain('sha256sum');
	expect(answer('import -', {})).toEqual(['none']);
	expect(answer('import - x')[1]).toContain('gzip -dcf >"$0"');
	expect(answer('import --platform linux/arm64/v8 f x')[2]).toContain('"variant":"v8"');
});
