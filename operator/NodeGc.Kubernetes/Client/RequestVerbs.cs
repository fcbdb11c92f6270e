namespace NodeGc.Kubernetes.Client;

/// <summary>Finds the verb of a request as the API server does: by its method and the form of its path. Pure.</summary>
internal static class RequestVerbs
{
    public static RequestVerb Of(HttpRequestMessage request) =>
        request.Method.Method switch
        {
            "POST" => RequestVerb.Create,
            "PUT" => RequestVerb.Update,
            "PATCH" => RequestVerb.Patch,
            "DELETE" => RequestVerb.Delete,
            _ => OfRead(request.RequestUri!),
        };

    private static RequestVerb OfRead(Uri address) =>
        IsWatch(address.Query) ? RequestVerb.Watch
        : IsCollection(address.AbsolutePath) ? RequestVerb.List
        : RequestVerb.Get;

    /// <summary>The package says of lists that they are no watch.</summary>
    private static bool IsWatch(string query) =>
        query.TrimStart('?').Split('&').Any(parameter => parameter is "watch=true" or "watch=1");

    /// <summary><c>/api/v1/nodes</c> or <c>/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL</c>, also below a
    /// prefix.</summary>
    private static bool IsCollection(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var root = Array.FindIndex(parts, part => part is "api" or "apis");
        if (root < 0)
            return false;
        // The package asks for core kinds below /apis//v1.
        var isCore = parts[root] == "api" || path.Contains("/apis//", StringComparison.Ordinal);
        var rest = parts.Skip(root + (isCore ? 2 : 3)).ToArray();
        return rest is [_] or ["namespaces", _, _];
    }
}
