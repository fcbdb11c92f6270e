namespace NodeGc.Collector.Inventories;

/// <summary>The store that was read.</summary>
/// <param name="DataRoot">The effective data root as the reader sees it: an absolute path.</param>
/// <param name="Driver">The storage driver in use, for example <c>overlay2</c>.</param>
/// <param name="EngineVersion">The engine's version; null if it does not answer.</param>
/// <param name="IsEngineRunning">A daemon process for this data root was seen.</param>
public sealed record StoreFacts(string DataRoot, string Driver, string? EngineVersion, bool IsEngineRunning)
{
    /// <summary>Identifies this run of the engine by the id and start time of its process; null while none runs. A
    /// later run may have other state.</summary>
    public string? EngineProcess { get; init; }

    /// <summary>The engine stores images and layers in containerd: they are not read and their sizes are
    /// unknown.</summary>
    public bool KeepsImagesInContainerd => Driver == "containerd";

    /// <summary>Where that containerd stores them if outside the data root; null also if it cannot be
    /// determined.</summary>
    public OutsideStore? Outside { get; init; }

    /// <summary>The engine names layer directories after images and containers (Docker before 1.10), so a garbage name
    /// may be needed again.</summary>
    public bool ReusesNames { get; init; }
}
