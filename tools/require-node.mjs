import {existsSync} from 'node:fs';

if (!existsSync(new URL('../node_modules', import.meta.url))) {
	console.error('rtconsole: the packages that it is built and tested with are not installed: run npm ci first');
	process.exit(1);
}
// Ink 8 and execa 10 need Node 22. npm scripts find the pinned one in node_modules/.bin where the platform has a package.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
	console.error(
		`rtconsole's build and tests need Node 22 or newer, this is ${process.versions.node}. ` +
			'Run them through npm (npm start, npm test): it uses the Node that is pinned in the dev dependencies. ' +
			'If npm itself ran this, your platform has no such package: install Node 22 or newer.',
	);
	process.exit(1);
}
