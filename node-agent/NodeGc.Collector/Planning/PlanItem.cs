using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>One thing that a sweep may remove.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Id">The resource.</param>
/// <param name="Place">Where its directory lies and what makes it the same directory later; null for what the engine
/// alone removes.</param>
/// <param name="Removal">How it goes.</param>
/// <param name="Reason">Why nobody needs it, in a sentence.</param>
public sealed record PlanItem(CleanupClass Class, ResourceId Id, DirectoryFacts? Place, Removal Removal, string Reason)
{
    /// <summary>Its directory; only for what has one.</summary>
    public DirectoryFacts Directory
    {
        get => Place ?? throw new InvalidOperationException($"{Id} has no directory of its own");
        init => Place = value;
    }

    /// <summary>What the engine said of it, where it removes it alone.</summary>
    public KnownFacts? Known { get; init; }

    /// <summary>What has to be unchanged when it goes.</summary>
    public Fingerprint Identity => Place?.Fingerprint ?? Known!.Identity;

    /// <summary>What people call it: its path, or its name in the engine.</summary>
    public string Name => Place?.Path ?? Id.Name;

    /// <summary>Items of the plan that need it: it stays if one of them does.</summary>
    public ImmutableArray<ResourceId> After { get; init; } = [];

    /// <summary>What its removal is expected to free; zero where it was not measured.</summary>
    public Bytes Size { get; init; } = Place?.Size ?? Bytes.Zero;

    /// <summary>Compares what the lists hold, so that plans can be compared by value.</summary>
    public bool Equals(PlanItem? other) =>
        other is not null
        && (Class, Id, Place, Known, Removal, Reason, Size)
            == (other.Class, other.Id, other.Place, other.Known, other.Removal, other.Reason, other.Size)
        && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Removal}: {Reason})";

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Id, Identity);
}
