import type {CliCommand, Context} from '../context.ts';

const help = `rtconsole explain [--json] [FILE]

What a log or an error message means: causes first, each with the lines that say it, why, and what to type; what follows from
them after. Reads FILE, or standard input: journalctl -u kubelet -u containerd | rtconsole explain

It takes journalctl's forms (short, ISO, json), the kubelet's, containerd's and docker's own, and plain sentences of crictl,
ctr, kubectl and docker; a short text may have its lines broken, as on a screenshot. Nothing is asked of the node. What looks like
trouble and is not known here is listed as such.

  --json      shape: data/schema/explain.json

Exit code: 0 read, whatever it says; 1 the file cannot be read.`;

export const explainCommand: CliCommand = {
	name: 'explain',
	summary: 'causes and fixes for a log or an error',
	help,
	async run(args, context) {
		const [path, extra] = args;
		const flag = args.find(arg => arg.startsWith('-') && arg !== '-');
		if (flag !== undefined || extra !== undefined) {
			const {sayUsageError} = await import('../usage-error.ts');
			const {unexpectedArgument} = await import('../usage.ts');
			return sayUsageError(context, unexpectedArgument('explain', flag ?? extra ?? ''), context.globals.json);
		}
		return explainLines(path ?? '-', context);
	},
};

async function explainLines(path: string, context: Context): Promise<number> {
	const [
		{loadKnownErrors},
		{createMatcher},
		{createExplainer},
		{readLogLine},
		{explainPasted, pastedLines},
		{readLines},
	] = await Promise.all([
		import('../../explain/data.ts'),
		import('../../explain/match.ts'),
		import('../../explain/explain.ts'),
		import('../../explain/read-line.ts'),
		import('../../explain/pasted.ts'),
		import('../read-lines.ts'),
	]);
	const known = await loadKnownErrors();
	const matcher = createMatcher(known);
	const explainer = createExplainer(matcher);
	const beginning: string[] = [];
	let number = 0;
	try {
		for await (const line of readLines(path)) {
			explainer.add(readLogLine(line, ++number));
			if (beginning.length <= pastedLines) beginning.push(line);
		}
	} catch (error) {
		context.printError(`rtconsole: ${path}: ${(error as Error).message}\n`);
		return 1;
	}
	const explanation = explainPasted(beginning, known, matcher, explainer.explain());
	if (context.globals.json) {
		context.print(`${JSON.stringify(explanation, null, 2)}\n`);
		return 0;
	}
	const [{explanationText}, {createNearest}] = await Promise.all([
		import('../print-explanation.ts'),
		import('../../explain/nearest.ts'),
	]);
	context.print(explanationText(explanation, createNearest(known)));
	return 0;
}
