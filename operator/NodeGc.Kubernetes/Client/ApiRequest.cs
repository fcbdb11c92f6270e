namespace NodeGc.Kubernetes.Client;

/// <summary>One request as a value, so that it can be sent a second time with a new token.</summary>
/// <param name="Path">Path and query, beginning with a slash.</param>
/// <param name="Body">Null for none.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte>? Body = null, string ContentType = ApiRequest.Json)
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>JSON is YAML, and the type says YAML.</summary>
    public const string ApplyPatch = "application/apply-patch+yaml";

    public override string ToString() => $"{Method} {Path}";
}
