{{- /* Checks what the schema cannot: empty unless something is wrong. */ -}}
{{- define "nodegc.notificationsCheck" -}}
{{- with .Values.notifications -}}
{{- if and .enabled (not .url) (not .urlSecret.name) -}}
{{- fail "notifications.enabled is true: set notifications.url, or notifications.urlSecret.name" -}}
{{- end -}}
{{- if and .enabled .url .urlSecret.name -}}
{{- fail "notifications.url and notifications.urlSecret.name are both set: set one of them" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Environment variables of the operator; none unless notifications are enabled. */ -}}
{{- define "nodegc.notificationsEnv" -}}
{{- include "nodegc.notificationsCheck" . -}}
{{- with .Values.notifications -}}
{{- if .enabled -}}
{{- if .url }}
- name: NODEGC_NOTIFY_URL
  value: {{ .url | quote }}
{{- else }}
- name: NODEGC_NOTIFY_URL_FILE
  value: /etc/nodegc/notifications/url
{{- end }}
{{- if .signingKeySecret.name }}
- name: NODEGC_NOTIFY_SIGNING_KEY_FILE
  value: /etc/nodegc/notifications/signing-key
{{- end }}
{{- if .caSecret.name }}
- name: NODEGC_NOTIFY_CA_FILE
  value: /etc/nodegc/notifications/ca.crt
{{- end }}
- name: NODEGC_NOTIFY_EVENTS
  value: {{ join "," .events | quote }}
- name: NODEGC_NOTIFY_TIMEOUT
  value: {{ .timeout | quote }}
{{- with .proxy }}
- name: NODEGC_NOTIFY_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with .clusterName }}
- name: NODEGC_CLUSTER_NAME
  value: {{ . | quote }}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* What the operator mounts: the keys of the Secrets, as files. Kubelets update them when a Secret changes. */ -}}
{{- define "nodegc.notificationsSources" -}}
{{- with .Values.notifications -}}
{{- if .enabled -}}
{{- range $path, $secret := dict "url" .urlSecret "signing-key" .signingKeySecret "ca.crt" .caSecret }}
{{- if $secret.name }}
- secret:
    name: {{ $secret.name }}
    items: [{ key: {{ $secret.key }}, path: {{ $path }} }]
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Ports for the operator's NetworkPolicy, besides those of networkPolicy.egressPorts. The port of a URL in a Secret
is not known here. */ -}}
{{- define "nodegc.notificationsEgress" -}}
{{- $known := .Values.networkPolicy.egressPorts -}}
{{- with .Values.notifications -}}
{{- if .enabled -}}
{{- $ports := list -}}
{{- range compact (list (.proxy | default .url)) -}}
{{- $url := urlParse . -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) -}}
{{- $ports = append $ports (int ($port | default (ternary "443" "80" (eq $url.scheme "https")))) -}}
{{- end -}}
{{- range $ports }}
{{- $port := . }}
{{- $isKnown := false }}
{{- range $known }}{{ if eq (int .) $port }}{{ $isKnown = true }}{{ end }}{{ end }}
{{- if not $isKnown }}
- { protocol: TCP, port: {{ $port }} }
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
