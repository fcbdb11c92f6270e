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
