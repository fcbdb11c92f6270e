namespace NodeGc.Collector.Inventories;

/// <summary>What a doubt stops: everything that the thing not understood could own.</summary>
public enum DoubtScope
{
    /// <summary>Layer directories, volumes and stores.</summary>
    Everything,

    /// <summary>Layer directories and stores of drivers.</summary>
    Layers,

    /// <summary>Volumes.</summary>
    Volumes,

    /// <summary>Nothing that is here: it is reported so that somebody knows.</summary>
    Nothing,

    /// <summary>Exactly what the doubt lists.</summary>
    Listed,
}
