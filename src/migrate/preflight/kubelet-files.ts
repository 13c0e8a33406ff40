import {known} from '../../model/node-snapshot.ts';
import {type Check, noGo} from './finding.ts';

/** The kubelet that runs has read them long ago; it does not start again with one that is broken. */
export const kubeletFiles: Check = {
	id: 'kubelet-files',
	title: 'configuration of the kubelet',
	look({snapshot: {kubelet}}) {
		const files = [known(kubelet.config), ...kubelet.configDropIns, known(kubelet.instanceConfig)];
		const file = files.find(each => each?.broken);
		if (file?.broken === undefined) return undefined;
		const {line = 1, message} = file.broken;
		return noGo(`${file.path} is no YAML (${message}): the kubelet does not start again with it`, {
			evidence: [{source: `${file.path}:${line}`, text: file.text.split('\n')[line - 1]?.trim() ?? ''}],
			fix: [{text: `put line ${line} of ${file.path} right; rtconsole check says when it is`}],
		});
	},
};
