import {fidelity} from '../../translate/fidelity.ts';
import type {CliCommand} from '../context.ts';
import {fidelityExits, printJson, refuseTranslation, translationJson, translationText} from '../print-translation.ts';
import {readTranslateArguments} from '../translate-arguments.ts';
import {answerTo, versionsFor} from '../translate-words.ts';

const help = `rtconsole translate [--json] [--run | --explain] [--for crictl=1.26,containerd=1.6] [--target crictl|ctr|nerdctl] [--] docker …
rtconsole translate [--json] --line 'sudo docker rm $(docker ps -aq)'
rtconsole translate [--json] --script FILE
rtconsole translate [--json] [--explain] crictl … | ctr …

What a docker command is in the terms of crictl and ctr: the lines to paste, then what differs, as comments.
The docker command may also be one quoted argument; with a pipe, $(…) or a variable in it, it is read as --line. No daemon is asked, unless with --run.
A line of crictl or ctr is explained backwards: the docker command that it corresponds to.
docker compose and swarm commands are answered with what Kubernetes has; systemctl, service, journalctl and dockerd lines
about docker with containerd's and the kubelet's.
Our own flags stand before the tool's name; behind it they are the tool's.

--line and --script translate every docker command of a shell text, and leave all else as it is, byte for byte; also in
sh -c '…', ssh NODE '…', eval, trap, xargs, find -exec and here-documents. What only the shell knows ("$NAME") is passed on,
and where that is not safe the command stays, with the reason. Above each line of a script that does not do quite the same
stands a comment, # rtconsole: …; a crontab and a systemd unit are known by their lines; - is standard input.

  --run       run it here: reads at once, what changes the node after a question (or with --yes, before docker)
  --explain   every word of the line and of its answer, and what it means: words with one mark come from each other,
              + stands under what nothing that was typed says
  --for       for the tools of another node; without it for those that are installed here, each asked for its version;
              where none is, for crictl 1.30 and containerd 1.7; crio=1.30: a node of CRI-O.
              With nerdctl=2.0 in it, nerdctl's line is shown where it does more
  --target    prefer this tool where several can answer; nerdctl answers in the kubelet's namespace k8s.io, or in that
              of --containerd-namespace
  --json      shape: data/schema/translate.json, backwards.json, translate-line.json

Exit code: 0 the same or close to it, 3 part of it is lost, 4 nothing equivalent, 2 no such docker command or no shell;
with --run the code that docker would have given.`;

export const translateCommand: CliCommand = {
	name: 'translate',
	summary: 'a docker command in the terms of crictl and ctr; --run runs it',
	help,
	async run(args, context) {
		const read = readTranslateArguments(args);
		if ('error' in read) return refuseTranslation(read, context);
		const {wanted} = read;
		// A docker line that a shell took apart, as most are: what else can be asked is loaded when it is.
		if (
			wanted.kind !== 'command' ||
			wanted.words.length < 2 ||
			wanted.words[0] !== 'docker' ||
			read.run ||
			read.explain
		)
			return (await import('../translate-other.ts')).translateOther(read, wanted, context);
		const answer = await answerTo({words: wanted.words, findings: []}, read, await versionsFor(read, context), context);
		if ('error' in answer) return refuseTranslation(answer, context);
		const {translation} = answer;
		if (context.globals.json) printJson(translationJson(translation), context);
		else context.print(translationText(translation));
		return fidelityExits[fidelity(translation)];
	},
};
