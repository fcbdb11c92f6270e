using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Agent.StoredPlans;

/// <summary>A plan stored in a file until it is approved: self-contained, and sealed by a digest over all of
/// it.</summary>
internal sealed record StoredPlan
{
    /// <summary>The format version that this agent reads and writes.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>SHA-256 over everything else here, in its canonical form: <c>sha256:</c> and 64 hexadecimal
    /// digits.</summary>
    public string? Digest { get; init; }

    /// <summary>The operator's run that it was made for; null for the command line.</summary>
    public string? Run { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it expires and must no longer be applied.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The policy that it was made with and is applied with.</summary>
    public required PolicySpec Policy { get; init; }

    /// <summary>What to remove, by store.</summary>
    public required ImmutableArray<StoredPlanStore> Stores { get; init; }

    /// <summary>A sealed plan for these stores.</summary>
    public static StoredPlan From(
        string? run,
        PolicySpec policy,
        IEnumerable<SweepPlan> plans,
        DateTimeOffset now,
        TimeSpan lifetime
    ) =>
        new StoredPlan
        {
            Version = CurrentVersion,
            Run = run,
            PlannedAt = now,
            ExpiresAt = now + lifetime,
            Policy = policy,
            Stores = [.. plans.Select(StoredPlanStore.From)],
        }.Sealed();

    /// <summary>Whether it is unchanged since it was sealed.</summary>
    public bool IsIntact() => Digest == Sealed().Digest;

    private StoredPlan Sealed() => this with { Digest = StoredPlanJson.DigestOf(this with { Digest = null }) };
}
