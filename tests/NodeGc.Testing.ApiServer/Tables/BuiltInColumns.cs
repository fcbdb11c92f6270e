using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>The columns between name and age of the built-in kinds, as the real server has them.</summary>
internal static class BuiltInColumns
{
    public static IEnumerable<TableColumn> For(ResourceType type) =>
        type.GroupResource switch
        {
            "namespaces" => [Text("Status", body => body.Text("status", "phase"))],
            "nodes" =>
            [
                Text("Status", NodeStatus),
                Text("Roles", NodeRoles),
                Text("Version", body => body.Text("status", "nodeInfo", "kubeletVersion")),
            ],
            "pods" => [Text("Ready", PodReady), Text("Status", PodStatus), Count("Restarts", PodRestarts)],
            "services" =>
            [
                Text("Type", body => body.Text("spec", "type") ?? "ClusterIP"),
                Text("Cluster-IP", body => body.Text("spec", "clusterIP") ?? "<none>"),
                Text("Port(s)", ServicePorts),
            ],
            "configmaps" => [Count("Data", body => Size(body, "data") + Size(body, "binaryData"))],
            "secrets" => [Text("Type", body => body.Text("type")), Count("Data", body => Size(body, "data"))],
            "serviceaccounts" => [Count("Secrets", body => body.Each("secrets").Count())],
            "events" => Events(),
            "deployments.apps" =>
            [
                Text("Ready", body => $"{Status(body, "readyReplicas")}/{body.Number("spec", "replicas") ?? 1}"),
                Count("Up-to-date", body => Status(body, "updatedReplicas")),
                Count("Available", body => Status(body, "availableReplicas")),
            ],
            "daemonsets.apps" =>
            [
                Count("Desired", body => Status(body, "desiredNumberScheduled")),
                Count("Current", body => Status(body, "currentNumberScheduled")),
                Count("Ready", body => Status(body, "numberReady")),
                Count("Up-to-date", body => Status(body, "updatedNumberScheduled")),
                Count("Available", body => Status(body, "numberAvailable")),
                Text("Node Selector", NodeSelector),
            ],
            "leases.coordination.k8s.io" => [Text("Holder", body => body.Text("spec", "holderIdentity"))],
            "clusterrolebindings.rbac.authorization.k8s.io" or "rolebindings.rbac.authorization.k8s.io" =>
            [
                Text("Role", body => $"{body.Text("roleRef", "kind")}/{body.Text("roleRef", "name")}"),
            ],
            "clusterroles.rbac.authorization.k8s.io"
            or "roles.rbac.authorization.k8s.io"
            or "customresourcedefinitions.apiextensions.k8s.io" =>
            [
                Text("Created At", body => body.Text("metadata", "creationTimestamp")),
            ],
            "priorityclasses.scheduling.k8s.io" =>
            [
                Count("Value", body => body.Number("value") ?? 0),
                Text("Global-Default", body => body.Flag("globalDefault") ? "true" : "false"),
            ],
            _ => [],
        };

    private static TableColumn[] Events() =>
        [
            new("Last Seen", (body, now) =>
                Ages.Since(
                    body.Text("series", "lastObservedTime")
                        ?? body.Text("lastTimestamp")
                        ?? body.Text("eventTime")
                        ?? body.Text("metadata", "creationTimestamp"),
                    now
                )
            ),
            Text("Type", body => body.Text("type")),
            Text("Reason", body => body.Text("reason")),
            Text("Object", body =>
                $"{body.Text("involvedObject", "kind")?.ToLowerInvariant()}/{body.Text("involvedObject", "name")}"
            ),
            Text("Message", body => body.Text("message")?.TrimEnd()),
        ];

    private static TableColumn Text(string name, Func<JsonObject, string?> cell) =>
        new(name, (body, _) => cell(body) ?? "<none>");

    private static TableColumn Count(string name, Func<JsonObject, long> cell) =>
        new(name, (body, _) => cell(body)) { Type = "integer" };

    private static long Status(JsonObject body, string name) => body.Number("status", name) ?? 0;

    private static long Size(JsonObject body, string name) => body.Child(name)?.Count ?? 0;

    private static string NodeStatus(JsonObject body)
    {
        var ready = body.Each("status", "conditions")
            .FirstOrDefault(condition => condition.Text("type") == "Ready")
            ?.Text("status");
        var text = ready switch
        {
            "True" => "Ready",
            null => "Unknown",
            _ => "NotReady",
        };
        return body.Flag("spec", "unschedulable") ? text + ",SchedulingDisabled" : text;
    }

    private static string NodeRoles(JsonObject body)
    {
        const string prefix = "node-role.kubernetes.io/";
        var roles = (body.Labels ?? [])
            .Select(label => label.Key)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
        var text = string.Join(',', roles.Select(key => key[prefix.Length..]).Order(StringComparer.Ordinal));
        return text.Length > 0 ? text : "<none>";
    }

    private static string PodReady(JsonObject body) =>
        $"{body.Each("status", "containerStatuses").Count(status => status.Flag("ready"))}/"
        + $"{body.Each("spec", "containers").Count()}";

    private static string? PodStatus(JsonObject body) =>
        body.IsBeingDeleted ? "Terminating" : body.Text("status", "reason") ?? body.Text("status", "phase");

    private static long PodRestarts(JsonObject body) =>
        body.Each("status", "containerStatuses").Sum(status => status.Number("restartCount") ?? 0);

    private static string ServicePorts(JsonObject body) =>
        string.Join(
            ',',
            body.Each("spec", "ports").Select(port => $"{port.Number("port")}/{port.Text("protocol") ?? "TCP"}")
        );

    private static string NodeSelector(JsonObject body) =>
        body.Child("spec", "template", "spec", "nodeSelector") is { Count: > 0 } selector
            ? string.Join(',', selector.Select(label => $"{label.Key}={label.Value.AsText()}"))
            : "<none>";
}
