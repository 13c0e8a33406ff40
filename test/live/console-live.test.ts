import {afterAll, afterEach, beforeAll, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {lines} from '../support/lab-answers.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const web = 'web-7d9f8c6b5-x2x7k';

it('l: a line that the container wrote a second ago, as it comes', async () => {
	console = await openReadyConsole(box);
	await console.goTo('containers');
	await console.waitFor('agent-w4tqz');
	await console.select('sidecar');
	console.type('l');
	await console.waitFor(/^(line|err) \d+$/);
	const first = Math.max(...numbers());
	await console.waitFor(() => Math.max(...numbers()) >= first + 4, 5000);
	const written = lines(await box.must(`tail -n 1 /var/log/pods/default_${web}_*/log-sidecar/0.log`))[0] ?? '';
	const now = Number(/(?:line|err) (\d+)/.exec(written)?.[1]);
	await console.waitFor(() => Math.max(...numbers()) >= now, 2000);
});

it('a pod and a container that are made meanwhile appear without a key, and go', async () => {
	console = await openReadyConsole(box);
	const sandbox = (await box.must(`${toNewcomer(`${web}.pod.json`, 'new.pod.json')}; crictl runp new.pod.json`)).trim();
	await console.waitFor('newcomer', 10_000);
	await console.goTo('containers');
	await console.waitFor('legacy-db');
	await box.must(
		`${toNewcomer('side.json', 'new.json')}; crictl start "$(crictl create ${sandbox} new.json new.pod.json)"`,
	);
	await console.waitFor(/^late +newcomer +running/, 10_000);
	await box.must(`crictl rmp -f ${sandbox}`);
	await console.waitFor(() => !console.text().includes('newcomer'), 10_000);
});

/** A copy of one of the pods that the lab made, or of its container, under other names. */
function toNewcomer(from: string, to: string): string {
	return `cd /tmp/rec; sed 's/${web}/newcomer/g; s/0c1a0001/0c1a0009/g; s/18080/18089/; s/log-sidecar/late/g' ${from} > ${to}`;
}

function numbers(): readonly number[] {
	return console.screen().flatMap(line => {
		const found = /^(?:line|err) (\d+)$/.exec(line);
		return found ? [Number(found[1])] : [];
	});
}
