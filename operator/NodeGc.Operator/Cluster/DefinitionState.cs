using System.Collections.Immutable;
using NodeGc.Api.Schemas;

namespace NodeGc.Operator.Cluster;

/// <summary>Whether the server's CustomResourceDefinitions keep every field that this release writes.</summary>
/// <param name="Gaps">The fields that they lack.</param>
/// <param name="UnknownReason">Why they could not be read; null if they were.</param>
internal sealed record DefinitionState(ImmutableArray<DefinitionGap> Gaps, string? UnknownReason)
{
    /// <summary>How to upgrade the definitions; the chart's README says the same.</summary>
    public const string Remedy =
        "to install the CRDs of this release: kubectl apply --server-side --force-conflicts -f charts/nodegc/crds";

    /// <summary>All definitions are of this release or newer.</summary>
    public static DefinitionState Complete { get; } = new([], null);

    public bool IsComplete => Gaps.IsEmpty && UnknownReason is null;

    /// <summary>Whether orders may lose fields, so that none is issued. Restores have a definition of their
    /// own.</summary>
    public bool BlocksOrders =>
        UnknownReason is not null || Gaps.Any(gap => gap.Definition != DefinitionCheck.Restores);

    /// <summary>Whether a cleanup that is stored now may lose fields that its author wrote.</summary>
    public bool LosesCleanups =>
        UnknownReason is not null || Gaps.Any(gap => gap.Definition == DefinitionCheck.Cleanups && gap.LosesSpec);

    /// <summary>Whether the server has no NodeStorage definition at all, so that there are none to wait for.</summary>
    public bool LacksNodes => Gaps.Any(gap => gap is { Definition: DefinitionCheck.Nodes, Field: "" });

    /// <summary>What is missing, and how to fix it.</summary>
    public string Message =>
        !BlocksOrders ? $"{Problem}; no NodeStorageRestore is carried out; {Remedy}"
        : UnknownReason is null ? $"{Problem}; no orders are issued, because the API server would drop fields; {Remedy}"
        : $"{Problem}; no orders are issued until it is known that the API server does not drop fields";

    /// <summary>What is missing.</summary>
    public string Problem =>
        UnknownReason is null ? $"{Gaps[0]}{Others}" : $"the CustomResourceDefinitions cannot be read: {UnknownReason}";

    private string Others =>
        Gaps.Length == 1 ? ""
        : Gaps.Length == 2 ? " (and 1 more problem)"
        : $" (and {Gaps.Length - 1} more problems)";

    public DefinitionState With(DefinitionGap loss) => this with { Gaps = Gaps.Add(loss) };

    /// <summary>Compares the gaps themselves.</summary>
    public bool Equals(DefinitionState? other) =>
        other is not null && UnknownReason == other.UnknownReason && Gaps.SequenceEqual(other.Gaps);

    public override int GetHashCode() => HashCode.Combine(Gaps.Length, UnknownReason);
}
