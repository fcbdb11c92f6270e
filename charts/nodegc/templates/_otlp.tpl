{{- /* Environment variables of both processes for OTLP; none unless an endpoint is set. */ -}}
{{- define "nodegc.otlpEnv" -}}
{{- with .Values.otlp -}}
{{- if .endpoint -}}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
- name: OTEL_EXPORTER_OTLP_PROTOCOL
  value: {{ .protocol | quote }}
- name: OTEL_METRIC_EXPORT_INTERVAL
  value: {{ mul .intervalSeconds 1000 | quote }}
{{- end -}}
{{- end -}}
{{- end -}}
