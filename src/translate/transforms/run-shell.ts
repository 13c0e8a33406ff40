import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';

const shell = /^(\/(usr\/)?bin\/)?(ba|da|a|z|k)?sh$/;
const staying = ['-c', 'sleep 2147483647'];

/**
 * `docker run -dit IMAGE bash` keeps a shell that waits for its input; a detached container of ctr has none, and its shell would end at once:
 * it sleeps in its place, so that `docker exec` finds it.
 */
export function keptShell(program: readonly string[], ask: Ask): readonly string[] {
	const [first = ''] = program;
	return waits(ask) && program.length === 1 && shell.test(first) ? [first, ...staying] : program;
}

/** True where a shell of the line, or of the image, sleeps. */
export function keepsShell(program: readonly string[], ask: Ask): boolean {
	return waits(ask) && (program.length === 0 ? ask.shaped : keptShell(program, ask) !== program);
}

/** As rtconsole runs it, where nothing is typed behind the image: the image is asked whether it is a shell that it runs. */
export function withKeptShell(argv: Command['argv'], reference: string, ask: Ask): Command['argv'] {
	if (!waits(ask) || ask.value('entrypoint') !== undefined) return argv;
	const list = (name: string) => `{{range index .info.imageSpec.config \\"${name}\\"}}{{println .}}{{end}}`;
	const asked = `crictl inspecti --output go-template --template "${list('Entrypoint')}${list('Cmd')}" "$0" 2>/dev/null`;
	const program = `first=$(${asked}); case \${first##*/} in sh | bash | dash | ash | zsh | ksh) set -- "$@" "$first" ${staying[0]} "${staying[1]}" ;; esac; exec "$@"`;
	return ['sh', '-c', program, reference, ...argv];
}

function waits(ask: Ask): boolean {
	return ask.on('detach') && (ask.on('interactive') || ask.on('tty'));
}
