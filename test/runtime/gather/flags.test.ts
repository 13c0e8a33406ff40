import {expect, it} from 'vitest';
import {flagsOfUnit} from '../../../src/runtime/gather/flags.ts';

const environment = [{path: '/etc/sysconfig/vendor', text: 'ARGS="--a=1 --b=2"\n'}];

// biome-ignore format: a table
it.each([
	['a program', '/usr/bin/kubelet $ARGS --c=3', ['--a=1', '--b=2', '--c=3']],
	['a shell', '/bin/bash -c "exec /usr/bin/kubelet $ARGS --c=3"', ['--a=1', '--b=2', '--c=3']],
	['a shell without exec', "/bin/sh -ec '/usr/bin/kubelet $ARGS'", ['--a=1', '--b=2']],
	['a flag -c of another program', '/usr/bin/kubelet -c /x $ARGS', ['--c=/x', '--a=1', '--b=2']],
])('flags of a unit that starts %s', (_, start, flags) => {
	const found = flagsOfUnit([{path: '/x.service', text: `[Service]\nExecStart=${start}\n`}], environment);
	expect(found.map(({name, value}) => `${name}=${value}`)).toEqual(flags);
});
