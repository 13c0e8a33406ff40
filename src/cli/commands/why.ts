import type {CliCommand, Context} from '../context.ts';

const help = `rtconsole why [--json] [NAMESPACE/]POD|CONTAINER

Why a pod or a container does not run, from everything on this node that speaks of it: its sandbox, exit codes and signals in
words, memory, what the runtime, the kubelet and containerd or docker said of it, the end of its log; and what the API server
knows, where a kubeconfig is at hand. First the cause, with what to type; then what the kubelet will do by itself. A name, or
the beginning of an ID. Nothing is changed.

  --json      shape: data/schema/why.json

Exit code: 0 it runs, or ended as it should; 3 it does not run; 1 nothing here is named so, or several are.`;

export const whyCommand: CliCommand = {
	name: 'why',
	summary: 'why a pod or a container does not run, and what to type',
	help,
	async run(args, context) {
		const [name, extra] = args;
		const flag = args.find(arg => arg.startsWith('-'));
		if (name === undefined || flag !== undefined || extra !== undefined) {
			const [{sayUsageError}, {unexpectedArgument}] = await Promise.all([
				import('../usage-error.ts'),
				import('../usage.ts'),
			]);
			const said =
				name === undefined
					? {error: 'why: which pod or container? rtconsole why NAME'}
					: unexpectedArgument('why', flag ?? extra ?? '');
			return sayUsageError(context, said, context.globals.json);
		}
		return answerWhy(name, context);
	},
};

async function answerWhy(name: string, context: Context): Promise<number> {
	const runtime = await context.openRuntime();
	const {askWhy} = await import('../../app/why.ts');
	const {kubeconfig, json} = context.globals;
	const options = {nowMs: context.now(), ...(kubeconfig !== undefined && {kubeconfig})};
	const why = await askWhy(context.host, runtime, {by: 'name', name}, options);
	if ('error' in why) {
		if (json) context.print(`${JSON.stringify(why)}\n`);
		else context.printError(`rtconsole: ${why.error}\n`);
		return 1;
	}
	if (json) context.print(`${JSON.stringify(why, null, 2)}\n`);
	else {
		const [{whyLines}, {wrapWords}] = await Promise.all([import('../../app/why-lines.ts'), import('../../app/fit.ts')]);
		const width = context.terminalWidth ?? 10_000;
		context.print(
			whyLines(why)
				.flatMap(({text}) => wrapWords(text, width).map(line => `${line}\n`))
				.join(''),
		);
	}
	return why.verdict === 'runs' || why.verdict === 'ended' ? 0 : 3;
}
