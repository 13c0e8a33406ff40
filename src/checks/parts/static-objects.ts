/** An object of the API that a manifest names, and where. */
export type NamedObject = {readonly kind: string; readonly line: number};

// Source: plugin/pkg/admission/noderestriction of Kubernetes, admitPodCreate.
const kinds: readonly (readonly [RegExp, string])[] = [
	[/(?:^|[\s{,-])(?:configMap|configMapRef|configMapKeyRef)\s*:/, 'a ConfigMap'],
	[/(?:^|[\s{,-])(?:secret|secretRef|secretKeyRef|imagePullSecrets)\s*:/, 'a Secret'],
	[/(?:^|[\s{,-])persistentVolumeClaim\s*:/, 'a PersistentVolumeClaim'],
	[/(?:^|[\s{,-])serviceAccount(?:Name)?\s*:\s*["']?[a-z0-9]/, 'a service account'],
];

export function objectsNamedIn(text: string): readonly NamedObject[] {
	return text.split('\n').flatMap((raw, index) => {
		const own = raw.replace(/(^|\s)#.*$/, '');
		return kinds.filter(([pattern]) => pattern.test(own)).map(([, kind]) => ({kind, line: index + 1}));
	});
}
