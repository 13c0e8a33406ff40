import type {Box} from './lab.ts';
import type {TestConsole} from './lab-console.ts';
import {keys} from './terminal.ts';

const uid = '3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001';
const podJson = JSON.stringify({
	metadata: {name: 'web-7d9f8c6b5-x2x7k', namespace: 'default', uid, attempt: 0},
	log_directory: `/var/log/pods/default_web-7d9f8c6b5-x2x7k_${uid}`,
});

/** One more container in the pod `web` of a plain node, started. Returns its ID. */
export async function addContainer(
	box: Box,
	name: string,
	command: readonly string[],
	more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
	const config = JSON.stringify({
		metadata: {name, attempt: 0},
		image: {image: 'docker.io/library/busybox:1.35'},
		command,
		log_path: `${name}/0.log`,
		labels: {'io.kubernetes.container.name': name, 'io.kubernetes.pod.name': 'web-7d9f8c6b5-x2x7k'},
		...more,
	});
	const written = await box.must(`mkdir -p /tmp/made; cat > /tmp/made/pod.json <<'JSON'
${podJson}
JSON
cat > /tmp/made/${name}.json <<'JSON'
${config}
JSON
id=$(crictl create "$(crictl pods -q --name web-7d9f8c6b5 | head -1)" /tmp/made/${name}.json /tmp/made/pod.json) && crictl start "$id" >/dev/null && echo "$id"`);
	return written.trim();
}

/** The answer of `crictl inspect` about the newest container of a name. */
export async function statusOf(box: Box, name: string): Promise<{readonly state: string; readonly exitCode: number}> {
	return JSON.parse(await box.must(`crictl inspect $(crictl ps -a --latest -q --name '^${name}$')`)).status;
}

/** Go to one row of a list and choose an action of its menu. */
export async function choose(console: TestConsole, list: string, filter: string, key: string): Promise<void> {
	await console.goTo(list);
	await console.waitFor(new RegExp(`^${list} .*\\d+/\\d+`));
	await console.select(filter);
	console.type('a');
	await console.waitFor('What to do with');
	console.type(key);
}

/** Type an answer in place of what stands there. */
export async function answer(console: TestConsole, question: string | RegExp, text: string): Promise<void> {
	await console.waitFor(question);
	console.type('\u0015'); // ctrl-u
	console.type(`\u000b${text}`); // ctrl-k
	await console.waitFor(new RegExp(`^> ${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} ?$`));
	console.type(keys.enter);
}

/** Say yes to what is asked. Returns the question as one text. */
export async function agree(console: TestConsole): Promise<string> {
	await console.waitFor(/^y yes/);
	const question = console
		.screen()
		.map(line => line.trim())
		.join(' ');
	console.type('y');
	return question;
}
