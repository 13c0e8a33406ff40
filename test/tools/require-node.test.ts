import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';

const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.19.2'})`;
const pinned = existsSync(`node_modules/node-${process.platform}-${process.arch}/bin/node`);

/** As an npm starts it that did not link the pinned Node: Debian 13 has Node 20.19.2 and npm 9.2. */
function byOldNode(...words: readonly string[]) {
	const {status, stdout, stderr} = spawnSync(process.execPath, ['--import', old, ...words], {encoding: 'utf8'});
	return {status, stdout, stderr};
}

it('a Node that is too old gives way to the pinned one, and the programs that it starts find that one too', () => {
	const {status, stdout, stderr} = byOldNode('tools/run.mjs', 'sh', '-c', 'node --version; exit 7');
	if (!pinned) expect({status, stderr}).toMatchObject({status: 1, stderr: expect.stringMatching(/install Node 22/)});
	else expect({status, stdout, stderr}).toEqual({status: 7, stdout: expect.stringMatching(/^v2[2-9]\./), stderr: ''});
});
