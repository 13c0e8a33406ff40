/** Fields of docker's that are filled with something that is not quite the same, and what a program that reads them must know. */
const otherwise: ReadonlyArray<readonly [field: RegExp, said: string]> = [
	[/\.Config\.Env\b/, 'variables: those that the runtime sets are among them (HOSTNAME)'],
	[/\.Config\.Labels\b(?!\.| *")/, "labels: the pod's are among them (io.kubernetes.…), the image's are not"],
	[
		/\.GraphDriver\.Name\b|\{\{ *\.Driver\b/,
		"containerd's snapshotter for overlay is overlayfs, docker's driver overlay2",
	],
];

const asPulled = 'sizes are those of the layers as they were pulled, where docker tells what they take unpacked';

/** The same of lines that need no template for it. */
const wholly: ReadonlyArray<readonly [line: RegExp, said: string]> = [
	[/^(container )?port\b/, 'one line for each port: for IPv6 docker prints another one, and CNI opens none'],
	[/^(images|image ls|image list)\b.*\.Size\b/, asPulled],
	[
		/^(ps|container ls|container list|container ps)\b.*\.Labels\b/,
		"labels: the pod's are among them (io.kubernetes.…), the image's are not",
	],
	[
		/^(stats|container stats)\b(?!.*--format)/,
		'the columns are those of crictl: CONTAINER, NAME, CPU %, MEM, DISK, INODES, where docker has limits, network and processes',
	],
	[
		/^(container )?inspect\b(?!.*(--format|-f\b|--type[= ]image))/,
		'of a pod its restart policy, health, log driver and networks are not among the fields: the pod says them',
	],
	[/^version$/, "the CRI's version and the runtime's: docker's blocks of client and server are not there"],
	[/^system df\b/, `${asPulled}; volumes are the kubelet's, and not counted`],
];

/** What is said of a template of `docker inspect` that a program reads. Source: lab plain and plain-26, side by side. */
export function fieldsOtherwise(words: readonly string[]): string | undefined {
	const whole = wholly.find(([line]) => line.test(words.slice(1).join(' ')))?.[1];
	if (whole !== undefined) return `# ${whole}\n`;
	const about = words[1] === 'inspect' || /^(container inspect|system info|info\b)/.test(words.slice(1, 3).join(' '));
	const format = words.find(
		(word, index) => /^(--format|-f)$/.test(words[index - 1] ?? '') || /^(--format|-f)=/.test(word),
	);
	if (!about || format === undefined) return undefined;
	const said = otherwise.filter(([field]) => field.test(format)).map(([, text]) => `# ${text}\n`);
	return said.length === 0 ? undefined : said.join('');
}
