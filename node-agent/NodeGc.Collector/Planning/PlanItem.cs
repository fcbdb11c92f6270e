using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>One item that a sweep may remove.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Id">The resource.</param>
/// <param name="Place">Its directory and identity; null for what only the engine removes.</param>
/// <param name="Removal">How it is removed.</param>
/// <param name="Reason">Why it is garbage.</param>
public sealed record PlanItem(
    CleanupClass Class,
    ResourceId Id,
    DirectoryFacts? Place,
    RemovalMethod Removal,
    string Reason
)
{
    /// <summary>Its directory; throws if it has none.</summary>
    public DirectoryFacts Directory
    {
        get => Place ?? throw new InvalidOperationException($"{Id} has no directory of its own");
        init => Place = value;
    }

    /// <summary>What the engine reported about it, if only the engine removes it.</summary>
    public EngineManagedFacts? EngineManaged { get; init; }

    /// <summary>Must be unchanged when it is removed.</summary>
    public Fingerprint Identity => Place?.Fingerprint ?? EngineManaged!.Identity;

    /// <summary>Display name: its path, or its name in the engine.</summary>
    public string Name => Place?.Path ?? Id.Name;

    /// <summary>Items of the plan that need it: it is kept if one of them is.</summary>
    public ImmutableArray<ResourceId> After { get; init; } = [];

    /// <summary>Expected space freed by its removal; zero if not measured.</summary>
    public Bytes Size { get; init; } = Place?.Size ?? Bytes.Zero;

    /// <summary>Compares lists by content, so that plans can be compared by value.</summary>
    public bool Equals(PlanItem? other) =>
        other is not null
        && (Class, Id, Place, EngineManaged, Removal, Reason, Size)
            == (other.Class, other.Id, other.Place, other.EngineManaged, other.Removal, other.Reason, other.Size)
        && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Removal}: {Reason})";

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Id, Identity);
}
