import {fullReference, isImageId} from '../../model/image-ref.ts';
import {type Build, close, type Found} from '../transform.ts';
import type {Command} from '../types.ts';

/** By name, one name goes, as in docker: crictl would take all names of the image. By ID, all of it goes. */
export const rmi: Build = (_draft, ask) => {
	const ids = ask.parsed.args.filter(isImageId);
	const references = ask.parsed.args.filter(name => !isImageId(name)).map(fullReference);
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
