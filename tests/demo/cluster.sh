# The API server, the chart installed by Helm, and the operator and agent with the permissions of the chart. Sourced.
namespace=nodegc-demo
node=nodegc-demo

cluster_start() {
  if [ -n "${KUBECONFIG:-}" ]; then
    say "using the API server of KUBECONFIG=$KUBECONFIG"
    ! kubectl get clusterrole nodegc-operator >/dev/null 2>&1 || die "NodeGc is installed in that cluster, and would interfere with the demo; use another cluster"
    ! kubectl get nodestoragecleanups -o name 2>/dev/null | grep -q . || die "that cluster has cleanups, which the demo's operator would carry out; use another cluster"
    kubectl config view --raw --flatten > "$work/admin.kubeconfig"
    borrowed=yes
  else
    "$apiserver_bin" --port 0 --kubeconfig "$work/admin.kubeconfig" > "$work/apiserver.log" 2>&1 &
    apiserver_pid=$!
  fi
  export HOME=$work KUBECONFIG=$work/admin.kubeconfig
  until_true 60 "the API server answers (see $work/apiserver.log)" kubectl get --raw /readyz
  owned=yes # from here on there is something to remove
}

# helm ARGUMENT...: the newest that the tests run with.
helm() { "${NODEGC_HELM:-/var/cache/nodegc/helm}/helm-4.1" "$@"; }

# A cluster that runs pods must not start the chart's beside those of the demo, and the node is this machine.
settings=(--set operator.replicas=0 --set "agent.nodeSelector.nodegc-demo=none" --set operator.dashboard.enabled=true)

cluster_install() {
  settings+=(--set "agent.dataRoot=$work/data" --set "agent.engine.socketDirectory=$work"
    --set "agent.stateDirectory=$work/state")
  mkdir -p "$work/state"
  show helm install nodegc charts/nodegc --namespace $namespace --create-namespace "${settings[@]}" --hide-notes
  installed=yes
  until_true 60 "the definitions are served" kubectl get nodestorages
  printf '{"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","labels":{"kubernetes.io/os":"linux","pool":"build"}}}' $node | kubectl apply -f - >/dev/null
}

images_load() {
  local program
  for program in operator agent; do docker load -q -i "${images_dir:-artifacts/images}/nodegc-$program-amd64.tar" >/dev/null; done
  docker images --filter 'reference=nodegc/*' --format '   {{.Repository}}:{{.Tag}} {{.Size}}'
}

pods_start() {
  pod_start deployment/nodegc-operator nodegc-operator; pod_start daemonset/nodegc-agent nodegc-agent
  until_true 180 "the agent reports (see docker logs nodegc-agent)" \
    sh -c "kubectl get nodestorage $node -o 'jsonpath={.status.heartbeatTime}' | grep -q ."
}

# run_is_complete GENERATION: true once the operator has folded the run of that generation.
run_is_complete() {
  local state; state=$(kubectl get nodestoragecleanup demo -o 'jsonpath={.status.observedGeneration} {.status.lastRun.generation} {.status.lastRun.completionTime}')
  [[ "$state" =~ ^$1\ $1\ .+ ]]
}

generation() { kubectl get nodestoragecleanup demo -o 'jsonpath={.metadata.generation}'; }

cluster_stop() {
  if [ -n "${owned:-}" ]; then
    kubectl delete nodestoragecleanup/demo nodestoragerestore/demo --ignore-not-found >/dev/null 2>&1 || true
    kubectl delete node $node --ignore-not-found >/dev/null 2>&1 || true
  fi
  if [ -n "${borrowed:-}" ] && [ -n "${owned:-}" ]; then
    [ -z "${installed:-}" ] || helm uninstall nodegc --namespace $namespace >/dev/null 2>&1 || true
    kubectl delete namespace $namespace --ignore-not-found --wait=false >/dev/null 2>&1 || true
    say "left in the cluster: the custom resource definitions"
  fi
  if [ -n "${apiserver_pid:-}" ]; then kill -TERM "$apiserver_pid" 2>/dev/null || true; wait "$apiserver_pid" 2>/dev/null || true; fi
}
