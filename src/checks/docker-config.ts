import {known} from '../model/node-snapshot.ts';
import {needsDocker, unit} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {advice, at, lineAt, run} from './fixes.ts';

export const dockerConfig: Check = {
	id: 'docker-config',
	title: 'daemon.json of docker',
	explains: ['docker-daemon-json'],
	look(node) {
		const {docker} = node;
		const config = known(docker.config);
		if (config === undefined) return skipped('there is no /etc/docker/daemon.json');
		const grave = needsDocker(node) || unit(node, 'docker.service')?.activeState === 'failed' ? fatal : warning;
		const again = [run('systemctl', 'reset-failed', 'docker'), run('systemctl', 'start', 'docker')];
		if (config.broken) {
			const {line = 1, message} = config.broken;
			return grave(`${config.path} is not JSON (${message}): dockerd does not start with it`, {
				evidence: [lineAt(config.path, config.text, line)],
				fix: [advice(`correct line ${line} of ${config.path}`), ...again],
			});
		}
		const hosts = config.settings.find(({name}) => name === 'hosts');
		const start = unit(node, 'docker.service')?.files.find(({text}) => /^ExecStart=.*(-H |--host)/m.test(text));
		if (hosts && start) {
			return grave(
				`hosts stands in ${config.path} and -H on the command line of ${start.path}: dockerd takes it from one of them only, and does not start`,
				{
					evidence: [at(hosts)],
					fix: [advice(`take hosts out of ${config.path}, or -H out of a drop-in of docker.service`), ...again],
				},
			);
		}
		return ok(`${config.path} is read`);
	},
};
