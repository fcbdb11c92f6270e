using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>The pod that a token was made for, and its node: the token is good only as long as the pod is
/// there.</summary>
internal sealed record TokenBinding(string PodName, string PodUid, string NodeName, string NodeUid)
{
    private const string Prefix = "authentication.kubernetes.io/";

    public static TokenBinding To(StoredObject pod, ObjectStore store)
    {
        var node = pod.Body.Text("spec", "nodeName") ?? "";
        return new TokenBinding(
            pod.Key.Name,
            pod.Body.Uid,
            node,
            store.Find(new ObjectKey("nodes", "", node))?.Body.Uid ?? ""
        );
    }

    /// <summary>Null where the token has no pod.</summary>
    public static TokenBinding? From(JsonObject claims) =>
        claims.Text("pod", "name") is { } pod
            ? new TokenBinding(
                pod,
                claims.Text("pod", "uid") ?? "",
                claims.Text("node", "name") ?? "",
                claims.Text("node", "uid") ?? ""
            )
            : null;

    /// <summary>Adds the claims of the token.</summary>
    public void WriteTo(JsonObject claims)
    {
        claims["pod"] = new JsonObject { ["name"] = PodName, ["uid"] = PodUid };
        if (NodeName.Length > 0)
            claims["node"] = Without(new JsonObject { ["name"] = NodeName, ["uid"] = NodeUid });
    }

    /// <summary>What admission policies see of it in <c>request.userInfo.extra</c>.</summary>
    public IEnumerable<KeyValuePair<string, ImmutableArray<string>>> Extra() =>
        new (string Name, string Value)[]
        {
            ("pod-name", PodName),
            ("pod-uid", PodUid),
            ("node-name", NodeName),
            ("node-uid", NodeUid),
        }
            .Where(entry => entry.Value.Length > 0)
            .Select(entry => KeyValuePair.Create(Prefix + entry.Name, ImmutableArray.Create(entry.Value)));

    public bool IsGood(string @namespace, ObjectStore store) =>
        store.Find(new ObjectKey("pods", @namespace, PodName))?.Body.Uid == PodUid;

    private static JsonObject Without(JsonObject claims)
    {
        if (claims.Text("uid") is "")
            claims.Remove("uid");
        return claims;
    }
}
