import {describe, expect, it} from 'vitest';
import {addToExecStart, editKubeletUnit, ownPlaceOf, variablesOfUnit} from '../../../src/migrate/edit/kubelet-unit.ts';

const edit = {
	remove: ['network-plugin', 'cni-conf-dir', 'container-runtime'],
	set: {'container-runtime-endpoint': 'unix:///c.sock'},
};

describe('the unit of the kubelet', () => {
	// biome-ignore format: a table
	it.each([
		['a flag of many in one line', 'ExecStart=/usr/bin/kubelet --v=2 --network-plugin=cni --a=b\n', 'ExecStart=/usr/bin/kubelet --v=2 --a=b\n'],
		['lines that go on', 'ExecStart=/usr/bin/kubelet \\\n  --network-plugin=cni \\\n  --v=2 \\\n  --cni-conf-dir=/x\nRestart=always\n', 'ExecStart=/usr/bin/kubelet \\\n  --v=2\nRestart=always\n'],
		['a value in two words', 'ExecStart=/usr/bin/kubelet --network-plugin cni $ARGS\n', 'ExecStart=/usr/bin/kubelet $ARGS\n'],
		['a variable', '# mine\nEnvironment="A=--network-plugin=cni --cni-conf-dir=/x"\nEnvironment="B=--v=2"\n', '# mine\nEnvironment="A="\nEnvironment="B=--v=2"\n'],
		['a flag that is set', 'ExecStart=/usr/bin/kubelet --container-runtime-endpoint=unix:///d.sock --container-runtime=remote\n', 'ExecStart=/usr/bin/kubelet --container-runtime-endpoint=unix:///c.sock\n'],
		['docker in [Unit]', '[Unit]\nWants=docker.socket network.target\nAfter=docker.service network.target\nRequires=docker.service\n', '[Unit]\nWants=network.target\nAfter=containerd.service network.target\nRequires=containerd.service\n'],
		['docker’s socket alone', '[Unit]\nWants=docker.socket\nX=1\n', '[Unit]\nX=1\n'],
		['cri-docker', 'Requires=cri-docker.service docker.service\n', 'Requires=containerd.service\n'],
		['what it runs by docker before it starts', "[Service]\nExecStartPre=/bin/sh -c 'until docker info; do sleep 1; done'\nExecStartPre=/bin/true\n", '[Service]\nExecStartPre=/bin/true\n'],
		['the same in lines that go on', 'ExecStartPre=+/bin/bash -c \\\n  "test -S /run/docker.sock"\nA=1\n', 'A=1\n'],
		['waiting for its unit', 'ExecCondition=/bin/systemctl is-active docker.service\nA=1\n', 'A=1\n'],
		['what may fail, and what only has its name', 'ExecStartPre=-/usr/bin/docker rm -f x\nExecStartPre=/opt/docker-tools/bin/prepare --not-docker\nExecStopPost=/usr/bin/docker ps\n', undefined],
		['nothing to do', '[Unit]\nDescription=kubelet: docker and others\n[Service]\nExecStart=/usr/bin/kubelet --container-runtimes=x  \\\n   --y\n', undefined],
	])('%s', (_, before, after) => {
		expect(editKubeletUnit(before, edit)).toBe(after ?? before);
	});

	it('new flags go to the last command line', () => {
		const text = '[Service]\nExecStart=\nExecStart=/usr/bin/kubelet \\\n  --v=2\nRestart=always\n';
		expect(addToExecStart(text, ['--a=b'])).toBe(text.replace('--v=2', '--v=2 --a=b'));
	});

	it('of a shell they go into what it is given', () => {
		const text = '[Service]\nExecStart=/bin/sh -ec "exec /usr/bin/kubelet $ARGS"\n';
		expect(addToExecStart(text, ['--a=b'])).toBe(text.replace('$ARGS', '$ARGS --a=b'));
		const plain = 'ExecStart=/usr/bin/kubelet --x="y"\n';
		expect(addToExecStart(plain, ['--a=b'])).toBe('ExecStart=/usr/bin/kubelet --x="y" --a=b\n');
	});

	// biome-ignore format: a table
	it.each([
		['its last command line counts', ['ExecStart=/k $OLD\n', 'ExecStart=\nExecStart=/k $A \\\n  $B\n'], ['A', 'B']],
		['in a shell', ['ExecStart=/bin/bash -c "exec kubelet $A $$B"\n'], ['A', 'B']],
		['none', ['Environment=A=$B\n'], []],
	])('variables that it reads: %s', (_, texts, names) => {
		expect(variablesOfUnit(texts.map(text => ({path: 'x', text})))).toEqual(names);
	});

	// biome-ignore format: a table
	it.each([
		['/usr/lib/systemd/system/kubelet.service', '/etc/systemd/system/kubelet.service'],
		['/lib/systemd/system/kubelet.service.d/a.conf', '/etc/systemd/system/kubelet.service.d/a.conf'],
		['/usr/local/lib/systemd/system/kubelet.service', '/etc/systemd/system/kubelet.service'],
		['/etc/systemd/system/kubelet.service.d/a.conf', '/etc/systemd/system/kubelet.service.d/a.conf'],
	])('%s is changed in %s', (path, place) => {
		expect(ownPlaceOf(path)).toBe(place);
	});
});
