using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Kubectl.Cluster;

/// <summary>The requests in a NodeStorage, as the plugin writes them. Pure.</summary>
internal static class NodeRequests
{
    /// <summary>How long after its expiration a request without an answer is removed: clocks differ.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>A new request with its digest.</summary>
    public static NodeRequest Seal(NodeRequest request, TimeSpan timeout, DateTimeOffset now) =>
        RequestDigest.Seal(request with { ExpirationTime = WholeSeconds(now + timeout) });

    /// <summary>A random ID.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The change that adds a request, and removes those that were abandoned. It fails with a conflict if the
    /// object has changed since it was read.</summary>
    /// <exception cref="KubectlException">There are too many requests.</exception>
    public static JsonObject Add(NodeStorage node, NodeRequest request, DateTimeOffset now)
    {
        var others = (node.Spec?.Requests ?? []).Where(other => !IsAbandoned(other, now)).ToImmutableArray();
        return others.Length < NodeRequest.MaxRequests
            ? Patch(node, [.. others, request])
            : throw new KubectlException(
                $"node {node.Metadata.Name} has {others.Length} requests that are not answered yet; try again in a few "
                    + "minutes"
            );
    }

    /// <summary>The change that removes a request; null if it is gone.</summary>
    public static JsonObject? Remove(NodeStorage node, string id)
    {
        var requests = node.Spec?.Requests ?? [];
        ImmutableArray<NodeRequest> others = [.. requests.Where(other => other.Id != id)];
        return others.Length == requests.Length ? null : Patch(node, others);
    }

    private static bool IsAbandoned(NodeRequest request, DateTimeOffset now) => request.ExpirationTime + Grace < now;

    /// <summary>The digest covers the time as it is written, which has no fractions of a second.</summary>
    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static JsonObject Patch(NodeStorage node, ImmutableArray<NodeRequest> requests) =>
        new()
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = node.Metadata.ResourceVersion },
            ["spec"] = new JsonObject
            {
                ["requests"] = JsonSerializer.SerializeToNode(
                    new NodeStorageSpec { Requests = requests },
                    ApiJsonContext.Default.NodeStorageSpec
                )!["requests"]!.DeepClone(),
            },
        };
}
