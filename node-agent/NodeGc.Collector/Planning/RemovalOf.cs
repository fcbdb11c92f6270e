using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>How a candidate goes: what the engine knows is never removed behind its back.</summary>
internal static class RemovalOf
{
    public static Removal Candidate(Resource candidate) =>
        candidate.Directory is null ? Removal.ByEngine : candidate.Volume is { IsKnown: true } ? Removal.Engine : Removal.Filesystem;
}
