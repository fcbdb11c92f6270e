using System.Text.RegularExpressions;

namespace NodeGc.Storage.Quarantining;

/// <summary>The name of a run, which is also the name of its folder in the quarantine.</summary>
public readonly partial record struct RunId
{
    private readonly string? text;

    /// <summary>Takes a name of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 128, beginning with a letter or digit.</summary>
    /// <exception cref="ArgumentException">It is not such a name.</exception>
    public RunId(string text)
    {
        if (!Allowed().IsMatch(text)) throw new ArgumentException($"'{text}' is no name for a run: use letters, digits, '.', '_' and '-'", nameof(text));
        this.text = text;
    }

    /// <inheritdoc/>
    public override string ToString() => text ?? throw new InvalidOperationException("a run has a name");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
