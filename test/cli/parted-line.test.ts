import {expect, it} from 'vitest';
import {partedLine} from '../../src/cli/parted-line.ts';
import type {Container} from '../../src/model/container.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from '../translate/support.ts';

const base = {state: 'running', attempt: 0, image: 'x', imageId: 'x', createdAtMs: 1, labels: {}} as const;
const containers: readonly Container[] = [
	{...base, id: 'a'.repeat(64), name: 'web', podName: 'front', podNamespace: 'default', containerdNamespace: 'k8s.io'},
	{...base, id: 'mine', name: 'mine', containerdNamespace: 'default'},
	{...base, id: 'b'.repeat(64), name: 'mine', containerdNamespace: 'moby'},
	{...base, id: 'c'.repeat(64), name: 'old', containerdNamespace: 'moby'},
];

// biome-ignore format: a table
it.each([
	['rm -f web mine',                    'rm -f web', 'rm -f mine'],
	['container stop -t 3 mine web',      'container stop -t 3 web', 'container stop -t 3 mine'],
	['inspect -f {{.Id}} web mine',       'inspect -f {{.Id}} web', 'inspect -f {{.Id}} mine'],
	['inspect web mine',                  'inspect web', 'inspect mine'],
	['rm -f mine',                        undefined, undefined],
	['rm -f web',                         undefined, undefined],
	['rm web old',                        undefined, undefined],
])('docker %s → %s, %s', (line, here, there) => {
	const words = ['docker', ...line.split(' ')];
	const made = translate(words, tables);
	if ('error' in made) throw new Error(made.error);
	const parts = partedLine(words, made.commands, {containers});
	expect(parts?.here.slice(1).join(' ')).toBe(here);
	expect(parts?.there.slice(1).join(' ')).toBe(there);
	expect(parts?.namespace).toBe(here === undefined ? undefined : 'default');
});
