using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Policies;

/// <summary>A row of <see cref="GarbageClasses"/>: everything that differs from class to class.</summary>
public sealed record GarbageClass
{
    /// <summary>The class.</summary>
    public required CleanupClass Class { get; init; }

    /// <summary>Its field below <c>collect</c>, for example <c>layers</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kinds of resources that belong to it.</summary>
    public required ImmutableArray<ResourceKind> Kinds { get; init; }

    /// <summary>When a policy may remove them; the result is null if it never does.</summary>
    public required Func<CleanupPolicy, ClassPolicy?> Rule { get; init; }

    /// <summary>The order of removal if only as much is removed as needed: lower is removed earlier.</summary>
    public required int Priority { get; init; }

    /// <summary>The order of images without a tag; null if it is the same.</summary>
    public int? PriorityIfUntagged { get; init; }

    /// <summary>Whether the engine, or for mounts the kernel, manages them: they are in use until a policy releases
    /// them.</summary>
    public required bool IsEngineManaged { get; init; }

    /// <summary>How one of them is removed.</summary>
    public required Func<Resource, RemovalMethod> Removal { get; init; }

    /// <summary>Why one of them is garbage: the beginning of the reason in a plan.</summary>
    public required Func<Resource, StoreFacts, string> Reason { get; init; }
}
