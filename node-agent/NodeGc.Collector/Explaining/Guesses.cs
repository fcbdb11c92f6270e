using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>
/// Needs that a container may or may not have: before Docker 1.10 its directories had its own id, so they are listed
/// among its needs in case they exist. One that does not exist is not missing.
/// </summary>
internal static class Guesses
{
    /// <summary>Whether <paramref name="need"/>, which does not exist, was only a guess.</summary>
    public static bool IsGuess(ResourceId owner, ResourceId need) =>
        owner.Kind == ResourceKind.Container
        && need.Kind is ResourceKind.LayerDirectory or ResourceKind.LayerMount
        && Names.WithoutInit(Names.Bare(need.Name)) == owner.Name;
}
