import type {Word} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

const managers = /^(apt|apt-get|aptitude|yum|dnf|dnf5|microdnf|tdnf|zypper|apk|pacman|snap|brew)$/;
const installs = /^(install|in|add|reinstall|upgrade|-S\w*)$/;
const removes = /^(remove|rm|purge|autoremove|erase|del|-R\w*)$/;

/** Packages that bring docker's daemon or client. */
const ofDocker =
	/^(docker(-(ce|ee|engine|ce-cli|ce-rootless-extras|cli|client|latest|compose|compose-v2|compose-plugin|buildx|buildx-plugin))?|docker\.io|moby-(engine|cli))([=:/-]\d.*|\*)?$/;
const ofContainerd = /^(containerd(\.io)?|runc)([=:/-]\d.*|\*)?$/;

/** The package a line of a package manager names that matters here, and the finding that says why. */
export function packagesNamed(words: readonly Word[]): {readonly word: Word; readonly id: string} | undefined {
	const at = pastWrappers(words)?.at ?? 0;
	if (!managers.test(baseName(words[at]))) return undefined;
	const rest = words.slice(at + 1);
	const verb = rest.findIndex(({value}) => installs.test(value) || removes.test(value));
	const chosen = rest[verb];
	if (chosen === undefined) return undefined;
	const packages = rest.slice(verb + 1);
	const docker = packages.find(({value}) => ofDocker.test(value));
	if (docker === undefined) return undefined;
	if (installs.test(chosen.value)) return {word: docker, id: 'shell.packages.install'};
	const taken = packages.find(({value}) => ofContainerd.test(value));
	return taken && {word: taken, id: 'shell.packages.containerd'};
}
