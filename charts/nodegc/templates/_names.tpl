{{- /* Name prefix of all objects: the release name, followed by the chart name unless already contained. */ -}}
{{- define "nodegc.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 54 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 54 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 54 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "nodegc.operator.name" -}}
{{ include "nodegc.fullname" . }}-operator
{{- end -}}

{{- define "nodegc.agent.name" -}}
{{ include "nodegc.fullname" . }}-agent
{{- end -}}

{{- /* Takes (dict "image" ... "root" $). */ -}}
{{- define "nodegc.image" -}}
{{ .image.repository }}:{{ default .root.Chart.AppVersion .image.tag }}
{{- end -}}

{{- /* The directories that contain the data roots, as a JSON array; none if the agent is read-only. The data root itself
is not mounted: on a node without it, the pod could not start. */ -}}
{{- define "nodegc.agent.writable" -}}
{{- $parents := list -}}
{{- if not .Values.agent.readOnly -}}
{{- range prepend .Values.agent.moreDataRoots .Values.agent.dataRoot -}}
{{- $parents = append $parents (dir .) -}}
{{- end -}}
{{- end -}}
{{- $parents | uniq | sortAlpha | toJson -}}
{{- end -}}

{{- /* Where the agents run. They need a namespace that admits privileged pods; the operator does not. */ -}}
{{- define "nodegc.agent.namespace" -}}
{{ default .Release.Namespace .Values.agent.namespace }}
{{- end -}}

{{- /* Ports of NetworkPolicies: the API server, DNS, and what networkPolicy.egressPorts adds. */ -}}
{{- define "nodegc.egressPorts" -}}
- { protocol: UDP, port: 53 }
- { protocol: TCP, port: 53 }
{{- range .Values.networkPolicy.egressPorts }}
- { protocol: TCP, port: {{ . }} }
{{- end }}
{{- end -}}
