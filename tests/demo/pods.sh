# Runs the pods of the chart as a kubelet would, from their images, in the demo's own Docker engine: with the mounts, the
# capabilities and the service account that the chart gives them. Sourced.

# pod_start WORKLOAD NAME
pod_start() {
  local workload=$1 name=$2 object account image arguments server propagation=no
  object=$(kubectl get -n $namespace "$workload" -o json)
  # The object that a controller would make: the operator gives a NodeStorage to each node with an agent's pod,
  # and its token names the pod and the node.
  jq --arg name "$name" --arg node $node '{apiVersion: "v1", kind: "Pod",
    metadata: {name: $name, namespace: .metadata.namespace, labels: .spec.template.metadata.labels},
    spec: (.spec.template.spec + {nodeName: $node})}' <<< "$object" | kubectl apply -f - >/dev/null
  account=$(account_files "$(jq -r .spec.template.spec.serviceAccountName <<< "$object")" "$name")
  image=$(jq -r '.spec.template.spec.containers[0].image' <<< "$object")
  server=$(kubectl config view --minify -o 'jsonpath={.clusters[0].cluster.server}'); server=${server#https://}
  [[ $server =~ :[0-9]+$ ]] || server=$server:443
  # Only a mount that is shared can be passed on with what is mounted later.
  if grep -qE ' / / [^-]* (shared|master):' /proc/self/mountinfo; then propagation=yes; fi
  eval "arguments=($(jq -r -f tests/demo/pod.jq --arg image "$image" --arg node $node --arg pod "$name" \
    --arg namespace $namespace --arg account "$account" --arg host "${server%:*}" --arg port "${server##*:}" \
    --arg propagation $propagation <<< "$object"))"
  docker run -d --name "$name" "${arguments[@]}" >/dev/null
}

# account_files ACCOUNT POD: a folder with the token, the authority and the namespace, as that pod sees them.
account_files() {
  local folder=$work/accounts/$1
  mkdir -p "$folder"
  printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600,
    "boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"%s"}}}' "$2" \
    | kubectl create --raw "/api/v1/namespaces/$namespace/serviceaccounts/$1/token" -f - | jq -r .status.token > "$folder/token"
  kubectl config view --raw --minify --flatten -o 'jsonpath={.clusters[0].cluster.certificate-authority-data}' \
    | base64 -d > "$folder/ca.crt"
  printf %s $namespace > "$folder/namespace"
  echo "$folder"
}

# pod_logs: what the pods printed last, where the demo fails.
pod_logs() {
  local name
  for name in nodegc-operator nodegc-agent; do
    docker inspect "$name" >/dev/null 2>&1 || continue
    printf '\n== docker logs %s (%s)\n' "$name" "$(docker inspect --format '{{.State.Status}}' "$name")"
    docker logs --tail 30 "$name" 2>&1
  done
}
