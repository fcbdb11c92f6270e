using NodeGc.Testing.ApiServer.Http;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>Reads the Accept header: the first media type that the server can make wins, as in the real one.</summary>
internal static class Representation
{
    public static IRepresentation For(ApiRequest request, TimeProvider clock)
    {
        var accept = request.Http.Request.Headers.Accept.ToString();
        foreach (var media in accept.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parameters))
        {
            if (media.Type is not ("application/json" or "application/*" or "*/*" or "application/yaml"))
                continue;
            switch (media.As)
            {
                case "":
                    return new WholeObjects(request.Type);
                case "Table" when media.Version is "v1" or "v1beta1":
                    return new TableOfObjects(request.Type, clock, media.Version, request.Query("includeObject"));
            }
        }
        return accept.Length == 0 ? new WholeObjects(request.Type) : throw ApiErrors.NotAcceptable();
    }

    private static (string Type, string As, string Version) Parameters(string media)
    {
        var parts = media.Split(';', StringSplitOptions.TrimEntries);
        return (parts[0].ToLowerInvariant(), Value(parts, "as="), Value(parts, "v="));
    }

    private static string Value(string[] parts, string name) =>
        parts.FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
}
