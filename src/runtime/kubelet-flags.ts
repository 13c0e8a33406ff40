/** What one text (a flags file, a unit, a command line) says about the kubelet's runtime. */
export type KubeletFlags = {
	readonly endpoint?: string;
	/** `--container-runtime`: `docker` or `remote`, until Kubernetes 1.26. */
	readonly runtime?: string;
	/** `--config`: the kubelet's configuration file. */
	readonly config?: string;
};

/** Read the flags that name the runtime, from any text in which they may stand. The last one of a kind counts. */
export function readKubeletFlags(text: string): KubeletFlags {
	const uncommented = text.replace(/^\s*[#;].*$/gm, '');
	return {
		endpoint: lastFlag(uncommented, 'container-runtime-endpoint'),
		runtime: lastFlag(uncommented, 'container-runtime'),
		config: lastFlag(uncommented, 'config'),
	};
}

function lastFlag(text: string, name: string): string | undefined {
	const found = [...text.matchAll(new RegExp(`--?${name}(?:=|[ \\t]+|\\0)["']?([^\\s"'\\0\\\\]+)`, 'g'))];
	return found.at(-1)?.[1];
}

/** `containerRuntimeEndpoint` of a KubeletConfiguration, YAML or JSON; kubeadm writes it empty where a flag decides. */
export function readKubeletConfig(text: string): string | undefined {
	return valueOfKey(text, 'containerRuntimeEndpoint');
}

/** One key at the top of a simple YAML or JSON file; undefined where it is absent or empty. */
export function valueOfKey(text: string, key: string): string | undefined {
	const found = new RegExp(
		`^[ \\t{]*["']?${key}["']?[ \\t]*:[ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s#,}]*))`,
		'm',
	).exec(text);
	const value = found?.[1] ?? found?.[2] ?? found?.[3];
	return value || undefined;
}
