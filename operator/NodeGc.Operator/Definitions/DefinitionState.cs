using System.Collections.Immutable;
using NodeGc.Api.Formats;
using NodeGc.Api.Schemas;
using NodeGc.Operator.Reporting;

namespace NodeGc.Operator.Definitions;

/// <summary>What is known of the CustomResourceDefinitions that the server holds.</summary>
/// <param name="Gaps">Where they fall short of what this release needs.</param>
/// <param name="UnknownReason">Why they could not be read; null where they were.</param>
internal sealed record DefinitionState(ImmutableArray<DefinitionGap> Gaps, string? UnknownReason)
{
    /// <summary>How to bring the definitions up to date; the chart's README says the same.</summary>
    public const string Remedy =
        "upgrade the definitions: kubectl apply --server-side --force-conflicts -f charts/nodegc/crds";

    /// <summary>Both are at least of this release.</summary>
    public static DefinitionState Complete { get; } = new([], null);

    public bool IsComplete => Gaps.IsEmpty && UnknownReason is null;

    /// <summary>Whether a cleanup that is stored now may lose a restriction that its author wrote.</summary>
    public bool LosesCleanups =>
        UnknownReason is not null || Gaps.Any(gap => gap.Definition == DefinitionCheck.Cleanups && gap.LosesSpec);

    /// <summary>Whether the server has no NodeStorages at all, so that there are none to wait for.</summary>
    public bool LacksNodes => Gaps.Any(gap => gap is { Definition: DefinitionCheck.Nodes, Field: "" });

    /// <summary>What is missing, and what to do, in a sentence.</summary>
    public string Message =>
        ShortText.Of(
            UnknownReason is { } cause
                ? $"whether the server keeps every field is not known: {cause}; nothing is ordered until it is"
                : $"{Gaps[0]}{Others}: what is written there is dropped, so nothing is ordered; {Remedy}",
            CleanupVerdict.LongestMessage
        );

    private string Others => Gaps.Length == 1 ? "" : $" (and {Gaps.Length - 1} more)";

    public DefinitionState With(DefinitionGap? loss) => loss is null ? this : this with { Gaps = Gaps.Add(loss) };

    /// <summary>Compares the gaps themselves.</summary>
    public bool Equals(DefinitionState? other) =>
        other is not null && UnknownReason == other.UnknownReason && Gaps.SequenceEqual(other.Gaps);

    public override int GetHashCode() => HashCode.Combine(Gaps.Length, UnknownReason);
}
