import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** What tests put down goes with the run: a folder of its own for all of them, where every `tmpdir()` is. */
export default function temporary(): () => void {
	const before = process.env.TMPDIR;
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-tests-'));
	// Some tests look at it as another user.
	chmodSync(folder, 0o755);
	process.env.TMPDIR = folder;
	return () => {
		rmSync(folder, {recursive: true, force: true});
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	};
}
