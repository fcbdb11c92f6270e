namespace NodeGc.Api.Cleanups;

/// <summary>Which volumes may be removed. The default comes first, so that a missing field means it.</summary>
public enum VolumesScope
{
    /// <summary>Those of <see cref="Orphaned"/>, and unused anonymous volumes, as <c>docker volume prune</c>
    /// does.</summary>
    Anonymous,

    /// <summary>Only data directories that the engine does not know.</summary>
    Orphaned,

    /// <summary>Those of <see cref="Anonymous"/>, and unused named volumes.</summary>
    Unused,
}
