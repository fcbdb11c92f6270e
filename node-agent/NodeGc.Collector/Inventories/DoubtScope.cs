namespace NodeGc.Collector.Inventories;

/// <summary>What a doubt protects: everything that it could own.</summary>
public enum DoubtScope
{
    /// <summary>Layer directories, volumes and stores.</summary>
    Everything,

    /// <summary>Layer directories and stores of drivers.</summary>
    Layers,

    /// <summary>Volumes.</summary>
    Volumes,

    /// <summary>Nothing: it is only reported.</summary>
    Nothing,

    /// <summary>Exactly what the doubt lists.</summary>
    Listed,
}
