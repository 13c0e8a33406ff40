import {isImageId} from '../../model/image-ref.ts';
import {imageName, isOpenName} from '../image-name.ts';
import {type Build, close, type Found} from '../transform.ts';
import type {Command} from '../types.ts';

/**
 * By name, one name goes, as in docker: crictl would take all names of the image. By ID, all of it goes. What only the shell
 * knows may be either, and crictl takes both, short names too.
 */
export const rmi: Build = (_draft, ask) => {
	const byId = (name: string) => isImageId(name) || isOpenName(name);
	const ids = ask.parsed.args.filter(byId);
	const references = ask.parsed.args.filter(name => !byId(name)).map(imageName);
	const commands: Command[] = [];
	const findings: Found[] = [];
	if (references.length > 0) {
		const argv = ['ctr', '-n', 'k8s.io', 'images', 'rm', ...references] as const;
		commands.push({argv, effect: 'destroy', run: {argv: ['sh', '-c', withLastName(), 'sh', ...references]}});
		findings.push(close('rmi.one-name'));
	}
	if (ids.length > 0) {
		commands.push({argv: ['crictl', 'rmi', ...ids], effect: 'destroy'});
		findings.push(close('rmi.all-names'));
	}
	return {commands, findings: [...findings, close('rmi.unprotected')]};
};

/** As docker, an image goes with its last name, unless a container was made of it: its ID is a name to the CRI, which keeps it. */
function withLastName(): string {
	const template = '{{.status.id}}{{range .status.repoTags}} {{.}}{{end}}';
	const isLast = [
		`all=$(crictl inspecti --output go-template --template "${template}" "$name" 2>/dev/null) || continue`,
		'left=; id=$(echo "$all" | cut -d" " -f1); for tag in $(echo "$all " | cut -d" " -f2-); do case " $* " in *" $tag "*) ;; *) left=1 ;; esac; done',
		'case " $gone " in *" $id "*) left=1 ;; esac; [ -n "$left" ] || [ -n "$(crictl ps --all --quiet --image "$id")" ] || gone="$gone $id"',
	].join('; ');
	const removed = 'ctr -n k8s.io images rm "$@"; code=$?';
	const freed = 'for id in $gone; do crictl rmi "$id" >/dev/null 2>&1 && echo "Deleted: $id"; done';
	return `gone=; for name; do ${isLast}; done; ${removed}; ${freed}; exit "$code"`;
}
