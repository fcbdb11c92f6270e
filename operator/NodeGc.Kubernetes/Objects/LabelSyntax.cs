namespace NodeGc.Kubernetes.Objects;

/// <summary>The grammar of label keys and values (Kubernetes documentation, "Labels and Selectors").</summary>
internal static class LabelSyntax
{
    private const int MaxNameLength = 63;
    private const int MaxPrefixLength = 253;

    public static string? FindKeyProblem(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        if (slash == 0 || slash > MaxPrefixLength || (slash > 0 && !key[..slash].Split('.').All(IsDnsLabel)))
            return $"the prefix of label key '{key}' is not a DNS name";
        return name.Length > 0 && IsName(name)
            ? null
            : $"label key '{key}' must be 1 to {MaxNameLength} letters, digits, '-', '_' or '.', "
                + "and must start and end with a letter or digit";
    }

    public static string? FindValueProblem(string value) =>
        value.Length == 0 || IsName(value)
            ? null
            : $"label value '{value}' must be at most {MaxNameLength} letters, digits, '-', '_' or '.', "
                + "and must start and end with a letter or digit";

    private static bool IsName(string text) =>
        text.Length <= MaxNameLength
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsDnsLabel(string text) =>
        text.Length is > 0 and <= MaxNameLength
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
