namespace NodeGc.Api.Cleanups;

/// <summary>Which volumes may go. The default comes first, so that a missing field means it.</summary>
public enum VolumesScope
{
    /// <summary>What <see cref="Orphaned"/> takes, and unused volumes that no person named, as <c>docker volume
    /// prune</c> does.</summary>
    Anonymous,

    /// <summary>Only data directories that the engine does not know.</summary>
    Orphaned,

    /// <summary>What <see cref="Anonymous"/> takes, and unused named volumes.</summary>
    Unused,
}
