package main

import (
	"strings"
)

// .Capabilities: what the cluster is said to serve.

type kubeVersion struct{ Version, Major, Minor string }

func (k kubeVersion) String() string     { return k.Version }
func (k kubeVersion) GitVersion() string { return k.Version }

type apiVersions []string

func (a apiVersions) Has(v string) bool {
	for _, x := range a {
		if x == v {
			return true
		}
	}
	return false
}

type capabilities struct {
	KubeVersion kubeVersion
	APIVersions apiVersions
	HelmVersion struct{ Version, GitCommit, GitTreeState, GoVersion string }
}

// the group/versions and kinds of a stock 1.3x API server that charts ask about
var defaultAPIs = strings.Fields(`v1 v1/Pod v1/Service v1/ConfigMap v1/Secret v1/Namespace v1/Node v1/ServiceAccount v1/PersistentVolumeClaim
apps/v1 apps/v1/Deployment apps/v1/DaemonSet apps/v1/StatefulSet apps/v1/ReplicaSet batch/v1 batch/v1/Job batch/v1/CronJob
autoscaling/v1 autoscaling/v2 autoscaling/v2/HorizontalPodAutoscaler policy/v1 policy/v1/PodDisruptionBudget
networking.k8s.io/v1 networking.k8s.io/v1/Ingress networking.k8s.io/v1/NetworkPolicy rbac.authorization.k8s.io/v1
apiextensions.k8s.io/v1 apiextensions.k8s.io/v1/CustomResourceDefinition admissionregistration.k8s.io/v1 apiregistration.k8s.io/v1
storage.k8s.io/v1 scheduling.k8s.io/v1 coordination.k8s.io/v1 certificates.k8s.io/v1 discovery.k8s.io/v1 events.k8s.io/v1
authentication.k8s.io/v1 authorization.k8s.io/v1 node.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1`)
