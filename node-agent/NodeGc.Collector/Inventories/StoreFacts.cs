namespace NodeGc.Collector.Inventories;

/// <summary>The store that was read.</summary>
/// <param name="DataRoot">The effective data root as the reader sees it: an absolute path.</param>
/// <param name="Driver">The storage driver in use, for example <c>overlay2</c>.</param>
/// <param name="EngineVersion">The engine's version; null while none answers.</param>
/// <param name="IsEngineRunning">A daemon process for this data root was seen.</param>
public sealed record StoreFacts(string DataRoot, string Driver, string? EngineVersion, bool IsEngineRunning)
{
    /// <summary>Which life of the engine this is: the number and start of its process; null while none runs. A later
    /// one may have come to know more.</summary>
    public string? EngineProcess { get; init; }

    /// <summary>The engine keeps images and their layers in containerd: none of them is read, so nothing can be said of
    /// their sizes.</summary>
    public bool KeepsImagesInContainerd => Driver == "containerd";

    /// <summary>Where that containerd keeps them, if not below the data root; null also where it cannot be
    /// seen.</summary>
    public OutsideStore? Outside { get; init; }

    /// <summary>The engine names layer directories after images and containers, so that a name which is garbage now may
    /// be needed again: Docker before 1.10.</summary>
    public bool ReusesNames { get; init; }
}
