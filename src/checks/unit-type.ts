import {known, type Unit} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
import {advice, deleteLine, restart, run} from './fixes.ts';

/** Those tell systemd themselves when they are ready, and never fork. Source: their own unit files. */
const notifying = ['containerd.service', 'docker.service', 'cri-docker.service'];
const unfit = ['forking', 'oneshot', 'dbus'];

export const unitType: Check = {
	id: 'unit-type',
	title: 'Type of services',
	follows: ['unit-masked'],
	explains: ['unit-timeout'],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const wrong = [...notifying, 'kubelet.service']
			.map(name => units[name])
			.find(unit => unit?.loadState === 'loaded' && unfit.includes(unit.properties.Type ?? ''));
		if (wrong === undefined) return ok('none waits for a program to fork');
		const {Type: type} = wrong.properties;
		const place = lineOf(wrong);
		return fatal(
			`Type=${type} of ${wrong.name}: systemd waits for what this program never does, and kills it when its time is over`,
			{
				evidence: [place ? {source: `${place.path}:${place.line}`, text: `Type=${type}`} : shown(wrong)],
				fix: [...fixAt(place, wrong), run('systemctl', 'daemon-reload'), restart(wrong.name)],
			},
		);
	},
};

function shown({name, properties}: Unit) {
	return {source: `systemctl show ${name}`, text: `Type=${properties.Type}`};
}

function lineOf({files}: Unit): {readonly path: string; readonly line: number} | undefined {
	for (const {path, text} of files.toReversed()) {
		const line = text.split('\n').findLastIndex(each => /^\s*Type\s*=/.test(each));
		if (line >= 0) return {path, line: line + 1};
	}
	return undefined;
}

/** A drop-in only changed it; in a unit file of its own the right one must stand there. */
function fixAt(place: ReturnType<typeof lineOf>, {name}: Unit): readonly Fix[] {
	const right = notifying.includes(name) ? 'notify' : 'simple';
	if (place === undefined) return [advice(`Type=${right} in ${name}`)];
	if (place.path.includes('.service.d/')) return [deleteLine(place.path, place.line)];
	return [run('sed', '-i', `${place.line}s|.*|Type=${right}|`, place.path)];
}
