using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Somebody has confirmed that a piece of metadata is lost.</summary>
/// <param name="By">When and how.</param>
/// <param name="Kept">What it kept until then and does not keep any more; null where it keeps nothing that came later
/// either, because it has certainly not been whole since.</param>
public sealed record LossConfirmation(string By, ImmutableArray<ResourceId>? Kept);
