using System.Text.RegularExpressions;

namespace NodeGc.Storage.Quarantining;

/// <summary>The name of a run, which is also the name of its folder in the quarantine.</summary>
public readonly partial record struct RunId
{
    private readonly string? text;

    /// <summary>Takes a name of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 128, beginning with a letter
    /// or digit.</summary>
    /// <exception cref="ArgumentException">It is not such a name.</exception>
    public RunId(string text)
    {
        if (FindProblem(text) is { } problem)
            throw new ArgumentException(problem, nameof(text));
        this.text = text;
    }

    /// <summary>What is wrong with <paramref name="text"/> as the name of a run, for people; null where nothing
    /// is.</summary>
    public static string? FindProblem(string text) =>
        Allowed().IsMatch(text)
            ? null
            : $"'{text}' is not the name of a run: a name has letters, digits, '.', '_' and '-', at most 128, "
                + "and begins with a letter or digit";

    /// <inheritdoc/>
    public override string ToString() => text ?? throw new InvalidOperationException("a run has a name");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
