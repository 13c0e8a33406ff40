import type {Argv} from '../../model/argv.ts';
import type {Subject} from '../../model/subject.ts';

/** What a question is about; undefined for one that is cheap, or asked once anyway. */
export function subjectOf([file, ...words]: Argv): Subject | undefined {
	const has = (...some: readonly string[]) => some.some(word => words.includes(word));
	switch (file.slice(file.lastIndexOf('/') + 1)) {
		case 'systemctl':
			return 'units';
		case 'docker':
			return 'docker';
		case 'kubectl':
			return has('get') ? (has('pods') ? 'pods' : has('node', 'nodes') ? 'node' : undefined) : undefined;
		case 'containerd':
			return has('dump') ? 'runtime' : undefined;
		case 'ctr':
			return has('images') ? 'images' : has('plugins') ? 'runtime' : 'tasks';
		case 'crictl':
			return has('images') ? 'images' : has('info') ? 'runtime' : has('pods', 'ps') ? 'sandboxes' : undefined;
		default:
			return undefined;
	}
}
