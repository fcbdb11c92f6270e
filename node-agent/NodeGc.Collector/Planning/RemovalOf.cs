using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>How a candidate is removed: what the engine manages is never removed without it.</summary>
internal static class RemovalOf
{
    public static Removal Candidate(Resource candidate) =>
        candidate switch
        {
            { Mount: not null } => Removal.Unmount,
            { Directory: null } => Removal.ByEngine,
            // The engine first unmounts it in place, and removes its options and the empty mount point.
            { Volume: { IsKnown: true, IsRecordOnly: true } } => Removal.ByEngine,
            { Volume.IsKnown: true } => Removal.Engine,
            _ => Removal.Filesystem,
        };
}
