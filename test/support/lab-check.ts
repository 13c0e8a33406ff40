import type {Box} from './lab.ts';

export type CheckAnswer = {
	readonly verdict: 'ok' | 'warning' | 'fatal';
	readonly checks: ReadonlyArray<{
		readonly id: string;
		readonly verdict: string;
		readonly because: string;
		readonly fix: ReadonlyArray<{readonly text: string; readonly argv?: readonly string[]}>;
	}>;
	/** How long it took in the node, as a shell there measures it. */
	readonly ms: number;
};

/** What `rtconsole check --json` says of a node. */
export async function checkUp(box: Box): Promise<CheckAnswer> {
	const {stdout, stderr} = await box.run(
		'from=$(date +%s%3N); /rt/rtconsole check --json; echo; echo $(($(date +%s%3N) - from))',
	);
	const lines = stdout.trimEnd().split('\n');
	const ms = Number(lines.pop());
	const answer = lines.join('\n').trim();
	if (!answer.startsWith('{')) throw new Error(`rtconsole check: ${stdout}${stderr}`);
	return {...JSON.parse(answer), ms};
}

/** IDs of what is found above a note, in the order in which it is shown. */
export function aboveInfo({checks}: CheckAnswer): readonly string[] {
	return checks.filter(({verdict}) => verdict === 'fatal' || verdict === 'warning').map(({id}) => id);
}
