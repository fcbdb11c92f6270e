using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>One directory that a sweep may remove.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Id">The resource.</param>
/// <param name="Directory">Where it lies and what makes it the same directory later.</param>
/// <param name="Removal">How it goes.</param>
/// <param name="Reason">Why nobody needs it, in a sentence.</param>
public sealed record PlanItem(CleanupClass Class, ResourceId Id, DirectoryFacts Directory, Removal Removal, string Reason)
{
    /// <summary>Its measured size; zero where it was not measured.</summary>
    public Bytes Size => Directory.Size ?? Bytes.Zero;
}
