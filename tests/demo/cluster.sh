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
  until_true 20 "the API server answers (see $work/apiserver.log)" kubectl get --raw /readyz
  owned=yes # from here on there is something to remove
}

# helm ARGUMENT...: the newest that the tests run with.
helm() { "${NODEGC_HELM:-/var/cache/nodegc/helm}/helm-4.1" "$@"; }

# The demo's own processes do the work. A cluster that runs pods must not start the chart's beside them.
no_pods=(--set operator.replicas=0 --set "agent.nodeSelector.nodegc-demo=none")

cluster_install() {
  show helm install nodegc charts/nodegc --namespace $namespace --create-namespace "${no_pods[@]}" --hide-notes
  installed=yes
  until_true 20 "the definitions are served" kubectl get nodestorages
  printf '{"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","labels":{"kubernetes.io/os":"linux","pool":"build"}}}' $node | kubectl apply -f - >/dev/null
}

# kubeconfig_of ACCOUNT: a kubeconfig with that service account's own token, so that its process has the chart's rights and no more.
kubeconfig_of() {
  local account=$1 file=$work/$1.kubeconfig token
  token=$(printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600}}' \
    | kubectl create --raw "/api/v1/namespaces/$namespace/serviceaccounts/$account/token" -f - | sed -E 's/.*"token": ?"([^"]+)".*/\1/')
  kubectl config view --raw --minify --flatten > "$file"
  KUBECONFIG=$file kubectl config set-credentials "$account" --token="$token" >/dev/null
  KUBECONFIG=$file kubectl config set-context --current --user="$account" >/dev/null
}

processes_start() {
  kubeconfig_of nodegc-operator; kubeconfig_of nodegc-agent
  KUBECONFIG=$work/nodegc-operator.kubeconfig POD_NAMESPACE=$namespace NODEGC_HEALTH_PORT=0 \
    "$operator_bin" > "$work/operator.log" 2>&1 &
  operator_pid=$!
  KUBECONFIG=$work/nodegc-agent.kubeconfig NODE_NAME=$node \
    "$agent_bin" run --data-root "$work/data" --socket "$work/docker.sock" --state-dir "$work/state" > "$work/agent.log" 2>&1 &
  agent_pid=$!
  until_true 30 "the agent reports (see $work/agent.log)" sh -c "kubectl get nodestorage $node -o 'jsonpath={.status.heartbeatTime}' | grep -q ."
}

# run_is_complete GENERATION: true once the operator has folded the run of that generation.
run_is_complete() {
  local state; state=$(kubectl get nodestoragecleanup demo -o 'jsonpath={.status.observedGeneration} {.status.lastRun.generation} {.status.lastRun.completionTime}')
  [[ "$state" =~ ^$1\ $1\ .+ ]]
}

generation() { kubectl get nodestoragecleanup demo -o 'jsonpath={.metadata.generation}'; }

cluster_stop() {
  if [ -n "${owned:-}" ]; then
    kubectl delete nodestoragecleanup demo --ignore-not-found >/dev/null 2>&1 || true
    kubectl delete node $node --ignore-not-found >/dev/null 2>&1 || true
  fi
  if [ -n "${borrowed:-}" ] && [ -n "${owned:-}" ]; then
    [ -z "${installed:-}" ] || helm uninstall nodegc --namespace $namespace >/dev/null 2>&1 || true
    kubectl delete namespace $namespace --ignore-not-found --wait=false >/dev/null 2>&1 || true
    say "left in the cluster: the two custom resource definitions"
  fi
  local pid; for pid in ${agent_pid:-} ${operator_pid:-} ${apiserver_pid:-}; do kill -TERM "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
}
