package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// What was rendered, split into objects in helm's install order.

var order = func() map[string]int {
	m := map[string]int{}
	for i, k := range strings.Fields(`PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy PodDisruptionBudget
ServiceAccount Secret SecretList ConfigMap StorageClass PersistentVolume PersistentVolumeClaim CustomResourceDefinition
ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding RoleBindingList
Service DaemonSet Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job CronJob
IngressClass Ingress APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration`) {
		m[k] = i
	}
	return m
}()

type doc struct {
	src, body, kind, name string
	hook                  bool
}

var sepRe = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

func split(out map[string]string) ([]doc, error) {
	var docs []doc
	keys := make([]string, 0, len(out))
	for k := range out {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if strings.HasSuffix(k, "NOTES.txt") || strings.TrimSpace(out[k]) == "" {
			continue
		}
		for _, p := range sepRe.Split(strings.TrimSpace(out[k]), -1) {
			if strings.TrimSpace(p) == "" {
				continue
			}
			var head struct {
				Kind     string `json:"kind"`
				Metadata *struct {
					Name        string            `json:"name"`
					Annotations map[string]string `json:"annotations"`
				} `json:"metadata"`
			}
			if err := yaml.Unmarshal([]byte(p), &head); err != nil {
				return nil, fmt.Errorf("YAML parse error on %s: %w\n%s", k, err, p)
			}
			var any interface{}
			if yaml.Unmarshal([]byte(p), &any); any == nil {
				continue // comments only
			}
			d := doc{src: k, body: strings.TrimSpace(p), kind: head.Kind}
			if head.Metadata != nil {
				d.name = head.Metadata.Name
				_, d.hook = head.Metadata.Annotations["helm.sh/hook"]
			}
			docs = append(docs, d)
		}
	}
	sort.SliceStable(docs, func(i, j int) bool {
		a, b := docs[i], docs[j]
		if a.hook != b.hook {
			return !a.hook
		}
		ai, aok := order[a.kind]
		bi, bok := order[b.kind]
		if aok != bok {
			return aok
		}
		if !aok {
			if a.kind != b.kind {
				return a.kind < b.kind
			}
			return a.name < b.name
		}
		if ai != bi {
			return ai < bi
		}
		return a.name < b.name
	})
	return docs, nil
}
