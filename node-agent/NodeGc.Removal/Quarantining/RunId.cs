using System.Text.RegularExpressions;

namespace NodeGc.Removal.Quarantining;

/// <summary>The name of a run, which is also the name of its directory in the quarantine.</summary>
public readonly partial record struct RunId
{
    private readonly string? text;

    /// <summary>Up to 128 letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, starting with a letter or digit.</summary>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    public RunId(string text)
    {
        if (FindProblem(text) is { } problem)
            throw new ArgumentException(problem, nameof(text));
        this.text = text;
    }

    /// <summary>Why <paramref name="text"/> is not a valid run name; null if it is.</summary>
    public static string? FindProblem(string text) =>
        Allowed().IsMatch(text)
            ? null
            : $"'{text}' is not a valid run name: up to 128 letters, digits, '.', '_' and '-', starting with a "
                + "letter or digit";

    /// <inheritdoc/>
    public override string ToString() => text ?? throw new InvalidOperationException("a run has a name");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
