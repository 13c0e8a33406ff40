import {expect, it} from 'vitest';
import {callsIn} from '../../../src/runtime/gather/callers-translate.ts';

const becomes = async (line: string) => (await callsIn(`#!/bin/sh\n${line}\n`, 'script'))[0]?.becomes[0];

it('a variable of the script is one in what it becomes', async () => {
	expect(await becomes("docker inspect -f '{{.LogPath}}' $c")).toMatch(
		/'\{\{\.status\.logPath\}\}' "\$\(crictl ps .* --name "\^\$c\\\$" \| grep \. \|\| echo "\$c"\)"$/,
	);
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
	expect(await becomes('docker rm "${old}"')).toMatch(/crictl rm "\$\(.* \| grep \. \|\| echo "\$\{old\}"\)"$/);
});

it('what was quoted against the shell stays so', async () => {
	expect(await becomes("docker exec web echo '$HOME'")).toContain("'$HOME'");
});

it('what xargs puts in, and what a command in brackets prints, is no word in quotes', async () => {
	const last = async (line: string) => (await callsIn(`#!/bin/sh\n${line}\n`, 'script')).map(({becomes}) => becomes[0]);
	expect(await last('docker ps -aq | xargs -r docker rm')).toContain('crictl rm');
	expect(await last('docker ps -q | xargs -I{} docker logs {}')).toContain('crictl logs {}');
	expect(await last('docker rm $(docker ps -aq)')).toContain('crictl rm $(crictl ps --all --quiet)');
	expect(await becomes("docker exec 0123456789ab echo ''")).toContain("echo ''");
});
