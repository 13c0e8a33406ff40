import {expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {tables} from './support.ts';

const known = {tables, versions: {}, options: {unique: 'x'}};

function translated(text: string, versions = {}, target?: 'nerdctl' | 'crictl') {
	const answer = rewrite(text, {...known, versions, options: {unique: 'x', ...(target && {target})}});
	if ('error' in answer) throw new Error(answer.error);
	return {text: answer.text, ids: answer.translations.flatMap(each => each.translation.findings.map(({id}) => id))};
}

/** Where the line goes that is told apart by `docker`: its last words. */
function lastLine(text: string): string {
	return translated(text).text.split('\n').at(-1) ?? '';
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells have them too
// biome-ignore format: a table
it.each([
	['docker run -d --name web nginx\ndocker logs web',                             'cat /var/log/ctr-web.log'],
	['docker run -d --name web nginx\ndocker logs -f --tail 5 web',                 'tail -n 5 -F /var/log/ctr-web.log'],
	['docker run -d --name web nginx\ndocker rm web',                               removed('web')],
	['docker run -d --name web nginx\ndocker kill -s HUP web',                      'ctr -n default task kill --signal SIGHUP web'],
	['docker run -d --name web nginx\ndocker pause web',                            'ctr -n default task pause web'],
	['docker run -d --name web nginx\ndocker unpause web',                          'ctr -n default task resume web'],
	['docker run -d --name web nginx\ndocker inspect web',                          'ctr -n default containers info web'],
	['docker run -d --name web nginx\ndocker exec -it web sh',                      'ctr -n default task exec --exec-id exec-x --tty web sh'],
	['docker run -d --name web nginx\ndocker stats --no-stream web',                'ctr -n default task metrics web'],
	['docker run -d --name web nginx\ndocker rename web old',                       'docker rename web old'],
	['docker run -d --name web nginx\ndocker stop db',                              `crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name '^db$')"`],
	['docker run -d --name web nginx\ndocker rm web db',                            `crictl rm "$(crictl ps --all --latest --quiet --name '^web$')" "$(crictl ps --all --latest --quiet --name '^db$')"`],
	['C=$(docker run -d nginx)\ndocker logs "$C"',                                  'cat /var/log/ctr-"$C".log'],
	['C=$(docker run -d nginx)\ndocker rm $C',                                      removed('$C')],
	['C=\nC=$(sudo docker create nginx)\ndocker rm "${C}"',                         removed('"${C}"')],
	['C=$(docker run -d nginx)\nC=$(docker ps -q)\ndocker rm $C',                   'docker rm $C'],
	['docker run -d --name "$N" nginx\ndocker rm ${N}',                             removed('"${N}"')],
	['docker run -d --name "app-$N" nginx\ndocker rm app-$N',                       removed('app-"$N"')],
	['docker run -d --name web nginx\ndocker ps -q -f name=web',                    `{ ctr -n default task ls | awk -v n0=web 'NR > 1 && $1 ~ n0 && $3 == "RUNNING" {print $1}'; }`],
	['docker run -d --name web nginx\ndocker ps -aqf name=^/web$',                  `{ ctr -n default containers ls | awk -v 'n0=^web$' 'NR > 1 && $1 ~ n0 {print $1}'; }`],
	['docker run -d --name web nginx\ndocker ps -q -f name=db',                     'crictl ps --quiet --name db'],
	[`docker run -d --name web nginx\ndocker ps --format '{{.Names}}' | grep -qx web`, `{ ctr -n default task ls | awk 'NR > 1 && $3 == "RUNNING" {print $1}'; } | grep -qx web`],
	['docker run -d --name web nginx\ndocker ps --format "{{.Names}}" | grep -qx db',  `{ crictl ps --quiet | xargs --no-run-if-empty crictl inspect --output go-template --template '{{.status.metadata.name}}'; } | grep -qx db`],
	['docker run --name web nginx:1\ndocker pull nginx:1',                          'ctr -n default images pull docker.io/library/nginx:1 >&2'],
	['docker run --name web nginx:1\ndocker pull nginx:2',                          'crictl pull docker.io/library/nginx:2'],
	['docker tag a b\ndocker run b\ndocker push a',                                 'ctr -n default images push docker.io/library/a:latest'],
	['docker run b\ndocker load -i x.tar',                                          'ctr -n default images import x.tar'],
	['docker run b\ndocker rmi b',                                                  'ctr -n default images rm docker.io/library/b:latest'],
	['docker run b\ndocker images b',                                               'ctr -n default images ls name==docker.io/library/b:latest'],
	['docker run b\ndocker images --format "{{.ID}}" b',                            'ctr -n default images ls --quiet name==docker.io/library/b:latest'],
	['docker run b\ndocker images b --format "{{.Repository}} ({{.Size}})"',        `{ ctr -n default images ls name==docker.io/library/b:latest | awk 'NR > 1 {print substr($1, 1, match($1, /:[^:/]*$/) - 1) " (" $4 $5 ")"}'; }`],
	['docker run b\ndocker images b --format "{{.CreatedAt}}"',                     'docker images b --format "{{.CreatedAt}}"'],
	['docker run b\ndocker image inspect b >/dev/null',                             "{ ctr -n default images ls name==docker.io/library/b:latest | grep -v '^REF'; } >/dev/null"],
])('%j → %s', (text, expected) => {
	expect(lastLine(text)).toBe(expected);
});

/** `docker rm`, with the address that --cni took. */
function removed(word: string): string {
	return `sh -c 'bad=0; for id; do ctr -n default containers rm "$id" || { bad=1; continue; }; grep -rlsFx -e "default-$id" -e "default-$id$(printf "\\r")" /var/lib/cni/networks | xargs -r rm -f; rm -f "/var/log/ctr-$id.log"; echo "$id"; done; exit $bad' sh ${word}`;
}

it('also before it is run, and in a text for another shell', () => {
	expect(translated('docker rm web\ndocker run -d --name web nginx').text).toMatch(
		/^sh -c 'bad=0; for id; do ctr -n default containers rm "\$id".* sh web\n/,
	);
	expect(lastLine("docker run -d --name web nginx\nsh -c 'docker rm web'")).toBe(
		`sh -c '${removed('web').replaceAll("'", `'\\''`)}'`,
	);
});

// biome-ignore format: a table
it.each([
	['docker rm -f $(docker ps -aq -f name=web)',                                   'rm --force "$id"'],
	['docker ps -aq -f name=web | xargs -r docker rm -f',                           'rm --force "$id"'],
	['I=$(docker ps -aq -f name=web)\ndocker rm -f "$I"',                           'rm --force "$id"'],
	['for i in $(docker ps -aq -f name=web); do docker rm -f $i; done',             'rm --force "$id"'],
	['docker stop web',                                                             '--signal SIGKILL "$1"'],
	['docker wait web',                                                             'exit_status'],
	['docker restart web',                                                          'task start --detach --log-uri'],
	['docker cp web:/x .',                                                          'snapshots mounts'],
	['docker export web | tar t',                                                   'snapshots mounts'],
	[`docker inspect -f '{{.State.Running}}' web`,                                  `awk -v id=web '$1 == id`],
	[`docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web`, 'nsenter --target'],
])('%s asks ctr alone', (line, part) => {
	const {text, ids} = translated(`docker run -d --name web nginx\n${line}`);
	expect(text).toContain(part);
	expect(text).not.toContain('crictl');
	expect(ids).toContain('by-ctr.held');
});

it('a container that was to go by itself goes when it is stopped', () => {
	expect(lastLine('docker run -d --rm --name web nginx\ndocker stop web')).toContain('containers rm "$1"');
	expect(lastLine('docker run -d --name web nginx\ndocker stop web')).not.toContain('containers rm "$1"');
});

// biome-ignore format: a table
it.each([
	['docker exec --privileged web id',                'by-ctr.flag'],
	['docker logs --since 5m web',                     'by-ctr.flag'],
	['docker checkpoint ls web',                       'by-ctr.none'],
	['docker rename web www',                          'by-ctr.none'],
	[`docker inspect -f '{{.State.Health.Status}}' web`, 'by-ctr.template'],
	['docker ps -f name=web -f health=healthy',        'by-ctr.filter'],
])('%s: %s is lost', (line, id) => {
	expect(translated(`docker run -d --name web nginx\n${line}`).ids).toContain(id);
});

it('nerdctl and pods made by crictl are asked as before', () => {
	const text = 'docker run -d --name web nginx\ndocker rm web';
	expect(translated(text, {}, 'crictl').ids).not.toContain('by-ctr.held');
});

it('a variable that is asked for while it is set ends', () => {
	const {text} = translated('docker run -d --name web nginx\nI=$(docker ps -q -f name=$I)\ndocker rm "$I"');
	expect(text).toContain('I=$(docker ps -q -f name=$I)');
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shells have them too

it('a container that is to come back may have a name that only the shell knows', () => {
	const {text} = translated('N=app-$$; docker run -d --name "$N" --restart=always nginx');
	expect(text).toContain('--label containerd.io/restart.loguri=file:///var/log/ctr-"$N".log ');
});

it('what asks ctr for a container whose docker run stays docker’s says so', () => {
	const run = 'docker run -d --name web $OPTS nginx';
	expect(translated(`${run}\ndocker stop web`).ids).toContain('shell.run-stays');
	expect(translated(`docker stop web\n${run}`).ids).toContain('shell.run-stays');
	expect(translated(`N=web\ndocker run -d --name "$N" $OPTS nginx\ndocker rm "$N"`).ids).toContain('shell.run-stays');
	expect(translated('docker run -d --name web nginx\ndocker stop web').ids).not.toContain('shell.run-stays');
	expect(translated(`${run}\ndocker run -d --name other nginx\ndocker stop other`).ids).not.toContain(
		'shell.run-stays',
	);
});

// biome-ignore format: a table
it.each([
	['docker run -d --name web nginx\ndocker ps -q --filter label=a | wc -l', true],
	['docker run -d nginx\ndocker container ls -a',                           true],
	['docker create --name web nginx\nfor c in $(docker ps -aq); do :; done', true],
	['docker run -d --name web nginx\ndocker ps -q -f name=web',              false],
	['docker run --rm alpine true\ndocker ps',                                false],
	['docker ps\ndocker run -d nginx',                                        false],
])('%j: a list of pods lacks what ctr made above it: %s', (text, lacks) => {
	expect(translated(text).ids.includes('shell.list-lacks')).toBe(lacks);
});

it('a list of pods has what crictl made above it', () => {
	const text = 'docker run -d --name web nginx\ndocker ps -q';
	expect(translated(text, {}, 'crictl').ids).not.toContain('shell.list-lacks');
});
