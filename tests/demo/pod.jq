# From a workload: the arguments of docker run that give its only container what a kubelet would: command, environment,
# user, capabilities, read-only root filesystem, host namespaces and mounts. Quoted for a shell.
# Variables: image, node, pod, namespace, account (folder of the service account's files), host, port (of the API server),
# propagation (whether the mounts of this machine can be passed on).
.spec.template.spec as $spec | $spec.containers[0] as $container
| (($spec.securityContext // {}) + ($container.securityContext // {})) as $security
| {"spec.nodeName": $node, "metadata.name": $pod, "metadata.namespace": $namespace} as $fields
| ["--network", "host", "--user", "\($security.runAsUser):\($security.runAsGroup // 0)"]
  + (if $spec.hostPID then ["--pid", "host"] else [] end)
  + (if $security.readOnlyRootFilesystem then ["--read-only"] else [] end)
  + (if $security.allowPrivilegeEscalation == false then ["--security-opt", "no-new-privileges"] else [] end)
  + [$security.capabilities.drop[]? | "--cap-drop", .]
  + [$security.capabilities.add[]? | "--cap-add", .]
  + [$container.env[]? | "--env", "\(.name)=\(.value // $fields[.valueFrom.fieldRef.fieldPath])"]
  + ["--env", "KUBERNETES_SERVICE_HOST=\($host)", "--env", "KUBERNETES_SERVICE_PORT=\($port)"]
  + ["--volume", "\($account):/var/run/secrets/kubernetes.io/serviceaccount:ro"]
  + [$container.volumeMounts[]? as $mount | $spec.volumes[] | select(.name == $mount.name)
     | ([if $mount.readOnly then "ro" else empty end,
         if $mount.mountPropagation == "HostToContainer" and $propagation == "yes" then "rslave" else empty end]
        | join(",")) as $options
     | "--volume", ([.hostPath.path, $mount.mountPath, $options] | map(select(. != "")) | join(":"))]
  + ["--entrypoint", $container.command[0], $image]
  + $container.command[1:] + ($container.args // [])
| @sh
