import type {Build, FlagTransform} from '../transform.ts';
import {attach, attachSigProxy} from './attach.ts';
import {checkpoint} from './checkpoint.ts';
import {commit} from './commit.ts';
import {compose} from './compose.ts';
import {cp} from './copy.ts';
import {diff} from './diff.ts';
import {diskUsage, diskUsageFormat} from './disk-usage.ts';
import {eventFilter, eventSince, events} from './events.ts';
import {exec} from './exec.ts';
import {exportFiles} from './files.ts';
import {history, historyFormat} from './history.ts';
import {imageFilter, images} from './images.ts';
import {importFiles} from './import-files.ts';
import {inspect, inspectFormat, inspectOf} from './inspect.ts';
import {kill} from './kill.ts';
import {line} from './line.ts';
import {list} from './list.ts';
import {load} from './load-image.ts';
import {logs, logsTail, logsUntil} from './logs.ts';
import {imagesFormat, psFormat, statsFormat} from './output-format.ts';
import {port} from './port.ts';
import {pruneContainers, pruneFilter, pruneImages, pruneSystem} from './prune.ts';
import {pruneImageFilter} from './prune-images.ts';
import {containerFilter} from './ps.ts';
import {pull} from './pull.ts';
import {push, save, tag} from './push-save-tag.ts';
import {rmi} from './rmi.ts';
import {create, run} from './run.ts';
import {runFlags} from './run-flags.ts';
import {start} from './start.ts';
import {stats} from './stats.ts';
import {stop} from './stop.ts';
import {swarm} from './swarm.ts';
import {top} from './top.ts';
import {update, updateCpus, updateMemory} from './update.ts';
import {fieldOrLine, infoFormat, version, versionFormat} from './version.ts';
import {createVolume} from './volumes.ts';
import {wait} from './wait.ts';

/** What a rule's `build` may name. */
export const builders: Readonly<Record<string, Build>> = {
	line,
	list,
	logs,
	images,
	'field-or-line': fieldOrLine,
	pull,
	exec,
	inspect,
	stop,
	swarm,
	kill,
	rmi,
	run,
	create,
	start,
	stats,
	top,
	tag,
	push,
	save,
	load,
	attach,
	checkpoint,
	commit,
	import: importFiles,
	compose,
	cp,
	diff,
	events,
	export: exportFiles,
	history,
	'inspect-container': inspectOf('container'),
	'inspect-image': inspectOf('image'),
	'prune-containers': pruneContainers,
	'prune-images': pruneImages,
	'prune-system': pruneSystem,
	'disk-usage': diskUsage,
	'volume-create': createVolume,
	port,
	update,
	version,
	wait,
};

/** What a flag rule's `use` may name. `builder`: the command's builder reads the flag itself. */
export const flagTransforms: Readonly<Record<string, FlagTransform>> = {
	builder: () => ({}),
	'container-filter': containerFilter,
	'image-filter': imageFilter,
	'ps-format': psFormat,
	'images-format': imagesFormat,
	'stats-format': statsFormat,
	'history-format': historyFormat,
	'info-format': infoFormat,
	'version-format': versionFormat,
	'inspect-format': inspectFormat,
	'logs-tail': logsTail,
	'logs-until': logsUntil,
	'attach-sig-proxy': attachSigProxy,
	'prune-filter': pruneFilter,
	'prune-image-filter': pruneImageFilter,
	'disk-usage-format': diskUsageFormat,
	'event-filter': eventFilter,
	'event-since': eventSince,
	'update-memory': updateMemory,
	'update-cpus': updateCpus,
	...runFlags,
};
