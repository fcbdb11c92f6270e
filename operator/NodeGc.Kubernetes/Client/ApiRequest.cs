namespace NodeGc.Kubernetes.Client;

/// <summary>Method and path of a request, for messages and for requests that are sent by path.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, beginning with a slash.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public const string Json = "application/json";

    public override string ToString() => $"{Method} {Path}";
}
