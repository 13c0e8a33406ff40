import {apiServer} from './api-server.ts';
import {certificates} from './certificates.ts';
import {cgroupDriver} from './cgroup-driver.ts';
import {cgroupVersion} from './cgroup-version.ts';
import type {Check} from './check.ts';
import {clock} from './clock.ts';
import {cniConfig} from './cni-config.ts';
import {cniPlugins} from './cni-plugins.ts';
import {cniRefused} from './cni-refused.ts';
import {cniValues} from './cni-values.ts';
import {containerdConfigIgnored} from './containerd-config-ignored.ts';
import {containerdConfigLoaded} from './containerd-config-loaded.ts';
import {containerdConfigSyntax} from './containerd-config-syntax.ts';
import {containerdConfigVersion} from './containerd-config-version.ts';
import {containerdDatabase} from './containerd-database.ts';
import {containerdPluginNames} from './containerd-plugin-names.ts';
import {containerdRunning} from './containerd-running.ts';
import {containerdUnit} from './containerd-unit.ts';
import {containerdValues} from './containerd-values.ts';
import {controlPlane} from './control-plane.ts';
import {controlPlaneLists} from './control-plane-lists.ts';
import {criDockerdRunning} from './cri-dockerd-running.ts';
import {criDockerdSettings} from './cri-dockerd-settings.ts';
import {criEnabled} from './cri-enabled.ts';
import {criPlugin} from './cri-plugin.ts';
import {criSocketAnnotation} from './cri-socket-annotation.ts';
import {crictlConfig} from './crictl-config.ts';
import {crioRunning} from './crio-running.ts';
import {dbus} from './dbus.ts';
import {diskPressure} from './disk-pressure.ts';
import {distributionRunning} from './distribution-running.ts';
import {dockerConfig} from './docker-config.ts';
import {dockerLeftovers} from './docker-leftovers.ts';
import {dockerListens} from './docker-listens.ts';
import {dockerPods} from './docker-pods.ts';
import {dockerRunning} from './docker-running.ts';
import {dockerSocket} from './docker-socket.ts';
import {firewall} from './firewall.ts';
import {forwarding} from './forwarding.ts';
import {halted} from './halted.ts';
import {hiddenPlaces} from './hidden-places.ts';
import {imageFilesystem} from './image-filesystem.ts';
import {imageGarbage} from './image-garbage.ts';
import {imageStore} from './image-store.ts';
import {journalKept} from './journal-kept.ts';
import {keptState} from './kept-state.ts';
import {kernelLimits} from './kernel-limits.ts';
import {kernelModules} from './kernel-modules.ts';
import {kubeletArguments} from './kubelet-arguments.ts';
import {kubeletClients} from './kubelet-clients.ts';
import {kubeletConfig} from './kubelet-config.ts';
import {kubeletConfigKeys} from './kubelet-config-keys.ts';
import {kubeletConfigValues} from './kubelet-config-values.ts';
import {kubeletCredentials} from './kubelet-credentials.ts';
import {kubeletEndpoint} from './kubelet-endpoint.ts';
import {kubeletFlags} from './kubelet-flags.ts';
import {kubeletRunning} from './kubelet-running.ts';
import {latelyChanged} from './lately-changed.ts';
import {leftDown} from './left-down.ts';
import {libraries} from './libraries.ts';
import {links} from './links.ts';
import {load} from './load.ts';
import {locks} from './locks.ts';
import {logRotation} from './log-rotation.ts';
import {memory} from './memory.ts';
import {mtu} from './mtu.ts';
import {nameResolution} from './name-resolution.ts';
import {networkOverlap} from './network-overlap.ts';
import {nodeAddress} from './node-address.ts';
import {nodeName} from './node-name.ts';
import {nodeStatus} from './node-status.ts';
import {oddCharacters} from './odd-characters.ts';
import {oneContainerd} from './one-containerd.ts';
import {orphanShims} from './orphan-shims.ts';
import {orphansOfDocker} from './orphans-of-docker.ts';
import {packetWays} from './packet-ways.ts';
import {permissions} from './permissions.ts';
import {persistedKernel} from './persisted-kernel.ts';
import {pidPressure} from './pid-pressure.ts';
import {places} from './places.ts';
import {pods} from './pods.ts';
import {ports} from './ports.ts';
import {programsDamaged} from './programs-damaged.ts';
import {protectKernelDefaults} from './protect-kernel-defaults.ts';
import {proxy} from './proxy.ts';
import {readOnly} from './read-only.ts';
import {registries} from './registries.ts';
import {registryCredentials} from './registry-credentials.ts';
import {registryFolderUnused} from './registry-folder-unused.ts';
import {registryHelpers} from './registry-helpers.ts';
import {reserved} from './reserved.ts';
import {reservedCgroups} from './reserved-cgroups.ts';
import {resolvConf} from './resolv-conf.ts';
import {restartedBy} from './restarted-by.ts';
import {restarts} from './restarts.ts';
import {runc} from './runc.ts';
import {runtimeAnswers} from './runtime-answers.ts';
import {runtimeConditions} from './runtime-conditions.ts';
import {runtimeHandlers} from './runtime-handlers.ts';
import {sandboxImage} from './sandbox-image.ts';
import {settingsRefused} from './settings-refused.ts';
import {signingKeys} from './signing-keys.ts';
import {snapshotter} from './snapshotter.ts';
import {sockets} from './sockets.ts';
import {standaloneContainers} from './standalone-containers.ts';
import {staticPods} from './static-pods.ts';
import {streamServer} from './stream-server.ts';
import {swap} from './swap.ts';
import {taskLimits} from './task-limits.ts';
import {twoRuntimes} from './two-runtimes.ts';
import {unitConditions} from './unit-conditions.ts';
import {unitConfined} from './unit-confined.ts';
import {unitFiles} from './unit-files.ts';
import {unitMasked} from './unit-masked.ts';
import {unitStart} from './unit-start.ts';
import {unitType} from './unit-type.ts';
import {unitsEnabled} from './units-enabled.ts';
import {unitsReloaded} from './units-reloaded.ts';
import {versions} from './versions.ts';

/**
 * Every check, in the order in which findings of one gravity are shown: what explains most comes first. A check that may
 * follow from another names it in `follows`.
 */
export const checks: readonly Check[] = [
	permissions,
	readOnly,
	unitMasked,
	halted,
	hiddenPlaces,
	dbus,
	libraries,
	links,
	programsDamaged,
	places,
	unitConfined,
	taskLimits,
	unitConditions,
	unitStart,
	unitType,
	oddCharacters,
	unitsReloaded,
	unitFiles,
	containerdConfigSyntax,
	containerdConfigVersion,
	containerdPluginNames,
	criEnabled,
	containerdConfigIgnored,
	containerdValues,
	registries,
	dockerConfig,
	dockerSocket,
	criDockerdSettings,
	oneContainerd,
	containerdDatabase,
	distributionRunning,
	containerdRunning,
	dockerListens,
	dockerPods,
	dockerRunning,
	criDockerdRunning,
	crioRunning,
	kubeletArguments,
	registryHelpers,
	kubeletConfig,
	kubeletConfigKeys,
	kubeletConfigValues,
	kubeletFlags,
	swap,
	cgroupVersion,
	protectKernelDefaults,
	certificates,
	signingKeys,
	kubeletCredentials,
	reserved,
	reservedCgroups,
	keptState,
	settingsRefused,
	leftDown,
	nodeName,
	nodeAddress,
	nameResolution,
	resolvConf,
	ports,
	kernelLimits,
	firewall,
	packetWays,
	locks,
	kubeletEndpoint,
	cgroupDriver,
	kernelModules,
	forwarding,
	runc,
	snapshotter,
	cniConfig,
	cniValues,
	cniPlugins,
	cniRefused,
	networkOverlap,
	mtu,
	runtimeHandlers,
	criPlugin,
	runtimeAnswers,
	runtimeConditions,
	containerdConfigLoaded,
	orphanShims,
	imageStore,
	sandboxImage,
	sockets,
	diskPressure,
	memory,
	pidPressure,
	imageFilesystem,
	imageGarbage,
	kubeletRunning,
	kubeletClients,
	staticPods,
	controlPlaneLists,
	controlPlane,
	apiServer,
	nodeStatus,
	pods,
	restartedBy,
	latelyChanged,
	restarts,
	containerdUnit,
	unitsEnabled,
	crictlConfig,
	registryFolderUnused,
	registryCredentials,
	proxy,
	logRotation,
	journalKept,
	streamServer,
	versions,
	twoRuntimes,
	orphansOfDocker,
	standaloneContainers,
	criSocketAnnotation,
	persistedKernel,
	clock,
	load,
	dockerLeftovers,
];
