using System.Text.Json.Nodes;

namespace NodeGc.Kubernetes.Client;

/// <summary>Which object exactly is to be deleted: a precondition that does not hold is a conflict, and nothing goes.</summary>
public sealed record DeleteOptions
{
    public static DeleteOptions Any { get; } = new();

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    internal JsonObject ToJson()
    {
        var preconditions = new JsonObject();
        if (Uid is not null) preconditions["uid"] = Uid;
        if (ResourceVersion is not null) preconditions["resourceVersion"] = ResourceVersion;
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (preconditions.Count > 0) body["preconditions"] = preconditions;
        return body;
    }
}
