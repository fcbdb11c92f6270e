using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>
/// What a container is protected by without knowing whether it has it: before Docker 1.10 its directories bore its own
/// id, so they are named
/// among its needs for the case that they exist. One that does not exist is not missing.
/// </summary>
internal static class Guesses
{
    /// <summary>Whether <paramref name="need"/>, which does not exist, was only a guess.</summary>
    public static bool IsGuess(ResourceId owner, ResourceId need) =>
        owner.Kind == ResourceKind.Container
        && need.Kind is ResourceKind.LayerDirectory or ResourceKind.LayerMount
        && Names.WithoutInit(Names.Bare(need.Name)) == owner.Name;
}
