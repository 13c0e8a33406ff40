import {expect, it} from 'vitest';
import {buildByCtr} from '../../src/translate/by-ctr/builders.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

function textOf(line: string): string {
	const held = {namespace: 'default', named: true};
	const answer = translate(line.split(' '), tables, {}, {buildInstead: ask => buildByCtr(held, ask)});
	if ('error' in answer) throw new Error(answer.error);
	return answer.commands.map(({argv}) => argv.slice(2).join(' ')).join('\n');
}

const begin = 'name=$1; shift; ctr -n default containers info "$name" >/dev/null || exit; ';
const runc = 'runc --root /run/containerd/runc/default update "$@" "$name" || exit; echo "$name"';

// biome-ignore format: a table
it.each([
	['update --memory 64m --memory-swap -1 web',  `${begin}${runc} sh web --memory 67108864 --memory-swap -1`],
	['update --cpus 0.5 --pids-limit 9 a b',      `${begin}${runc} sh a --cpu-period 100000 --cpu-quota 50000 --pids-limit 9\n${begin}${runc} sh b --cpu-period 100000 --cpu-quota 50000 --pids-limit 9`],
	['update --restart no web',                   `${begin}ctr -n default containers label "$name" containerd.io/restart.policy= containerd.io/restart.status= >/dev/null || exit; echo "$name" sh web`],
	['update --restart on-failure:3 web',         `${begin}ctr -n default containers label "$name" containerd.io/restart.policy=on-failure:3 containerd.io/restart.status=running >/dev/null || exit; echo "$name" sh web`],
	['port web',                                  'ctr -n default containers info "$1" >/dev/null sh web'],
	['port web 80/tcp',                           'ctr -n default containers info "$1" >/dev/null && { echo "no public port $2 published for $1" >&2; exit 1; } sh web 80/tcp'],
])('docker %s of what docker run made', (line, expected) => {
	expect(textOf(`docker ${line}`)).toBe(expected);
});
