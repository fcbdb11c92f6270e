using System.Text.RegularExpressions;

namespace NodeGc.Api.Formats;

/// <summary>Converts image references as used in pods to the form that Docker stores: <c>docker.io/library/nginx</c>
/// becomes <c>nginx:latest</c>. Source: the reference package of distribution, "familiar" names.</summary>
public static partial class ImageReference
{
    private const string Official = "library/";

    private static readonly string[] DockerHub = ["docker.io/", "index.docker.io/", "registry-1.docker.io/"];

    /// <summary>The short form of <paramref name="reference"/>. A tag next to a digest is dropped, as the engine does.
    /// An image ID is returned as <c>sha256:</c> and 64 digits.</summary>
    public static string Shorten(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var text = reference.Trim();
        if (Id().Match(text) is { Success: true } id)
            return $"sha256:{id.Groups[1].Value}";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, tag) = Split(at < 0 ? text : text[..at]);
        return at < 0 ? $"{ShortName(name)}:{tag ?? "latest"}" : $"{ShortName(name)}{text[at..]}";
    }

    private static string ShortName(string name)
    {
        var hub = DockerHub.FirstOrDefault(host => name.StartsWith(host, StringComparison.Ordinal));
        var path = hub is null ? name : name[hub.Length..];
        return
            path.StartsWith(Official, StringComparison.Ordinal)
            && !path[Official.Length..].Contains('/', StringComparison.Ordinal)
            ? path[Official.Length..]
            : path;
    }

    /// <summary>A colon before the last slash belongs to a port.</summary>
    private static (string Name, string? Tag) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }

    [GeneratedRegex(@"\A(?:docker-pullable://|docker://)?(?:sha256:)?([0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
