import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {delimiter, dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Ink 8 and execa 10 need Node 22. One is pinned in the dev dependencies, where the platform has a package. */
const needed = 22;
const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url));

if (!existsSync(at('node_modules'))) {
	console.error('rtconsole: the packages that it is built and tested with are not installed: run npm ci first');
	process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) < needed) {
	const pinned = at(`node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (!existsSync(pinned)) {
		console.error(
			`rtconsole's build and tests need Node ${needed} or newer, this is ${process.versions.node}, ` +
				`and there is no pinned one for ${process.platform}-${process.arch}: install Node ${needed} or newer.`,
		);
		process.exit(1);
	}
	// npm scripts find it in node_modules/.bin, but for an npm that does not link a program called node (9.2 of Debian 13): the same once more, by it.
	const env = {...process.env, PATH: [dirname(pinned), process.env.PATH].join(delimiter)};
	const {status, signal, error} = spawnSync(pinned, process.argv.slice(1), {stdio: 'inherit', env});
	if (error) throw error;
	process.exit(status ?? (signal === null ? 1 : 130));
}
