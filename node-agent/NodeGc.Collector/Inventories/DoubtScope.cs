namespace NodeGc.Collector.Inventories;

/// <summary>What a doubt stops: everything that the thing not understood could own.</summary>
public enum DoubtScope
{
    /// <summary>Layer directories and volumes.</summary>
    Everything,

    /// <summary>Layer directories.</summary>
    Layers,

    /// <summary>Volumes.</summary>
    Volumes,
}
