import {known, type NodeSnapshot, type Unit} from '../../model/node-snapshot.ts';
import {needsContainerd, needsDocker, runtimeOf} from '../about.ts';
import {unitNameOf} from '../last-runs.ts';

export function isDown(state: string | undefined): boolean {
	return state === 'failed' || state === 'activating';
}

/** What a service wrote before it was started last, or was stopped in good order, is not about now. */
export function isBeforeLastStart(text: string, node: NodeSnapshot): boolean {
	const said = Number(/"__MONOTONIC_TIMESTAMP":"(\d+)"/.exec(text)?.[1] ?? Number.NaN);
	const unit = unitOf(text, node);
	if (isOver(said, unit)) return true;
	const aboutUs = isOfDial(text) ? said - rememberedUs : said;
	return (
		isOfRuntime(text) && runtimesOf(node).some(runtime => isOver(aboutUs, runtime) || isDown(runtime?.activeState))
	);
}

/** gRPC tells the error of its last try until it tries again. Seen on kubelet 1.20.2: within the second after a restart. */
const rememberedUs = 10_000_000;

function isOfDial(text: string): boolean {
	return /dial unix [^"]{1,200}: connect: (no such file|connection refused)/.test(text);
}

/** A kubelet that tells what its runtime answered: once the runtime was started again, or is down, that is over. */
function isOfRuntime(text: string): boolean {
	return unitNameOf(text) === 'kubelet.service' && /rpc error|runtime service/.test(text);
}

/** Its service was started again since, or was stopped in good order. */
function isOver(saidUs: number, unit: Unit | undefined): boolean {
	if (unit?.activeState === 'inactive') return unit.result === 'success';
	return unit?.activeState === 'active' && unit.activeSinceUs !== undefined && saidUs < unit.activeSinceUs;
}

function runtimesOf(node: NodeSnapshot): ReadonlyArray<Unit | undefined> {
	const units = known(node.units);
	return [
		...(needsContainerd(node) ? ['containerd.service'] : []),
		...(needsDocker(node) ? ['docker.service'] : []),
		...(runtimeOf(node) === 'crio' ? ['crio.service'] : []),
	].map(name => units?.[name]);
}

/** The unit that a line is of; what systemd itself says names it in UNIT. */
export function unitOf(text: string, node: NodeSnapshot) {
	const name = unitNameOf(text);
	return name === undefined ? undefined : known(node.units)?.[name];
}
