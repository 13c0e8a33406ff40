import {isImageId} from '../../model/image-ref.ts';
import {imageName, isOpenName} from '../image-name.ts';
import {type Build, close, type Found} from '../transform.ts';
import type {Command} from '../types.ts';

/**
 * By name, one name goes, as in docker: crictl would take all names of the image. By ID, all of it goes. What only the shell
 * knows may be either, and crictl takes both, short names too.
 */
export const rmi: Build = (_draft, ask) => {
	const byId = (name: string) => isImageId(name) || isOpenName(name);
	const ids = ask.parsed.args.filter(byId);
	const references = ask.parsed.args.filter(name => !byId(name)).map(imageName);
	const commands: Command[] = [];
	const findings: Found[] = [];
	if (references.length > 0) {
		commands.push({argv: ['ctr', '-n', 'k8s.io', 'images', 'rm', ...references], effect: 'destroy'});
		findings.push(close('rmi.one-name'));
	}
	if (ids.length > 0) {
		commands.push({argv: ['crictl', 'rmi', ...ids], effect: 'destroy'});
		findings.push(close('rmi.all-names'));
	}
	return {commands, findings: [...findings, close('rmi.unprotected')]};
};
