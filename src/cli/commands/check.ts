import type {CheckUp} from '../../checks/run.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {CliCommand, Context} from '../context.ts';

const help = `rtconsole check [--json]

A check-up of this node: services, configuration, sockets, CRI, CNI, cgroups, disks, certificates, versions, journals. Each finding
with what was seen and where, what comes of it, and what to type. Causes first, what follows from them under them. Nothing is
changed; what does not answer within some seconds is left out, and that is said; the whole takes ten at most.

  --json      shape: data/schema/check.json

Exit code: 0 nothing fatal, 3 a fatal finding, 1 there is nothing here to check.`;

export const checkCommand: CliCommand = {
	name: 'check',
	summary: 'check-up of this node: what is wrong, why, and what to type',
	help,
	async run(args, context) {
		if (args[0] !== undefined) {
			const [{sayUsageError}, {unexpectedArgument}] = await Promise.all([
				import('../usage-error.ts'),
				import('../usage.ts'),
			]);
			return sayUsageError(context, unexpectedArgument('check', args[0]), context.globals.json);
		}
		const {node, checkUp, lack} = await checkNode(context);
		if (lack !== undefined) context.printError(`rtconsole: ${lack}\n`);
		if (isNothing(node)) {
			const error = 'there is no kubelet, no containerd and no docker on this machine';
			if (context.globals.json) context.print(`${JSON.stringify({error})}\n`);
			else context.printError(`rtconsole: ${error}\n`);
			return 1;
		}
		const [{checkJson}, {checkText}] = await Promise.all([import('../check-json.ts'), import('../print-check.ts')]);
		if (context.globals.json) context.print(`${JSON.stringify(checkJson(node, checkUp), null, 2)}\n`);
		else context.print(checkText(node, checkUp, context.terminalWidth ?? 80));
		return checkUp.verdict === 'fatal' ? 3 : 0;
	},
};

async function checkNode(context: Context): Promise<{node: NodeSnapshot; checkUp: CheckUp; lack: string | undefined}> {
	const host = await context.openHost();
	const [{checkHost, lackOf}, {hostnameOf}] = await Promise.all([
		import('../../app/check-up.ts'),
		import('../hostname-of.ts'),
	]);
	const {runtimeEndpoint: endpoint, kubeconfig} = context.globals;
	const found = await checkHost(host, {
		hostname: hostnameOf(host),
		nowMs: context.now(),
		...(endpoint === undefined ? {} : {endpoint}),
		...(kubeconfig === undefined ? {} : {kubeconfig}),
	});
	return {...found, lack: lackOf(host)};
}

function isNothing({kubelet, containerd, docker, processes}: NodeSnapshot): boolean {
	return (
		[kubelet.version, containerd.version, docker.daemon].every(part => 'missing' in part) && processes.length === 0
	);
}
