import type {Content, ContentKind} from '../model/content.ts';
import type {Lease} from '../model/lease.ts';
import {parseColumns} from './column-table.ts';
import {bytesOfDocker} from './docker-stats.ts';

/** Read `ctr content ls`: columns apart by tabs, sizes and ages rounded for people. */
export function parseContent(text: string, containerdNamespace: string): readonly Content[] {
	const [header = '', ...lines] = text.split('\n');
	if (!/^DIGEST\s+SIZE\s+AGE\s+LABELS/.test(header))
		throw new Error('no columns DIGEST, SIZE, AGE, LABELS in the first line');
	return lines.flatMap((line): Content[] => {
		const [digest = '', size = '', age = '', written = ''] = line.split(/\t+/);
		// A label may hold a line break: what follows it is no row of its own.
		if (!/^[a-z0-9+._-]+:[0-9a-f]{32,}$/.test(digest)) return [];
		const labels = parseLabels(written);
		return [
			{digest, sizeBytes: bytesOfDocker(size) ?? 0, age, kind: kindOf(labels), labels, usedBy: [], containerdNamespace},
		];
	});
}

/** Labels as ctr writes them: `a=b,c=d`, `-` for none. A value may hold commas; a key holds no comma and no `=`. */
export function parseLabels(text: string): Readonly<Record<string, string>> {
	const parts = text.trim() === '-' ? [] : text.trim().split(/,(?=[^,=]+=)/);
	return Object.fromEntries(
		parts.filter(Boolean).map(part => {
			const at = part.indexOf('=');
			return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
		}),
	);
}

/**
 * What a blob is: containerd's own labels for the garbage collector name what it leads to.
 * Source: containerd docs/garbage-collection.md.
 */
function kindOf(labels: Readonly<Record<string, string>>): ContentKind {
	const names = Object.keys(labels);
	if (names.some(name => /^containerd\.io\/gc\.ref\.content\.m\./.test(name))) return 'index';
	if (names.some(name => /^containerd\.io\/gc\.ref\.content\./.test(name))) return 'manifest';
	if (names.some(name => /^containerd\.io\/gc\.ref\.snapshot\./.test(name))) return 'config';
	return names.includes('containerd.io/uncompressed') ? 'layer' : 'unknown';
}

/** Read `ctr images ls` for what each name points to. */
export function parseTargets(text: string): ReadonlyArray<{readonly name: string; readonly digest: string}> {
	return parseColumns(text, ['REF', 'TYPE', 'DIGEST', 'SIZE', 'PLATFORMS', 'LABELS'])
		.filter(({DIGEST}) => DIGEST !== '')
		.map(({REF, DIGEST}) => ({name: REF, digest: DIGEST}));
}

/** Say which images need each blob: what a name points to, and what that leads to. */
export function joinImages(content: readonly Content[], targets: ReturnType<typeof parseTargets>): readonly Content[] {
	const byDigest = new Map(content.map(blob => [blob.digest, blob]));
	const users = new Map<string, Set<string>>();
	for (const {name, digest} of targets) {
		const waiting = [digest];
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const known = users.get(next) ?? new Set();
			if (known.has(name)) continue;
			users.set(next, known.add(name));
			waiting.push(...referencesOf(byDigest.get(next)));
		}
	}
	return content.map(blob => ({...blob, usedBy: [...(users.get(blob.digest) ?? [])]}));
}

function referencesOf(blob: Content | undefined): readonly string[] {
	return Object.entries(blob?.labels ?? {})
		.filter(([name]) => name.startsWith('containerd.io/gc.ref.content'))
		.map(([, digest]) => digest);
}

/** Read `ctr leases ls`. */
export function parseLeases(text: string, containerdNamespace: string): readonly Lease[] {
	return parseColumns(text, ['ID', 'CREATED AT', 'LABELS']).map(row => {
		const labels = parseLabels(row.LABELS);
		const expires = Date.parse(labels['containerd.io/gc.expire'] ?? '');
		return {
			id: row.ID,
			createdAtMs: Date.parse(row['CREATED AT']) || 0,
			...(Number.isNaN(expires) ? {} : {expiresAtMs: expires}),
			labels,
			containerdNamespace,
		};
	});
}

/** Read `ctr snapshots usage KEY`: bytes on the disk. */
export function parseUsage(text: string): number | undefined {
	const [row] = parseColumns(text, ['KEY', 'SIZE', 'INODES']);
	return row && bytesOfDocker(row.SIZE);
}
