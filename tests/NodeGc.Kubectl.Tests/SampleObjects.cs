using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Kubectl.Tests;

/// <summary>A cleanup that waits for approval, and two nodes, as the operator and the agents write them.</summary>
internal static class SampleObjects
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly string Digest = "sha256:" + new string('a', 64);

    /// <param name="expiration">When the plan expires.</param>
    public static NodeStorageCleanup Cleanup(DateTimeOffset? expiration = null) =>
        JsonSerializer.Deserialize(CleanupJson(expiration), ApiJsonContext.Default.NodeStorageCleanup)!;

    public static NodeStorage Node(string name) =>
        JsonSerializer.Deserialize(NodeJson(name), ApiJsonContext.Default.NodeStorage)!;

    public static JsonObject CleanupJson(DateTimeOffset? expiration = null) =>
        JsonNode
            .Parse(
                $$"""
                {
                  "apiVersion": "nodegc.io/v1alpha1",
                  "kind": "NodeStorageCleanup",
                  "metadata": { "name": "tidy" },
                  "spec": { "mode": "Approve", "collect": { "layers": {} } },
                  "status": {
                    "observedGeneration": 1,
                    "conditions": [
                      {{Condition("Ready", "False", "AwaitingApproval", "2 nodes wait for approval")}},
                      {{Condition("Healthy", "False", "NodesUnreachable", "n3 has no live agent")}}
                    ],
                    "lastRun": {
                      "id": "run-7", "generation": 1, "mode": "Approve", "startTime": "2026-03-01T11:30:00Z",
                      "planDigest": "{{Digest}}",
                      "planExpirationTime": "{{expiration ?? Now.AddHours(5):yyyy-MM-ddTHH:mm:ssZ}}",
                      "nodes": { "selected": 3, "pending": 0, "running": 2, "succeeded": 0, "failed": 0, "skipped": 1 },
                      "reclaimable": { "items": 3, "bytes": 3221225472, "size": "3Gi" },
                      "byClass": [
                        { "class": "layers", "reclaimable": { "items": 3, "bytes": 3221225472, "size": "3Gi" } }
                      ]
                    },
                    "nodes": [{ "name": "n1", "phase": "Planned", "bytes": 2147483648 }]
                  }
                }
                """
            )!
            .AsObject();

    public static JsonObject NodeJson(string name) =>
        JsonNode
            .Parse(
                $$"""
                {
                  "apiVersion": "nodegc.io/v1alpha1",
                  "kind": "NodeStorage",
                  "metadata": { "name": "{{name}}" },
                  "status": {
                    "heartbeatTime": "2026-03-01T11:59:48Z",
                    "agent": { "version": "0.1.0", "instance": "i-1" },
                    "conditions": [
                      {{Condition("Ready", "False", "MetadataNotUnderstood", "some metadata is not understood")}},
                      {{Condition("MetadataDamaged", "True", "Found", "layerdb/x is empty")}}
                    ],
                    "storage": {
                      "dataRoot": "/var/lib/docker", "driver": "overlay2", "engineVersion": "28.5.2",
                      "usedPercent": 81, "usedBytes": 86973087744, "freeBytes": 20401094656, "freeSize": "19Gi"
                    },
                    "dataRoots": [
                      {
                        "path": "/var/lib/docker",
                        "unaccounted": { "bytes": 3221225472, "inodes": 7, "size": "3Gi" },
                        "quarantine": {
                          "held": { "items": 4, "bytes": 1073741824, "size": "1Gi" },
                          "nextExpirationTime": "2026-03-01T17:30:00Z"
                        }
                      }
                    ],
                    "orders": [
                      {
                        "cleanup": "tidy", "runID": "run-7", "phase": "Planned",
                        "planDigest": "{{Digest}}", "planExpirationTime": "2026-03-01T17:00:00Z",
                        "byClass": [
                          { "class": "layers", "reclaimable": { "items": 2, "bytes": 2147483648, "size": "2Gi" } },
                          { "class": "buildCache", "held": { "items": 1, "bytes": 7, "size": "7" } }
                        ],
                        "items": [
                          {
                            "class": "layers", "name": "overlay2/4df0", "bytes": 2147483648, "outcome": "Planned",
                            "reason": "unreferenced; checked: metadata, engine, kernel"
                          },
                          {
                            "class": "buildCache", "name": "q1", "bytes": 7, "outcome": "Held",
                            "reason": "younger than 48h"
                          }
                        ]
                      }
                    ]
                  }
                }
                """
            )!
            .AsObject();

    private static string Condition(string type, string status, string reason, string message) =>
        $$"""
            {
              "type": "{{type}}", "status": "{{status}}", "reason": "{{reason}}", "message": "{{message}}",
              "lastTransitionTime": "2026-03-01T11:45:00Z"
            }
            """;
}
