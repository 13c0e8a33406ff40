import {fixText} from '../app/checks-view.ts';
import {wrapWords} from '../app/fit.ts';
import type {Checked} from '../checks/check.ts';
import type {CheckUp} from '../checks/run.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {plainText} from '../model/text.ts';

const widest = 120;
const shownEvidence = 4;

/** For a person: what is wrong, causes first, each with what follows from it; then what is well, in a few lines. */
export function checkText(node: NodeSnapshot, {verdict, checks}: CheckUp, columns: number): string {
	const width = Math.max(40, Math.min(columns, widest));
	const found = checks.filter(({verdict: one}) => one !== 'ok' && one !== 'skipped');
	const roots = found.filter(({causedBy}) => causedBy === undefined);
	const parts = roots.map(root =>
		rootText(
			root,
			found.filter(({causedBy}) => causedBy === root.id),
			width,
		),
	);
	return [headText(node, verdict, found, width), ...parts, restText(checks, width)].join('\n');
}

function headText(node: NodeSnapshot, verdict: CheckUp['verdict'], found: readonly Checked[], width: number): string {
	const versions = [
		['kubelet', known(node.kubelet.version)],
		['CRI-O', node.crictl.crio && known(node.crictl.crio)],
		['containerd', known(node.containerd.version)],
		['docker', known(node.docker.version)],
	].flatMap(([name, version]) => (version === undefined ? [] : [`${name} ${version}`]));
	const count = (wanted: Checked['verdict']) => found.filter(one => one.verdict === wanted).length;
	const summary = verdict === 'ok' ? 'nothing is wrong' : `${count('fatal')} fatal, ${count('warning')} warnings`;
	return (
		lines(`${node.hostname}: ${[node.system.name ?? '', ...versions].filter(Boolean).join(', ')}`, '', width) +
		lines(`${verdict.toUpperCase()}: ${summary}`, '', width)
	);
}

function rootText(root: Checked, following: readonly Checked[], width: number): string {
	const {verdict, title, id, because, evidence, fix} = root;
	return [
		lines(`${verdict.toUpperCase()}  ${title}  (${id})`, '', width),
		lines(because, '  ', width),
		...evidence
			.slice(0, shownEvidence)
			.map(({source, text}) => labelled('seen', `${source}: ${shortened(text)}`, width)),
		// A command is pasted: it stays on one line, however long.
		...fix.map(one => labelled('fix', fixText(one), one.argv === undefined ? width : Number.POSITIVE_INFINITY)),
		...following.map(one => labelled('so', `${one.title}: ${one.because}`, width)),
	].join('');
}

function shortened(text: string): string {
	return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function restText(checks: readonly Checked[], width: number): string {
	const titles = (wanted: Checked['verdict']) => checks.filter(({verdict}) => verdict === wanted).map(({id}) => id);
	const [good, skipped] = [titles('ok'), titles('skipped')];
	return [
		good.length > 0 ? labelled('ok', `${good.length}: ${good.join(', ')}`, width) : '',
		skipped.length > 0
			? labelled('-', `${skipped.length} not looked at (--json says why): ${skipped.join(', ')}`, width)
			: '',
	].join('');
}

function labelled(label: string, text: string, width: number): string {
	const wrapped = wrapWords(plainText(text), width - 7);
	return wrapped.map((line, index) => `${index === 0 ? `  ${label.padEnd(5)}` : '       '}${line}\n`).join('');
}

function lines(text: string, indent: string, width: number): string {
	return wrapWords(plainText(text), width - indent.length)
		.map(line => `${indent}${line}\n`)
		.join('');
}
