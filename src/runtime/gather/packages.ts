import type {Reader} from '../../host/host.ts';
import type {InstalledPackage, PackageList} from '../../model/node-surroundings.ts';
import {Absent, answerOf, part, printedBy} from './part.ts';

const names = [
	'docker.io',
	'docker',
	'docker-ce',
	'docker-ce-cli',
	'docker-ee',
	'docker-engine',
	'docker-compose-plugin',
	'moby-engine',
	'moby-containerd',
	'cri-dockerd',
	'containerd',
	'containerd.io',
	'runc',
];

/** Packages of docker and containerd, and which of them came with another. Throws where there is no package manager. */
export async function gatherPackages(reader: Reader, containerd: string | undefined): Promise<PackageList> {
	if ((await reader.kindOf('/var/lib/dpkg/status')) === 'file') return ofDpkg(reader, containerd);
	if ((await reader.findProgram('rpm')) !== undefined) return ofRpm(reader, containerd);
	throw new Absent('there is neither dpkg nor rpm on this node');
}

async function ofDpkg(reader: Reader, containerd: string | undefined): Promise<PackageList> {
	// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own notation
	const format = '${Package}\\t${Version}\\t${db:Status-Status}\\t${Depends}\\n';
	const [shown, auto, owner] = await Promise.all([
		part(() => printedBy(reader, ['dpkg-query', '--show', `--showformat=${format}`, ...names])),
		part(() => answerOf(reader, ['apt-mark', 'showauto', ...names], 8000)),
		part(async () =>
			containerd === undefined ? '' : printedBy(reader, ['dpkg-query', '--search', ...bothNames(containerd)]),
		),
	]);
	const automatic = 'value' in auto ? new Set(auto.value.split('\n').filter(Boolean)) : undefined;
	const installed = parseDpkg('value' in shown ? shown.value : '').map(each => ({
		...each,
		...(automatic === undefined ? {} : {automatic: automatic.has(each.name)}),
	}));
	return listOf(
		'dpkg',
		installed,
		'value' in owner ? /^([\w.+-]+)(?::\w+)?(?:, [^:]+)?: /m.exec(owner.value)?.[1] : undefined,
	);
}

/** dpkg knows a file of a merged /usr under one of its names. */
function bothNames(path: string): readonly string[] {
	return [path, path.startsWith('/usr/') ? path.slice('/usr'.length) : `/usr${path}`];
}

/** `name TAB version TAB status TAB depends`. */
export function parseDpkg(text: string): readonly InstalledPackage[] {
	return text.split('\n').flatMap(line => {
		const [name, version, status, depends = ''] = line.split('\t');
		if (name === undefined || version === undefined || status !== 'installed') return [];
		return [{name, version, needs: depends.split(/[,|]/).flatMap(each => each.trim().split(/[ (:]/)[0] || [])}];
	});
}

async function ofRpm(reader: Reader, containerd: string | undefined): Promise<PackageList> {
	const format = '%{NAME}\\t%{VERSION}-%{RELEASE}\\t[%{REQUIRENAME} ]\\n';
	const [shown, owner] = await Promise.all([
		part(() => printedBy(reader, ['rpm', '--query', '--queryformat', format, ...names], 8000)),
		part(async () =>
			containerd === undefined
				? ''
				: answerOf(reader, ['rpm', '--query', '--file', '--queryformat', '%{NAME}\\n', containerd], 8000),
		),
	]);
	return listOf(
		'rpm',
		parseRpm('value' in shown ? shown.value : ''),
		'value' in owner ? owner.value.split('\n')[0] : '',
	);
}

/** What is not installed is a sentence without tabs. */
export function parseRpm(text: string): readonly InstalledPackage[] {
	return text.split('\n').flatMap(line => {
		const [name, version, needs = ''] = line.split('\t');
		return name === undefined || version === undefined
			? []
			: [{name, version, needs: needs.split(' ').filter(Boolean)}];
	});
}

function listOf(
	manager: PackageList['manager'],
	installed: readonly InstalledPackage[],
	owner: string | undefined,
): PackageList {
	return {manager, installed, ...(owner ? {ofContainerd: owner} : {})};
}
