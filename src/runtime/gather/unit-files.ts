import type {Reader} from '../../host/host.ts';
import type {DockerDependent} from '../../model/node-surroundings.ts';
import {namesIn, textIfAny} from './part.ts';

export type UnitFile = {
	/** `backup.service`, also of a drop-in. */
	readonly name: string;
	readonly path: string;
	readonly text: string;
};

/** What stands first hides what has the same name further on. Source: systemd.unit(5). */
const folders = [
	'/etc/systemd/system',
	'/run/systemd/system',
	'/usr/local/lib/systemd/system',
	'/usr/lib/systemd/system',
	'/lib/systemd/system',
];
/** Of the runtimes themselves; the kubelet's are dealt with on their own. */
const own = /^(docker|docker-\w+|containerd|cri-dockerd?|dockerd|kubelet)\.(service|socket)$/;

/** Services, timers and their drop-ins, but not those of docker, containerd and the kubelet. */
export async function gatherUnitFiles(reader: Reader): Promise<readonly UnitFile[]> {
	const listed = await Promise.all(folders.map(folder => namesIn(reader, folder)));
	const paths = new Map<string, string>();
	for (const [index, names] of listed.entries()) {
		for (const name of names) {
			if (!/\.(service|timer|socket)(\.d)?$/.test(name) || own.test(name.replace(/\.d$/, ''))) continue;
			if (name.endsWith('.d')) {
				const inside = await namesIn(reader, `${folders[index]}/${name}`);
				for (const each of inside.filter(file => file.endsWith('.conf')))
					add(`${name}/${each}`, `${folders[index]}/${name}/${each}`);
			} else add(name, `${folders[index]}/${name}`);
		}
	}
	const files = await Promise.all(
		[...paths].map(async ([key, path]) => ({
			name: key.replace(/\.d\/.*$/, ''),
			path,
			text: await textIfAny(reader, path),
		})),
	);
	return files.flatMap(({name, path, text}) => (text === undefined ? [] : [{name, path, text}]));

	function add(key: string, path: string): void {
		if (!paths.has(key)) paths.set(key, path);
	}
}

/** Lines that start docker with the unit, end the unit with docker, or let docker alone start it. `After=` alone does none of it. */
export function dependencyLines({name, path, text}: UnitFile): readonly DockerDependent[] {
	return text.split(/\r?\n/).flatMap((raw, index) => {
		const line = raw.trim();
		return needsDocker.test(line) || startsWithDockerAlone(line)
			? [{unit: name, path, line: index + 1, text: line}]
			: [];
	});
}

const needsDocker = /^(Requires|Requisite|BindsTo|PartOf|Wants|Upholds)\s*=.*\b(cri-)?dockerd?\.(service|socket)\b/;

/** `WantedBy=docker.service`: nothing else brings it up at a boot. */
function startsWithDockerAlone(line: string): boolean {
	const [, units = ''] = /^(?:WantedBy|RequiredBy|UpheldBy)\s*=\s*(.*)$/.exec(line) ?? [];
	const words = units.split(/\s+/).filter(Boolean);
	return words.length > 0 && words.every(word => /^(cri-)?dockerd?\.(service|socket)$/.test(word));
}

/** The command lines of a service. */
export function execTexts({name, text}: UnitFile): readonly string[] {
	if (!name.endsWith('.service')) return [];
	return [...text.matchAll(/^Exec\w+\s*=\s*(.*(?:\\\n.*)*)$/gm)].map(([, line = '']) => line);
}
