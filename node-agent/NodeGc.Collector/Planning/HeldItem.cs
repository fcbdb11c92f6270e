using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Garbage that is held for now.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Reason">Which rule keeps it.</param>
public sealed record HeldItem(CleanupClass Class, Resource Resource, RootReason Reason)
{
    /// <summary>Its measured size; zero if not measured.</summary>
    public Bytes Size => Resource.Size ?? Bytes.Zero;

    /// <summary>Display name: its path, or its name in the engine.</summary>
    public string Name => Resource.Directory?.Path ?? Resource.Id.Name;
}
