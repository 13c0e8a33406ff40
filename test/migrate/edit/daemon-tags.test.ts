import {expect, it} from 'vitest';
import {isDecided} from '../../../src/migrate/edit/daemon-json.ts';

// What no flag of dockerd says, and its file may: tags of the settings in the program of docker 20.10.24.
it.each(['containerd-plugin-namespace', 'default-init', 'deprecated-key-path', 'resolv-conf'])(
	'it is decided what becomes of %s',
	key => {
		expect(isDecided(key)).toBe(true);
	},
);
