import {type Case, differs} from '../case.ts';
import {answered, ended, jsonOf, jsonPrinted, linesOf, part} from '../views.ts';

type DockerContainer = readonly {
	readonly Name: string;
	readonly State: {readonly Status: string; readonly ExitCode: number};
	readonly Config: {readonly Image: string; readonly Labels: Record<string, string>};
}[];
const short = (image: string) => image.replace('docker.io/library/', '');
const read = ([{Name, State, Config}]: DockerContainer & [DockerContainer[0]]) => ({
	name: Name.slice(1),
	state: State.Status,
	code: State.ExitCode,
	image: short(Config.Image),
	app: Config.Labels.app,
});
const container = jsonOf({docker: read, containerd: read});
const f = (template: string, name = 'web') => `docker inspect -f '${template}' ${name}`;

/** `docker inspect`. */
export const inspect: readonly Case[] = [
	{line: 'docker inspect web', view: container, expected: 'same'},
	{line: 'docker inspect failed', view: container, expected: 'same'},
	{line: 'docker container inspect talker', view: container, expected: 'same'},
	{line: 'docker inspect --type container done', view: container, expected: 'same'},
	{line: f('{{.State.Status}}'), view: answered, expected: 'same'},
	{line: f('{{.State.Status}}', 'failed'), view: answered, expected: 'same'},
	{line: f('{{.State.Status}} {{.State.Paused}} {{.State.Running}}', 'frozen'), view: answered, expected: 'same'},
	{line: f('{{.State.ExitCode}}', 'failed'), view: answered, expected: 'same'},
	{line: f('{{.State.ExitCode}} {{.State.ExitCode}}', 'killed'), view: answered, expected: 'same'},
	{line: f('{{.State.Running}}'), view: answered, expected: 'same'},
	{
		line: f('{{.State.Pid}}'),
		after: 'pid_of web',
		view: part('is the process', ({stdout, after}) => stdout === after),
		expected: 'same',
	},
	{
		line: f('{{.Id}}'),
		after: 'id_of web',
		view: part('is the ID', ({stdout, after}) => stdout === after),
		expected: 'same',
	},
	{line: f('{{.Name}}'), view: answered, expected: 'same'},
	{
		line: f('{{.Config.Image}}'),
		view: answered,
		expected: differs(['stdout'], "containerd's image names are in full."),
	},
	{line: f('{{.Config.WorkingDir}}'), view: answered, expected: 'same'},
	{line: f('{{.Config.Labels.app}}'), view: answered, expected: 'same'},
	{line: f('{{index .Config.Labels "app"}}'), view: answered, expected: 'same'},
	{
		line: f('{{range .Config.Env}}{{println .}}{{end}}'),
		view: linesOf,
		expected: differs(['lines'], "The CRI tells the process's environment, with what the runtime added."),
	},
	{line: f('{{json .Config.Cmd}}', 'talker'), view: jsonPrinted, expected: 'same'},
	{line: f('{{.RestartCount}}'), view: answered, expected: 'same'},
	{
		line: f('{{.LogPath}}', 'talker'),
		after: 'grep -c oops "$(cat $HERE/stdout)"',
		view: part('holds the log', ({after}) => after.trim()),
		expected: 'same',
	},
	{
		line: f('{{.NetworkSettings.IPAddress}}'),
		after: 'inside web ip addr show eth0 | awk \'/inet /{sub(/\\/.*/, "", $2); print $2}\'',
		view: part('is the address', ({stdout, after}) => stdout.trim() === after.trim() && after.trim() !== ''),
		expected: 'same',
	},
	{
		line: f('{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'),
		after: 'inside web ip addr show eth0 | awk \'/inet /{sub(/\\/.*/, "", $2); print $2}\'',
		view: part('is the address', ({stdout, after}) => stdout.trim() === after.trim() && after.trim() !== ''),
		expected: 'same',
	},
	{
		line: f('{{.HostConfig.Memory}}'),
		view: answered,
		expected: 'same',
	},
	{
		line: f('{{.State.StartedAt}}'),
		view: part('a time', ({stdout}) => /^\d{4}-\d\d-\d\dT/.test(stdout)),
		expected: 'same',
	},
	{line: 'docker inspect no-such', view: ended, expected: 'same'},
	{line: 'docker inspect web no-such', view: ended, expected: 'same'},
	{line: 'docker inspect -s web', view: ended, expected: 'same'},
	{line: 'docker inspect web:1.0', view: ended, expected: 'same'},
	{
		line: 'docker port web',
		view: part('ports', ({stdout}) => [...new Set(stdout.match(/\b\d{4,5}\b/g))].toSorted()),
		expected: 'same',
	},
	{
		line: 'docker port web 8080',
		view: part('ports', ({stdout}) => [...new Set(stdout.match(/\b\d{4,5}\b/g))].toSorted()),
		expected: 'same',
	},
	{
		line: 'docker top web',
		view: part('programs', ({stdout}) => [...new Set(stdout.match(/httpd/g))]),
		expected: 'same',
	},
	{line: 'docker top web -o pid', view: ended, expected: 'same'},
	{line: 'docker top done', view: ended, expected: 'same'},
	{line: "docker inspect web | jq -c '.[0].HostConfig.PortBindings'", view: answered, expected: 'same'},
	{line: "docker inspect web | jq -r '.[0].Config.Env[]' | sort", view: answered, expected: 'same'},
];
