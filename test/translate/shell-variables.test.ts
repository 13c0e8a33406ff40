import {expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {tables} from './support.ts';

const known = {tables, versions: {}, options: {unique: 'x'}};

/** The last docker command of a text: how it was answered. */
function last(text: string) {
	const answer = rewrite(text, known);
	if ('error' in answer) throw new Error(answer.error);
	const others = answer.translations.filter(({translation}) => !/ -a?q/.test(translation.docker));
	const {translation} = (others.length > 0 ? others : answer.translations).at(-1) ?? {};
	return {
		text: answer.text,
		isTranslated: (translation?.commands.length ?? 0) > 0,
		findings: translation?.findings ?? [],
	};
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells have them too
const list = 'ID=$(docker ps -q)';

// biome-ignore format: a table
it.each([
	[`${list}; docker rm $ID`,                                                 true],
	['ID=`docker ps -aq`; docker rm $ID',                                      true],
	['ID="$(docker ps -q | head -n 1)"; docker logs $ID',                      true],
	["ID=$(docker ps | grep web | awk '{print $1}'); docker exec $ID sh",      true],
	["ID=$(docker images | grep none | awk '{ print $3 }'); docker rmi $ID",   true],
	["ID=$(docker ps | awk '{print $2}'); docker rm $ID",                      false],
	['ID=$(docker ps -q | grep -n x); docker rm $ID',                          false],
	['ID=$(docker ps -q -f health=x); docker rm $ID',                          false],
	['ID=$(docker ps -q); ID=$1; docker rm $ID',                               false],
	['ID=$(docker ps -q); unset ID; docker rm $ID',                            false],
	['ID=$(docker ps -q); read ID; docker rm $ID',                             false],
	['ID=$(docker ps -q); ID+=x; docker rm $ID',                               false],
	['ID=$(docker ps -q); eval "$X"; docker rm $ID',                           false],
	["eval 'docker ps'; ID=$(docker ps -q); eval 'docker ps'; docker rm $ID",  true],
	['ID=$(docker ps -q); . ./x\n. ./y\ndocker rm $ID',                        false],
	['. ./x\nID=$(docker ps -q)\ndocker rm $ID',                               true],
	["IFS=$'\\n\\t'\nID=$(docker ps -q)\ndocker rm $ID",                       true],
	['IFS=:\nID=$(docker ps -q)\ndocker rm $ID',                               false],
	['if x; then ID=$(docker ps -q); fi; docker rm $ID',                       false],
	['(ID=$(docker ps -q)); docker rm $ID',                                    false],
	['ID=$(docker ps -q) | cat; docker rm $ID',                                false],
	['ID=$(docker ps -q) & docker rm $ID',                                     false],
	['ID=$(docker ps -q) docker rm $ID',                                       true],
	['ID=$(docker ps -q) || exit 1; docker rm $ID',                            true],
	['true && ID=$(docker ps -q) && docker rm $ID',                            true],
	['true && ID=$(docker ps -q); docker rm $ID',                              false],
	['f() { docker rm $ID; }; ID=$(docker ps -q); f',                          false],
	['ID=$(docker ps -q); f() { docker rm $ID; }; f',                          true],
	['f() { local ID=web; docker rm $ID; }',                                   true],
	['for c in $(docker ps -q) $(docker ps -aq); do docker logs $c; done',     true],
	['for c in $(docker ps -q); do docker logs $c; done; for c in "$@"; do :; done', false],
	['for c in web db; do docker rm $c; done',                                 true],
	['for c in web -f; do docker rm $c; done',                                 false],
	['for c in web; do :; done; docker rm $c',                                 false],
	['for c in *; do docker rm $c; done',                                      true],
	['for c in "$@"; do docker rm $c; done',                                   false],
	['docker ps -q | while read -r c; do docker rm $c; done',                  true],
	['while read c; do docker rm $c; done < <(docker ps -q)',                  true],
	['cat x | while read c; do docker rm $c; done',                            false],
	['docker ps -q | while read a b; do docker rm $a; done',                   false],
	['ID=-f; docker rm $ID',                                                   false],
	['ID="a b"; docker rm $ID',                                                true],
	['ID=~; docker rm $ID',                                                    false],
	['ID=${ID:-web}; docker rm $ID',                                           true],
	['ID="a $B"; docker rm $ID',                                               false],
	['ID=$(ls); docker rm $ID',                                                false],
	['IMG=$REG/app:$(git describe); docker pull $IMG',                         true],
	['for v in $(docker volume ls -q); do docker run -v $v:/x busybox; done',  false],
	['D=docker; $D ps',                                                        true],
	['D=docker; x && D=podman; $D ps',                                         false],
	['D=${D:-docker}; $D ps',                                                  false],
	['docker rm $(docker ps -q -f health=x); docker rm $X',                    true],
	["ID=$(docker ps -q); eval 'ID=x y'; docker rm $ID",                       false],
	["while read -r i n; do docker rm $i; done < <(docker ps --format '{{.ID}} {{.Names}}')", true],
	["docker ps --format '{{.ID}}\\t{{.Image}}\\t{{.Names}}' | while read -r i g n; do docker rm $n; done", true],
	["docker ps --format '{{.Status}} {{.ID}}' | while read -r s i; do docker rm $i; done", false],
	["docker ps --format '{{.Status}}|{{.ID}}' | while IFS='|' read -r s i; do docker rm $i; done", true],
	["docker ps --format '{{.ID}} {{.Names}} {{.Image}}' | while read -r i n; do docker rm $n; done", false],
	['F="-a -q"; docker ps $F',                                                true],
	['F="-a -q"; x && F="-f name=x"; docker ps $F',                            false],
	['O=(-d --name x); docker run "${O[@]}" busybox',                          true],
	['O=(-d); O+=(--name x); docker run "${O[@]}" busybox',                    true],
	['O=(-d); x && O+=(--rm); docker run "${O[@]}" busybox',                   false],
	['O=(-d); O[1]=--rm; docker run "${O[@]}" busybox',                        false],
	['O=(-d "$X"); docker run "${O[@]}" busybox',                              false],
	['O=(-d); for i in 1 2; do O+=(-e $i); docker run "${O[@]}" busybox; done', false],
	['C=(docker ps -a); "${C[@]}"',                                            true],
	['C=(docker ps); C=(podman ps); "${C[@]}"',                                false],
	['S=sudo; $S docker ps -a',                                                true],
])('%s: translated is %s', (text, expected) => {
	expect(last(text).isTranslated).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['N=web; docker stop $N',                     'N=web; crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name "^$N\\$")"'],
	['N=0123456789ab; docker logs "$N"',          'N=0123456789ab; crictl logs "$N"'],
	['I=nginx T=1.25; docker pull "$I:$T"',       'I=nginx T=1.25; crictl pull docker.io/library/nginx:1.25'],
	['T=5; docker stop -t $T web',                'T=5; crictl stop --timeout 5 "$(crictl ps --all --latest --quiet --name \'^web$\')"'],
	['O=(-a --no-trunc); docker ps "${O[@]}" -q', 'O=(-a --no-trunc); crictl ps --all --no-trunc --quiet'],
	['C=(docker logs --tail 1); "${C[@]}" web',   'C=(docker logs --tail 1); crictl logs --tail 1 "$(crictl ps --all --latest --quiet --name \'^web$\')"'],
	['C=${1:-web}; docker stop "$C"',             'C=${1:-web}; crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name "^$C\\$")"'],
	['docker stop "${1-web}"',                    'crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name "^${1-web}\\$")"'],
	['C=${1:-0123456789ab}; docker logs "$C"',    'C=${1:-0123456789ab}; crictl logs "$(crictl ps --all --latest --quiet --name "^$C\\$" | grep . || echo "$C")"'],
	['L="web db"; for c in $L; do docker logs $c; done', 'L="web db"; for c in $L; do crictl logs "$(crictl ps --all --latest --quiet --name "^$c\\$")"; done'],
	['$SUDO docker logs web',                     '$SUDO crictl logs "$($SUDO crictl ps --all --latest --quiet --name \'^web$\')"'],
	['D=$(which docker); $SUDO $D ps -a',         'D=$(which crictl); $SUDO crictl ps --all'],
	['D=$(which docker); $D rename x y; $D ps',   'D=$(which docker); $D rename x y; crictl ps'],
	['N=web; ssh h "docker logs $N"',             'N=web; ssh h "crictl logs \\"\\$(crictl ps --all --latest --quiet --name \'^$N\\$\')\\""'],
	['docker rm $(docker ps -q -f health=x)',     'docker rm $(docker ps -q -f health=x)'],
])('%s → %s', (text, expected) => {
	expect(last(text).text).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['docker ps | awk \'{print $1}\'',                ['columns.same']],
	['docker ps | awk \'{print $NF}\'',               ['columns.moved']],
	['docker ps | awk \'{print $3}\'',                ['columns.other']],
	['docker ps | grep -v x | awk \'{print $2,$NF}\'', ['columns.moved', 'columns.same']],
	['docker images | awk \'{print $1":"$2, $3}\'',   ['columns.repository', 'columns.same', 'columns.same']],
	['docker images | awk \'{print $4}\'',            ['columns.other']],
	['docker ps | grep Up | wc -l',                   ['columns.up']],
	['docker ps -a | grep Exited',                    []],
	["docker ps -a | grep 'Exited (137)'",            ['columns.exited']],
	["docker ps -a | grep -E 'Exited \\\\([1-9]'",      ['columns.exited']],
	["docker images | grep '^nginx'",                 ['columns.short-name']],
	["docker images | grep ^team/app",                ['columns.short-name']],
	["docker images | grep '^quay.io/team/app'",      []],
	['docker images | grep nginx',                    []],
	["docker images --format '{{.Repository}}:{{.Tag}}' | grep -xF nginx:1.25", ['columns.short-name']],
	["docker images --format '{{.Repository}}' | grep -c '^nginx$'", ['columns.short-name']],
	["docker images --format '{{.ID}} {{.Size}}' | grep '^0a1'", []],
	["docker images --format '{{.Tag}}' | grep '^v1'", []],
	["docker images | awk '$1 == \"nginx\" {print $3}'", ['columns.short-name', 'columns.repository', 'columns.same']],
	["docker images | awk '$1 ~ /^nginx/'",           ['columns.short-name', 'columns.repository']],
	['docker ps | grep 0.0.0.0:80',                   ['columns.absent']],
	['docker ps | cut -d" " -f1',                     ['columns.layout']],
	['docker ps | tail -n +2 | sed s/x/y/',           ['columns.layout']],
	['docker ps -q | cut -c1-5',                      []],
	['docker ps | wc -l',                             []],
	['echo | awk \'{print $1}\'; docker ps',          []],
])('%s: %j', (text, ids) => {
	expect(last(text).findings.map(({id}) => id).filter(id => id.startsWith('columns.'))).toEqual(ids);
});

it('names the field where it is now', () => {
	const moved = last("docker ps | awk '{print $NF}'").findings.find(({id}) => id === 'columns.moved');
	expect(moved).toMatchObject({kind: 'lost', instead: 'for what is NAMES with docker: $(NF-3)'});
});

// biome-ignore format: a table
it.each([
	['f() { local -a opts=(--tail 5); docker logs "${opts[@]}" 0123456789ab; }', 'f() { local -a opts=(--tail 5); crictl logs --tail 5 0123456789ab; }'],
	['declare -a O\nO+=(-a)\ndocker ps "${O[@]}"',                              'declare -a O\nO+=(-a)\ncrictl ps --all'],
	['declare -a O\nO=(-a)\nO=(-q)\ndocker ps "${O[@]}"',                       'declare -a O\nO=(-a)\nO=(-q)\ncrictl ps --quiet'],
	['declare -a O\nif x; then O=(-a); fi\ndocker ps "${O[@]}"',                'declare -a O\nif x; then O=(-a); fi\ndocker ps "${O[@]}"'],
	['declare -n R=O\nO=(-a)\ndocker ps "${O[@]}"',                             'declare -n R=O\nO=(-a)\ndocker ps "${O[@]}"'],
])('declared arrays: %j', (source, expected) => {
	const answer = rewrite(source, {tables, versions: {}, options: {}});
	expect('error' in answer ? answer.error : answer.text).toBe(expected);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shells have them too
