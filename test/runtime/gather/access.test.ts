import {describe, expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {gatherAccess} from '../../../src/runtime/gather/access.ts';

const admin = '/etc/kubernetes/admin.conf';
const kubelet = '/etc/kubernetes/kubelet.conf';

/** What `kubectl auth can-i` says with a kubeconfig, by what is asked: `yes`, `no`, or why it was not let in. */
type Answers = Readonly<Record<string, (asked: string) => string>>;

function nodeWith(answers: Answers): Reader {
	return {
		kindOf: async (path: string) => (path in answers ? 'file' : undefined),
		async query(argv: readonly string[]) {
			const said = answers[argv[2] ?? '']?.(argv.slice(7).join(' ')) ?? 'no';
			const stderr = said === 'yes' || said === 'no' ? '' : `${said}\n`;
			return {exitCode: said === 'yes' ? 0 : 1, stdout: '', stderr, durationMs: 1};
		},
	} as unknown as Reader;
}

const accessOf = (answers: Answers, more: {kubeconfigs?: readonly string[]; named?: string} = {}) =>
	gatherAccess(nodeWith(answers), {nodeName: 'node1', kubeletConfig: kubelet, kubeconfigs: [admin], ...more});

const yes = () => 'yes';
/** As a kubelet's own: it may mark its node, and nothing else. */
const ownNode = (asked: string) => (asked === 'patch nodes/node1' ? 'yes' : 'no');

describe('who may do what in the cluster', () => {
	it('an administrator may do all of it', async () => {
		expect(await accessOf({[admin]: yes, [kubelet]: ownNode})).toEqual({reads: admin, marks: admin, drains: admin});
	});

	it.each([
		[
			'a certificate or token that is not valid any more',
			'error: You must be logged in to the server (Unauthorized)',
			/logged in/,
		],
		[
			'another authority',
			'Unable to connect to the server: x509: certificate signed by unknown authority',
			/unknown authority/,
		],
		[
			'a file that is no kubeconfig',
			'error: error loading config file "/x": yaml: line 3: did not find expected key',
			/line 3/,
		],
	])('%s: not used, and named', async (_, said, because) => {
		const {drains, marks, refused} = await accessOf({[admin]: () => said, [kubelet]: ownNode});
		expect({drains, marks}).toEqual({drains: undefined, marks: kubelet});
		expect(refused).toEqual([{path: admin, because: expect.stringMatching(because)}]);
	});

	it.each([
		['Unable to connect to the server: context deadline exceeded'],
		['The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'],
		['Unable to connect to the server: net/http: TLS handshake timeout'],
		['Unable to connect to the server: dial tcp: lookup api on 10.0.0.2:53: no such host'],
	])('an API server that is away leaves the file that is there: %s', async said => {
		expect(await accessOf({[admin]: () => said, [kubelet]: () => said})).toMatchObject({drains: admin});
	});

	it('one of another cluster is not taken for an API server that is away: the kubelet is answered', async () => {
		const away = () => 'Unable to connect to the server: dial tcp 10.9.9.9:6443: i/o timeout';
		const other = '/root/other.conf';
		const {drains, refused} = await accessOf(
			{[other]: away, [admin]: yes, [kubelet]: ownNode},
			{kubeconfigs: [other, admin]},
		);
		expect(drains).toBe(admin);
		expect(refused).toBeUndefined();
		const alone = await accessOf({[other]: away, [kubelet]: ownNode}, {kubeconfigs: [other]});
		expect(alone.drains).toBeUndefined();
		expect(alone.refused).toEqual([
			{path: other, because: expect.stringMatching(/does not answer, and that of the kubelet does/)},
		]);
	});

	it('an API server that comes up while it is asked is no other one', async () => {
		let asked = 0;
		const late = () => (asked++ < 3 ? 'connection refused' : 'yes');
		expect(await accessOf({[admin]: late, [kubelet]: ownNode})).toMatchObject({drains: admin});
	});

	it.each([
		['evicts and may not mark the node', 'patch nodes/node1', /patch nodes\/node1/],
		[
			'marks and may not evict',
			'create pods --subresource=eviction --all-namespaces',
			/^it may not create pods\/eviction$/,
		],
	])('one that %s does not drain', async (_, not, because) => {
		const answers = {[admin]: (asked: string) => (asked === not ? 'no' : 'yes'), [kubelet]: ownNode};
		const {drains, refused} = await accessOf(answers);
		expect(drains).toBeUndefined();
		expect(refused?.[0]?.because).toMatch(because);
	});

	it('one that may not make pods drains, and bare ones are told of it', async () => {
		const answers = {[admin]: (asked: string) => (asked.startsWith('create pods --all') ? 'no' : 'yes')};
		expect(await accessOf(answers)).toMatchObject({drains: admin, makesNone: true});
	});

	it('the one that was named is told apart, also where there is no such file', async () => {
		const named = '/root/none.conf';
		const {drains, refused} = await accessOf({[admin]: yes}, {kubeconfigs: [named, admin], named});
		expect({drains, refused}).toEqual({
			drains: admin,
			refused: [{path: named, because: 'there is no such file', named: true}],
		});
	});
});
