import './require-node.mjs';
import {bundle} from './bundle.mjs';
import {compile, targets} from './compile.mjs';

// npm run build              dist/rtconsole, for the machine that builds
// npm run build -- --all     and dist/rtconsole-<target> for every target
const all = process.argv.includes('--all');
await bundle('dist/js');
const native = targets.find(target => target.native) ?? targets[0];
const wanted = all ? targets : [native];
for (const target of wanted) {
	const started = performance.now();
	const path = target === native ? 'dist/rtconsole' : `dist/rtconsole-${target.name}`;
	const bytes = await compile('dist/js/rtconsole.js', path, target);
	console.log(
		`${path}  ${target.name}  ${(bytes / 1e6).toFixed(0)} MB  ${((performance.now() - started) / 1000).toFixed(1)} s`,
	);
}
