#!/bin/bash
# manifests.sh [FOLDER]: renders the chart with its default values for kubectl apply -k, by default into charts/manifests.
# A test holds what is there to the chart.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-charts/manifests}
helm=${NODEGC_HELM:-/var/cache/nodegc/helm}/helm-4.1
[ -x "$helm" ] || tests/setup/helm.sh
mkdir -p "$out"
render() {
  "$helm" template nodegc charts/nodegc --namespace nodegc --kube-version 1.30 --skip-tests "$@" \
    | sed '/^# Source: /d; /app.kubernetes.io\/managed-by: /d; /helm.sh\/chart: /d'
}
render > "$out/nodegc.yaml"
# Not part of the kustomization: older API servers do not have them.
policies=()
for component in agent/validatingadmissionpolicy operator/validatingadmissionpolicy; do
  for file in charts/nodegc/templates/$component*.yaml; do policies+=(--show-only "${file#charts/nodegc/}"); done
done
render --set admissionPolicies.enabled=true "${policies[@]}" > "$out/admission-policies.yaml"
cp charts/nodegc/crds/*.yaml "$out/"
cat > "$out/namespace.yaml" <<'YAML'
apiVersion: v1
kind: Namespace
metadata:
  name: nodegc
  labels:
    pod-security.kubernetes.io/enforce: privileged
YAML
{
  printf '# Made by make manifests: the chart with its default values. Set other images and data roots in an overlay.\n'
  printf 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n'
  (cd "$out" && for file in namespace.yaml nodegc.io_*.yaml nodegc.yaml; do echo "  - $file"; done)
} > "$out/kustomization.yaml"
