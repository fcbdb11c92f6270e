namespace NodeGc.Kubernetes.Client;

/// <summary>Which request it is: for messages, and for those that are sent by path.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, beginning with a slash.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public const string Json = "application/json";

    public override string ToString() => $"{Method} {Path}";
}
