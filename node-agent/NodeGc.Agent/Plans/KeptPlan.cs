using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Agent.Plans;

/// <summary>A plan that waits for somebody's word, as it lies in a file: complete in itself, and sealed by a digest
/// over all of it.</summary>
internal sealed record KeptPlan
{
    /// <summary>The form that this version writes and reads.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>SHA-256 over everything else here, in its canonical form: <c>sha256:</c> and 64 hexadecimal
    /// digits.</summary>
    public string? Digest { get; init; }

    /// <summary>The operator's run that it was made for; null for one of the command line.</summary>
    public string? Run { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>From when on it must not be carried out any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What it was made by, and is carried out by.</summary>
    public required KeptPolicy Policy { get; init; }

    /// <summary>What goes, store by store.</summary>
    public required ImmutableArray<KeptStore> Stores { get; init; }

    /// <summary>A sealed plan for these stores.</summary>
    public static KeptPlan Of(
        string? run,
        KeptPolicy policy,
        IEnumerable<SweepPlan> plans,
        DateTimeOffset now,
        TimeSpan lifetime
    ) =>
        new KeptPlan
        {
            Version = CurrentVersion,
            Run = run,
            PlannedAt = now,
            ExpiresAt = now + lifetime,
            Policy = policy,
            Stores = [.. plans.Select(KeptStore.Of)],
        }.Sealed();

    /// <summary>True where nothing was changed since it was sealed.</summary>
    public bool IsIntact() => Digest == Sealed().Digest;

    private KeptPlan Sealed() => this with { Digest = KeptPlanJson.DigestOf(this with { Digest = null }) };
}
