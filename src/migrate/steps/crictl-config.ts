import {known} from '../../model/node-snapshot.ts';
import {editYaml} from '../edit/yaml.ts';
import {type MigrationFacts, targetOf} from '../facts.ts';
import type {Step} from '../step.ts';

const path = '/etc/crictl.yaml';

export const crictlConfig: Step<MigrationFacts> = {
	id: 'crictl-config',
	title: 'point crictl at the runtime',
	why: 'Without it crictl tries dockershim first and says that nothing runs.',
	source: 'cri-tools docs/crictl.md; lab docker, crictl 1.30',
	watch: [],
	seconds: 0,
	looks: [],
	touches: [],
	settleMs: 0,
	check: facts => (wanted(facts) === before(facts) ? {is: 'done'} : {is: 'todo'}),
	plan: facts => [{kind: 'write', path, before: before(facts), after: wanted(facts)}],
	verify: facts => (wanted(facts) === before(facts) ? undefined : `${path} is not as it was written`),
};

const before = ({snapshot}: MigrationFacts) => known(snapshot.crictl.config)?.text;

function wanted(facts: MigrationFacts): string {
	const {endpoint} = targetOf(facts);
	const text = before(facts);
	const endpoints = {'runtime-endpoint': endpoint, 'image-endpoint': endpoint};
	return editYaml(text, text === undefined ? {...endpoints, timeout: 10} : endpoints);
}
