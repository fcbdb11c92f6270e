using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>How a candidate goes: what the engine knows is never removed behind its back.</summary>
internal static class RemovalOf
{
    public static Removal Candidate(Resource candidate) =>
        candidate switch
        {
            { Mount: not null } => Removal.Unmount,
            { Directory: null } => Removal.ByEngine,
            // The engine unmounts it first, where it lies, and removes its options and the empty mount point.
            { Volume: { IsKnown: true, IsRecordOnly: true } } => Removal.ByEngine,
            { Volume.IsKnown: true } => Removal.Engine,
            _ => Removal.Filesystem,
        };
}
