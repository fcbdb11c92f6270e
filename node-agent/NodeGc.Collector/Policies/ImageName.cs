namespace NodeGc.Collector.Policies;

/// <summary>An image name parsed as Docker does it, with the parts that Docker omits when it shows one:
/// <c>alpine:3</c> is <c>docker.io/library/alpine</c> with the tag 3. Source: the reference package of
/// distribution.</summary>
/// <param name="Repository">The part before tag and digest, as written.</param>
/// <param name="Full">The same with its registry.</param>
/// <param name="Tag">The tag, if any.</param>
/// <param name="Digest">The digest, as in <c>sha256:…</c>, if any.</param>
internal sealed record ImageName(string Repository, string Full, string? Tag, string? Digest)
{
    private const string Hub = "docker.io";
    private const string Official = "library/";

    /// <summary>Parses a name or a pattern of names. A tag beside a digest is ignored.</summary>
    public static ImageName Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, tag) = Split(at < 0 ? text : text[..at]);
        return new ImageName(name, Complete(name), at < 0 ? tag : null, at < 0 ? null : text[(at + 1)..]);
    }

    /// <summary>The part before the first slash is a registry if it can be a host; else the name is one of Docker
    /// Hub.</summary>
    private static string Complete(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return $"{Hub}/{Official}{name}";
        var (first, rest) = (name[..slash], name[(slash + 1)..]);
        if (first == $"index.{Hub}")
            first = Hub;
        var isOfficial = first == Hub && !rest.Contains('/', StringComparison.Ordinal);
        if (first == Hub)
            return isOfficial ? $"{Hub}/{Official}{rest}" : $"{Hub}/{rest}";
        return IsRegistry(first) ? name : $"{Hub}/{name}";
    }

    private static bool IsRegistry(string first) =>
        first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsAsciiLetterUpper);

    /// <summary>A colon before the last slash belongs to a port.</summary>
    private static (string Name, string? Tag) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }
}
