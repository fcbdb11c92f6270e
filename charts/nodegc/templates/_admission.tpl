{{- /* Whether to create the admission policies: "true" or nothing. */ -}}
{{- define "nodegc.admissionPolicies" -}}
{{- $served := .Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy" -}}
{{- $enabled := toString .Values.admissionPolicies.enabled -}}
{{- if or (eq $enabled "true") (and (eq $enabled "auto") $served) -}}
true
{{- end -}}
{{- end -}}
