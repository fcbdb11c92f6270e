using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>A confirmation that a piece of metadata is lost.</summary>
/// <param name="By">When and how.</param>
/// <param name="Kept">What it kept until then and no longer keeps; null if it also keeps nothing created later, because
/// it has certainly not been intact since.</param>
public sealed record LossConfirmation(string By, ImmutableArray<ResourceId>? Kept);
