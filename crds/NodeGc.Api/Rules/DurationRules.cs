using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>The range of one duration field.</summary>
internal sealed record DurationRules(TimeSpan Least, TimeSpan Most)
{
    /// <summary>Zero is allowed: the proof is the confirmations, not the age.</summary>
    public static readonly DurationRules MinAge = new(TimeSpan.Zero, TimeSpan.FromDays(3650));

    /// <summary>Two scans without a pause would see the same moment twice.</summary>
    public static readonly DurationRules ConfirmationInterval = new(TimeSpan.FromSeconds(5), TimeSpan.FromDays(7));

    public static readonly DurationRules Quarantine = new(TimeSpan.Zero, TimeSpan.FromDays(365));

    public static readonly DurationRules Timeout = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));

    public static readonly DurationRules NodeTimeout = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    public static readonly DurationRules RestoreTimeout = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

    public static readonly DurationRules Soak = new(TimeSpan.Zero, TimeSpan.FromDays(7));

    public static readonly DurationRules Window = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));

    public IEnumerable<SpecProblem> Check(string field, string text)
    {
        if (GoDuration.FindProblem(text, out var value) is { } problem)
            yield return new SpecProblem(field, problem);
        else if (value < Least || value > Most)
            yield return new SpecProblem(
                field,
                $"'{text}' must be between {GoDuration.Format(Least)} and {GoDuration.Format(Most)}"
            );
    }
}
