import {type Check, fatal, ok, skipped} from './check.ts';
import {restart, run} from './fixes.ts';
import {givenUp} from './parts/given-up.ts';

/** Somebody mended it by hand, and `systemctl start` was refused or forgotten: systemd does not try again by itself. */
export const leftDown: Check = {
	id: 'left-down',
	title: 'services that nobody tried since they were mended',
	follows: [
		'unit-masked',
		'unit-conditions',
		'unit-start',
		'unit-confined',
		'settings-refused',
		'containerd-config-syntax',
		'docker-config',
		'kubelet-config',
		'kubelet-flags',
	],
	explains: ['unit-start-limit'],
	look(node) {
		if (node.state?.changes === undefined) return skipped('not looked at');
		const found = givenUp(node);
		if (found.length === 0) return ok('none');
		const units = found.map(({unit}) => unit);
		const isReload = found.some(({path}) => path.includes('/systemd/'));
		return fatal(
			found
				.map(
					({unit, result, path, changedMs}) =>
						`${unit} failed too often (${result}), and systemd does not start it again by itself; ${path} was changed at ${new Date(changedMs).toISOString().slice(11, 19)} UTC, after it ended last: nobody has tried it since`,
				)
				.join('; '),
			{
				evidence: found.flatMap(({unit, result, path, changedMs}) => [
					{source: `systemctl show ${unit}`, text: `failed (${result})`},
					{source: `stat ${path}`, text: `changed ${new Date(changedMs).toISOString().slice(0, 19)}Z`},
				]),
				fix: [
					...(isReload ? [run('systemctl', 'daemon-reload')] : []),
					run('systemctl', 'reset-failed', ...units),
					restart(...units),
				],
			},
		);
	},
};
