/** Every file that decides how the node runs: name, mode, owner, times of files, where links lead, what is in it. */
export const treeOfNode = `cd / && find etc/containerd etc/docker etc/kubernetes etc/cni etc/default etc/systemd etc/rc?.d etc/crictl.yaml \\
	etc/modules-load.d etc/sysctl.d var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env 2>/dev/null | sort | while read -r f; do
	if [ -L "$f" ]; then h="$(readlink "$f")"; elif [ -f "$f" ]; then h="$(sha256sum < "$f") $(stat -c %Y "$f")"; else h=directory; fi
	echo "$(stat -c '%n %a %u:%g' "$f") $h"; done`;

/** The pods of the lab stop at once when they are told to: what is tested is not how long a program takes to end. */
export const quickPods = `set -e
kubectl patch deployment web -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":1}}}}'
for pod in bare docker-builder; do
	kubectl get pod $pod -o json | jq 'del(.status,.metadata.resourceVersion,.metadata.uid,.metadata.managedFields,.spec.nodeName) | .spec.terminationGracePeriodSeconds=1' > /tmp/$pod.json
	kubectl delete pod $pod --grace-period=1 --wait
	kubectl apply -f /tmp/$pod.json
done
kubectl delete pod crasher --grace-period=1 --wait
kubectl rollout status deployment web --timeout=200s`;

/** A node on two busy cores takes its time to end a few pods and to start others. */
export const podsMs = {timeoutMs: 300_000};
