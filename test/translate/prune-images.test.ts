import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {answer, tables} from './support.ts';

/** crictl of a node with three images, of which a container uses the first; the template of inspecti chooses the first two. */
const crictl = `#!/bin/sh
case "$*" in
	ps\\ *) [ -n "$UNUSED" ] || echo container ;;
	inspect\\ *) echo sha256:used ;;
	images*) printf 'sha256:used\\nsha256:old\\nsha256:new\\n' ;;
	inspecti*status.id}}\\ sha256:used) echo sha256:used ;;
	inspecti*) echo "$5" >>"$0.asked"; case $6 in sha256:new) echo ;; *) echo "$6"; echo ;; esac ;;
	info*) echo sha256:used ;;
	rmi*) echo "$*" >>"$0.removed" ;;
esac
`;

function removed(line: string, containerd = '1.7.24', unused = ''): {readonly removed: string; readonly asked: string} {
	const folder = mkdtempSync(join(tmpdir(), 'prune-'));
	writeFileSync(join(folder, 'crictl'), crictl);
	chmodSync(join(folder, 'crictl'), 0o755);
	const made = translate(['docker', ...line.split(' ')], tables, {containerd});
	if ('error' in made) throw new Error(made.error);
	const script = made.commands.map(printCommand).join('\n');
	execFileSync('sh', ['-c', script], {env: {PATH: `${folder}:${process.env.PATH}`, UNUSED: unused}});
	const read = (name: string) => {
		try {
			return readFileSync(join(folder, name), 'utf8');
		} catch {
			return '';
		}
	};
	return {removed: read('crictl.removed'), asked: read('crictl.asked').split('\n')[0] ?? ''};
}

it('only what is chosen and not used is removed', () => {
	const {removed: gone, asked} = removed('image prune -af --filter until=24h');
	expect(gone).toBe('rmi sha256:old\n');
	expect(asked).toMatch(
		/^\{\{\$time := "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}\}\{\{if and \(not \(index \.status "pinned"\)\) \(and /,
	);
});

it('labels choose, too', () => {
	const {removed: gone, asked} = removed('image prune -af --filter label=stage=test --filter label!=keep');
	expect(gone).toBe('rmi sha256:old\n');
	expect(asked).toContain('(eq (printf "%v" (index (index .info.imageSpec.config "Labels") "stage")) "test")');
	expect(asked).toContain('(not (and (index .info.imageSpec.config "Labels") (ne ');
});

it('the pause image of a containerd that pins nothing stays', () => {
	expect(removed('image prune -af', '1.6.20', 'yes').removed).toBe('rmi sha256:old\n');
	expect(removed('image prune -af --filter until=24h', '1.7.24', 'yes').removed).toBe('rmi sha256:old sha256:used\n');
});

// biome-ignore format: a table
it.each([
	['image prune -af --filter until=soon',                    'none'],
	['image prune -af --filter until=1h --filter until=2h',    'none'],
	['image prune -af --filter dangling=false',                'none'],
	['system prune -f --filter until=240h',                    'close'],
])('docker %s: %s', (line, grade) => {
	expect(answer(line).at(-1)).toBe(grade);
});
