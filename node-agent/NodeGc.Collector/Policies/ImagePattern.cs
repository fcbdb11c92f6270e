using System.Text.RegularExpressions;

namespace NodeGc.Collector.Policies;

/// <summary>One image pattern, read as Docker reads names: no registry means docker.io, no tag means every tag; IDs
/// match, whole or from 12 digits on. With <c>*</c> or <c>?</c> it is also matched against the whole name as <c>docker
/// images</c> shows it.</summary>
internal sealed partial class ImagePattern
{
    private readonly ImageName name;
    private readonly string? id;

    private ImagePattern(string text)
    {
        Text = text;
        name = ImageName.Parse(text);
        id = Id().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    private bool HasWildcard => Text.AsSpan().ContainsAny('*', '?');

    /// <summary>The part before the first slash could be any registry, or none: there is nothing to complete.</summary>
    private bool IsOpen =>
        name.Repository.IndexOf('/', StringComparison.Ordinal) is var slash
        && (slash < 0 ? name.Repository : name.Repository[..slash]).AsSpan().ContainsAny('*', '?');

    public static ImagePattern From(string text) => new(text);

    /// <summary>Whether it matches the image name <paramref name="reference"/>, as engines write names.</summary>
    public bool IsMatch(string reference)
    {
        if (HasWildcard && Glob.IsMatch(Text, reference))
            return true;
        var other = ImageName.Parse(reference);
        return IsRepository(other) && IsVersion(other);
    }

    /// <summary>Whether it is the ID of <paramref name="image"/> or a prefix of it.</summary>
    public bool IsIdOf(string image) =>
        id is not null && image[(image.LastIndexOf(':') + 1)..].StartsWith(id, StringComparison.Ordinal);

    private bool IsRepository(ImageName other) =>
        IsOpen
            ? Glob.IsMatch(name.Repository, other.Repository)
            : Glob.IsMatch(name.Full, other.Full)
                || (IsWholeHub && other.Full.StartsWith("docker.io/", StringComparison.Ordinal));

    /// <summary><c>docker.io/*</c> matches all of Docker Hub, not only its official images.</summary>
    private bool IsWholeHub => name.Repository is "docker.io/*" or "index.docker.io/*";

    private bool IsVersion(ImageName other) =>
        name.Digest is not null
            ? other.Digest is not null && Glob.IsMatch(name.Digest, other.Digest)
            : name.Tag is null || (other.Tag is not null && Glob.IsMatch(name.Tag, other.Tag));

    [GeneratedRegex(@"\A(?:sha256:)?([0-9a-f]{12,64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
