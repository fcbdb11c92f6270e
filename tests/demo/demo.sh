#!/bin/bash
# The main job, end to end, on real input: a private Docker engine with orphans, an API server, the chart, the operator and the
# agent from their images, driven with kubectl: a report, the clean-up, a restore, and the proof that every image still runs and
# every container still starts. Then the dashboard, until a key is pressed (not without a terminal).
# KUBECONFIG=FILE uses that cluster's API server instead of the one for tests. Everything it starts lives below one temporary folder.
# NODEGC_IMAGES=FOLDER takes the images from there instead of building them.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d /tmp/nodegc-demo.XXXXXX)
for part in say engine orphans proof cluster pods; do . "tests/demo/$part.sh"; done
finish() { local code=$?; set +e; [ $code = 0 ] || pod_logs; cluster_stop; engine_stop; cd /; rm -rf --one-file-system "$work"; exit $code; }
trap finish EXIT

step "Building the images"
dotnet build tests/NodeGc.TestApiServer -c Release -v quiet -clp:NoSummary
apiserver_bin=tests/NodeGc.TestApiServer/bin/Release/net10.0/nodegc-test-apiserver
if [ -n "${NODEGC_IMAGES:-}" ]; then images_dir=$NODEGC_IMAGES; else tests/setup/images.sh amd64; fi
started=$SECONDS

step "A private Docker engine with images, containers, volumes, and orphans"
engine_start
say "$(docker version --format 'Docker {{.Server.Version}}'), overlay2, data root $work/data"
make_images; make_containers
leak_a_layer;    say "orphaned: a layer that docker prune does not find"
die_during_load; say "orphaned: a layer of an interrupted docker load (the engine was killed)"
fail_a_creation; say "orphaned: the init layer of a container that could not be created"
forget_a_volume; say "orphaned: the anonymous volume of a container that was removed without -v"
docker start web >/dev/null
volumes_before=$(volume_sums)

step "API server, the chart, and its pods from their images"
cluster_start; cluster_install; images_load; pods_start

step "Report: what would be removed?"
show kubectl apply -f tests/demo/cleanup.yaml
until_true 180 "the report is complete (see docker logs nodegc-agent, nodegc-operator)" run_is_complete "$(generation)"
show kubectl get nodestoragecleanups,nodestorages
show kubectl get nodestorage $node -o 'jsonpath={range .status.orders[0].items[*]}{.outcome}{"\t"}{.bytes}{"\t"}{.name}{"\n"}        {.reason}{"\n"}{end}'

step "Enforce: remove it"
bytes_before=$(du -sB1 --exclude=.nodegc "$work/data" 2>/dev/null | cut -f1)
show kubectl patch nodestoragecleanup demo --type merge -p '{"spec":{"mode":"Enforce"}}'
until_true 180 "the clean-up is complete (see docker logs nodegc-agent, nodegc-operator)" run_is_complete "$(generation)"
show kubectl get nodestoragecleanups,nodestorages
bytes_after=$(du -sB1 --exclude=.nodegc "$work/data" 2>/dev/null | cut -f1)
say "the data root without the quarantine shrank from $((bytes_before / 1048576)) MiB to $((bytes_after / 1048576)) MiB"
[ "$bytes_after" -lt "$bytes_before" ] || die "nothing was removed"

step "Restore one item, as on a fleet: by a resource"
run=$(kubectl get nodestoragecleanup demo -o 'jsonpath={.status.lastRun.id}')
item=$(kubectl get nodestorage $node -o 'jsonpath={.status.orders[0].items[?(@.class=="layers")].name}' | cut -d' ' -f1)
[ -n "$item" ] || die "no layer is in the quarantine"
sed "s|RUN|$run|; s|ITEM|$item|" tests/demo/restore.yaml > "$work/restore.yaml"
show cat "$work/restore.yaml"
show kubectl create -f "$work/restore.yaml"
show kubectl wait --for=condition=Ready --timeout=180s nodestoragerestore/demo || die "the restore failed"
show kubectl get nodestoragerestores
[ -d "$work/data/$item/diff" ] || die "$item is not back"
# As with kubectl exec: in the agent's own container.
agent() { docker exec nodegc-agent nodegc-agent "$@"; }
show agent explain "$item" || true

step "Enforce once more, without a quarantine: the restored item is still garbage and is now permanently deleted"
show kubectl patch nodestoragecleanup demo --type merge -p '{"spec":{"disposal":{"quarantine":"0s"}}}'
until_true 180 "the second clean-up is complete (see docker logs nodegc-agent, nodegc-operator)" run_is_complete "$(generation)"
show kubectl get nodestoragecleanups,nodestorages
[ ! -e "$work/data/$item" ] || die "$item is still there"
[ "$(kubectl get nodestoragecleanup demo -o 'jsonpath={.status.lastRun.reclaimed.items}')" -ge 1 ] || die "nothing was reclaimed"

step "Check: every image runs, every container starts, every volume is unchanged"
prove_all_alive "$volumes_before"
say "done in $((SECONDS - started)) s"

if [ -t 0 ] && [ -z "${CI:-}" ]; then
  step "The dashboard: http://127.0.0.1:8082/"
  read -rsn1 -p "   press a key to stop everything and remove it"; echo
fi
