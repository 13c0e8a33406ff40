import {execFileSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {fullReference} from '../../src/model/image-ref.ts';
import {completed} from '../../src/translate/shell/completed-image.ts';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {tables} from './support.ts';

const names = [
	'nginx',
	'nginx:1.27',
	'team/app',
	'team/app:2',
	'docker.io/nginx',
	'docker.io/library/nginx:1',
	'localhost/x',
	'localhost:5000/x:1',
	'reg.example.com/a/b',
	'reg.example.com:444/a/b@sha256:abc',
	'nginx@sha256:abc',
];

it.each(['sh', 'bash'])('a name is completed in %s as docker completes it', shell => {
	for (const name of names) {
		const text = execFileSync(shell, ['-c', `I=$1; printf '%s' ${completed('"$I"')}`, 'x', name]).toString();
		expect(text).toBe(fullReference(name));
	}
	const all = execFileSync(shell, ['-c', `printf '<%s>' ${completed('$*', true)}`, 'x', ...names]).toString();
	expect(all).toBe(names.map(name => `<${fullReference(name)}>`).join(''));
});

// biome-ignore format: a table
it.each([
	['IMAGE=$1\ndocker save "$IMAGE"', 'ctr -n k8s.io images export - "$(printf \'%s\\n\' "$IMAGE" | sed ', 'note'],
	['docker push $1:$TAG',                       'ctr -n k8s.io images push "$(printf \'%s\\n\' "$1":"$TAG" | sed ', 'note'],
	['docker push "$REGISTRY/app:$TAG"',          'ctr -n k8s.io images push "$REGISTRY"/app:"$TAG"',                 'close'],
	['docker push nginx:$TAG',                    'ctr -n k8s.io images push docker.io/library/nginx:"$TAG"',         'none'],
	['docker save $(docker images -q) -o x.tar',  'ctr -n k8s.io images export x.tar $(crictl images --quiet)',            'none'],
	['docker save $IMAGES',                       'ctr -n k8s.io images export - $(printf \'%s\\n\' $IMAGES | sed ',     'note'],
	['docker save $(cat "list of images")',       'ctr -n k8s.io images export - $(printf \'%s\\n\' $(cat "list of images") | sed ', 'none'],
	['docker pull "$IMAGE"',                      'crictl pull "$IMAGE"',                                             'none'],
])('%s → %s', (script, expected, said) => {
	const answer = rewriteScript(script, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	const {text, translations} = answer;
	expect(text).toContain(expected);
	const found = translations.flatMap(({findings}) => findings).filter(({id}) => /^shell\.image(-completed)?$/.test(id));
	expect(found[0]?.kind ?? 'none').toBe(said);
});
