using System.Text.RegularExpressions;

namespace NodeGc.Api.Rules;

/// <summary>Rules for image patterns. A pattern that Docker could never accept as a name, digest or ID is rejected,
/// with a suggestion: its author believes that something is protected, and it is not. Source: the reference package of
/// distribution.</summary>
internal static partial class ImagePatternRules
{
    private const int LongestName = 255;
    private const string Characters = "a pattern may contain letters, digits, - _ . / : @ + and the wildcards * and ?";
    private const string TagForm = "a tag has up to 128 letters, digits and - _ ., and does not start with - or .";
    private const string NameForm = "each part of a name has letters and digits, with - _ . only between them";
    private const string DigestForm = "@ must be followed by a digest: sha256: and 64 lowercase hexadecimal digits";

    /// <summary>What is wrong with <paramref name="pattern"/>; null if it can match an image.</summary>
    public static string? FindProblem(string pattern)
    {
        if (FindFault(pattern) is not { } fault)
            return null;
        var instead = Suggestions(pattern)
            .FirstOrDefault(one => one != pattern && one.Length > 0 && FindFault(one) is null);
        return $"'{pattern}' cannot match any image: {fault}{(instead is null ? "" : $"; use {instead}")}";
    }

    private static string? FindFault(string pattern)
    {
        if (!Letters().IsMatch(pattern))
            return Characters;
        if (pattern.Contains("://", StringComparison.Ordinal))
            return "an image name has no URL scheme";
        if (Id().IsMatch(pattern))
            return null;
        var at = pattern.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? FindNameFault(pattern) : FindNameFault(pattern[..at]) ?? FindDigestFault(pattern[(at + 1)..]);
    }

    private static string? FindNameFault(string text)
    {
        var colon = text.LastIndexOf(':');
        var (name, tag) = colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, null);
        if (tag is { Length: 0 })
            return "the tag is empty; omit the colon to match every tag";
        if (tag is not null && !Tag().IsMatch(tag))
            return TagForm;
        if (name.Split('/') is { Length: > 1 } sides && sides.Any(side => side.Length == 0))
            return "the parts of a name must not be empty";
        if (name.Length is 0 or > LongestName)
            return $"a name must have 1 to {LongestName} characters";
        var parts = name.Split('/');
        var path = parts.Length > 1 && IsRegistry(parts[0]) ? parts[1..] : parts;
        if (path.Any(part => part.Any(char.IsAsciiLetterUpper)))
            return "image names must be lowercase";
        return path.All(part => Component().IsMatch(part)) ? null : NameForm;
    }

    private static string? FindDigestFault(string digest)
    {
        if (digest.AsSpan().ContainsAny('*', '?'))
            return null;
        return Digest().IsMatch(digest) ? null : DigestForm;
    }

    private static bool IsRegistry(string first) =>
        first == "localhost" || first.AsSpan().ContainsAny(".:*?") || first.Any(char.IsAsciiLetterUpper);

    private static IEnumerable<string> Suggestions(string pattern)
    {
        var scheme = pattern.IndexOf("://", StringComparison.Ordinal);
        var bare = scheme < 0 ? pattern : pattern[(scheme + 3)..];
        var trimmed = bare.TrimStart('/');
        foreach (var one in (string[])[bare, trimmed, trimmed.TrimEnd(':', '@'), $"{trimmed.TrimEnd('/')}/*"])
        {
            yield return one;
            yield return one.ToLowerInvariant();
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@+*?-]+\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\A(?:sha256:)?[0-9a-f]{12,64}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z0-9_*?][A-Za-z0-9_.*?-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A[a-z0-9*?](?:[a-z0-9_.*?-]*[a-z0-9*?])?\z")]
    private static partial Regex Component();

    [GeneratedRegex(@"\A(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})\z")]
    private static partial Regex Digest();
}
