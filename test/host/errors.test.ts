import {expect, it} from 'vitest';
import {CommandFailed} from '../../src/host/errors.ts';

const containerd = '/run/containerd/containerd.sock';

// biome-ignore format: what the programs really say
it.each([
	['ctr', containerd, 'ctr: failed to dial "/run/containerd/containerd.sock": connection error: desc = "transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: permission denied"\n'],
	['crictl', containerd, String.raw`time="2026-11-23T21:06:34Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \"unix:///run/containerd/containerd.sock\": rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: permission denied\""`],
	['docker', '/var/run/docker.sock', 'WARNING: Error loading config file: /root/.docker/config.json: permission denied\npermission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json": dial unix /var/run/docker.sock: connect: permission denied'],
	['docker', '/var/run/docker.sock', 'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock'],
])('%s without permission: the socket, and what to do', (tool, socket, stderr) => {
	const {message} = new CommandFailed([tool, 'ps'], {exitCode: 1, stdout: '', stderr, durationMs: 1});
	expect(message).toBe(`${tool} ps: exit 1: permission denied on ${socket}: run it with sudo`);
});

const dialled = (path: string, words: string) =>
	String.raw`time="2026-11-26T21:56:34Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \"unix://${path}\": rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial unix ${path}: connect: ${words}\""`;

// biome-ignore format: what the programs really say
it.each([
	['crictl', dialled(containerd, 'no such file or directory'),                  `containerd is not running: there is no ${containerd}`],
	['crictl', dialled(containerd, 'connection refused'),                         `containerd is not running: nobody listens on ${containerd}`],
	['crictl', dialled('/var/run/dockershim.sock', 'no such file or directory'),  "the kubelet's dockershim is not running: there is no /var/run/dockershim.sock"],
	['crictl', dialled('/run/cri-dockerd.sock', 'connection refused'),            'cri-dockerd is not running: nobody listens on /run/cri-dockerd.sock'],
	['crictl', dialled('/run/x', 'connection refused'),                           'what listens there is not running: nobody listens on /run/x'],
	['ctr',    `ctr: failed to dial "${containerd}": connection error: desc = "transport: error while dialing: dial unix ${containerd}: connect: connection refused"`, `containerd is not running: nobody listens on ${containerd}`],
	['crictl', String.raw`time="2026-11-27T04:23:17Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \"unix://${containerd}\": rpc error: code = Unavailable desc = connection error: desc = \"error reading server preface: read unix @->${containerd}: use of closed network connection\""`, `containerd does not answer (error reading server preface): ${containerd}`],
	['crictl', String.raw`time="2026-11-27T00:40:25Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \"unix://${containerd}\": rpc error: code = DeadlineExceeded desc = context deadline exceeded"`, `containerd does not answer (context deadline exceeded): ${containerd}`],
])('%s: nobody behind the socket', (tool, stderr, expected) => {
	const {message} = new CommandFailed([tool, 'ps'], {exitCode: 1, stdout: '', stderr, durationMs: 1});
	expect(message).toBe(`${tool} ps: exit 1: ${expected}`);
});
