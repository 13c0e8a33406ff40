import {quoteWord} from '../model/argv.ts';
import type {NodeSnapshot} from '../model/node-snapshot.ts';
import type {Certificate} from '../model/node-system.ts';
import {configured, flag, hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, at, run} from './fixes.ts';
import {controlPlaneAgain} from './parts/control-plane-again.ts';
import {newCredentials, signsHere} from './parts/new-credentials.ts';
import {unfit} from './parts/unfit-certificates.ts';

const dayMs = 86_400_000;
const soonDays = 21;

export const certificates: Check = {
	id: 'certificates',
	title: 'certificates',
	explains: [
		'clock-skew',
		'cert-expired',
		'kubeconfig-broken',
		'kubelet-no-client',
		'kubelet-cert-rotation',
		'control-plane-key',
		'kubelet-url-scheme',
		'kubeconfig-missing',
	],
	look(node) {
		const {certificates: all, takenAtMs} = node;
		const broken = lostName(node) ?? plainServer(node) ?? kubeletsBroken(node);
		if (broken !== undefined) return broken;
		if (all.length === 0) return skipped('there is none here, or none that this user may read');
		const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
		const strange = unfit(node);
		if (strange !== undefined) return strange;
		const found = all.flatMap(({path, subject, fromMs, untilMs}) => {
			const evidence = [{source: path, text: `${subject}: ${day(fromMs)} to ${day(untilMs)}`}];
			const isKubelets = /kubelet/.test(path);
			if (untilMs < takenAtMs) {
				return [
					(isServing(path) ? warning : fatal)(`${path} expired on ${day(untilMs)}`, {
						evidence,
						fix: renewal(isKubelets, node),
					}),
				];
			}
			if (fromMs > takenAtMs + 60_000)
				return [
					fatal(
						`${path} is valid only from ${day(fromMs)} on: the clock of this node or of the one that signed it is wrong`,
						{evidence, fix: notYet(path, all, node)},
					),
				];
			if (untilMs - takenAtMs < soonDays * dayMs)
				return [
					warning(`${path} expires in ${Math.floor((untilMs - takenAtMs) / dayMs)} days`, {
						evidence,
						fix: renewal(isKubelets, node),
					}),
				];
			return [];
		});
		found.push(...notApproved(node));
		const first = Math.min(...all.map(({untilMs}) => untilMs));
		return worstOf(found, ok(`${all.length} certificates, the first to expire on ${day(first)}`));
	},
};

/** Over http no certificate is shown: the kubelet takes its kubeconfig for one without credentials, and looks for a bootstrap token. */
function plainServer(node: NodeSnapshot): Outcome | undefined {
	const path = kubeconfigOf(node);
	const server = node.kubeconfigs.find(config => config.path === path)?.server;
	if (!hasKubelet(node) || !server?.startsWith('http://')) return undefined;
	return fatal(
		`${path} names ${server}, without TLS: the certificate of the kubelet does not count, and it does not start`,
		{
			evidence: [{source: path, text: `server: ${server}`}],
			fix: [run('sed', '-i', 's|server: http://|server: https://|', path), run('systemctl', 'restart', 'kubelet')],
		},
	);
}

/** Without a context, a cluster and a user the kubelet has neither server nor certificate, and looks for a bootstrap token. */
function lostName(node: NodeSnapshot): Outcome | undefined {
	const path = kubeconfigOf(node);
	const lost = node.kubeconfigs.find(config => config.path === path)?.lostName;
	if (!hasKubelet(node) || lost === undefined) return undefined;
	const {what, named, line, only} = lost;
	const key = what === 'context' ? 'current-context' : what;
	const whose = what === 'context' ? key : `the ${what} of the context`;
	return fatal(
		`${whose} of ${path} is ${named === '' ? 'empty' : named}, and it has no ${what} of that name: the kubelet does not start`,
		{
			evidence: [{source: `${path}:${line}`, text: `${key}: ${named}`}],
			fix:
				only === undefined
					? [advice(`one of its ${what}s as ${key} in ${path}`)]
					: [
							run('sed', '-i', `${line}s|:.*|: ${only.replace(/[\\&|]/g, '\\$&')}|`, path),
							run('systemctl', 'restart', 'kubelet'),
						],
		},
	);
}

function kubeconfigOf(node: NodeSnapshot): string {
	return flag(node, '--kubeconfig')?.value ?? '/etc/kubernetes/kubelet.conf';
}

/** The kubelet does not start without a client certificate, unless a bootstrap token gives it one. */
function kubeletsBroken(node: NodeSnapshot): Outcome | undefined {
	const path = kubeconfigOf(node);
	const broken = node.kubeconfigs.find(config => config.path === path)?.broken;
	if (!hasKubelet(node) || broken === undefined) return undefined;
	const {path: file, because, instead, dispensable} = broken;
	const again = run('systemctl', 'restart', 'kubelet');
	return fatal(
		`${file}, the client certificate of the kubelet, ${because}: the kubelet cannot speak to the API server`,
		{
			evidence: [
				{source: path, text: `client-certificate: ${file}`},
				{source: file, text: because},
			],
			fix: instead
				? [run('ln', '-sfn', instead, file), again]
				: dispensable
					? [run('mv', file, `${file}.broken`), again]
					: renewal(true, node),
		},
	);
}

/** One alone was made wrong; where most begin later, the clock of this node is behind. */
function notYet(path: string, all: readonly Certificate[], node: NodeSnapshot): readonly Fix[] {
	const late = all.filter(({fromMs}) => fromMs > node.takenAtMs + 60_000).length;
	const look = run('date', '-u');
	if (late * 2 > all.length)
		return [
			look,
			run('timedatectl', 'set-ntp', 'true'),
			advice('with chrony: chronyc makestep; then restart the kubelet'),
		];
	const isKubelets = /kubelet-client/.test(path);
	const embedded = node.kubeconfigs.find(config => config.path === kubeconfigOf(node));
	// The kubelet begins with the one in its kubeconfig where its own store is empty.
	if (isKubelets && embedded?.user !== undefined && embedded.broken === undefined)
		return [
			look,
			run('mv', path, `${path}.notyet`),
			run('systemctl', 'restart', 'kubelet'),
			advice('if the date is wrong instead: timedatectl set-ntp true, and put the file back'),
		];
	if (isKubelets) return [look, ...renewal(true, node)];
	return [look, ...renewal(false, node), advice('if the date is wrong instead: timedatectl set-ntp true')];
}

/** Only for exec and logs through the API server, and not checked by it by default. */
function isServing(path: string): boolean {
	return /kubelet(-server-current)?\.(crt|pem)$/.test(path);
}

function renewal(isKubelets: boolean, node: NodeSnapshot) {
	if (isKubelets && signsHere(node)) return newCredentials(kubeconfigOf(node), node);
	if (isKubelets)
		return [
			advice(
				'the kubelet renews its own where rotateCertificates is true and its old one is still valid; else: kubeadm kubeconfig user --org system:nodes --client-name system:node:NAME on a control plane, into /etc/kubernetes/kubelet.conf',
			),
			run('systemctl', 'restart', 'kubelet'),
		];
	return [run('kubeadm', 'certs', 'renew', 'all'), controlPlaneAgain(node), run('systemctl', 'restart', 'kubelet')];
}

/** It asks the cluster for its serving certificate, and nobody has said yes. */
function notApproved(node: NodeSnapshot): readonly Outcome[] {
	const set = flag(node, '--rotate-server-certificates') ?? configured(node, 'serverTLSBootstrap');
	const own = flag(node, '--tls-cert-file') ?? configured(node, 'tlsCertFile');
	const has = node.certificates.some(({path}) => path.endsWith('/kubelet-server-current.pem'));
	if (set?.value !== 'true' || (own !== undefined && own.value !== '') || has || !('value' in node.node)) return [];
	const here = node.kubeconfigs.find(({path}) => path === '/etc/kubernetes/admin.conf');
	// Its name goes into a line of shell.
	const isPlain = /^[\w.-]+$/.test(node.hostname);
	const named = isPlain ? node.hostname.toLowerCase() : 'NODE';
	const approve = `kubectl get csr -o go-template='{{range .items}}{{if not .status.certificate}}{{if eq .spec.signerName "kubernetes.io/kubelet-serving"}}{{if eq .spec.username "system:node:${named}"}}{{.metadata.name}} {{end}}{{end}}{{end}}{{end}}' | xargs -r kubectl certificate approve`;
	return [
		warning(
			'serverTLSBootstrap is on, and nobody has approved the serving certificate of this kubelet: no logs, no exec, no metrics',
			{
				evidence: [at(set), {source: '/var/lib/kubelet/pki/kubelet-server-current.pem', text: 'is not there'}],
				fix: [
					here === undefined || !isPlain
						? advice(`on a control plane: ${approve}`)
						: run('sh', '-c', `export KUBECONFIG=${quoteWord(here.path)}; ${approve}`),
				],
			},
		),
	];
}
