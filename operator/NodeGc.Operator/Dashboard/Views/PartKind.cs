namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Whether a part of a disk could be freed.</summary>
public enum PartKind
{
    /// <summary>Data that the engine manages. Its unused items are in the table of classes.</summary>
    Managed,

    /// <summary>Leftovers that nothing references.</summary>
    Leftover,

    /// <summary>Moved aside by a cleanup; can be restored, and is deleted when its time is over.</summary>
    Quarantine,

    /// <summary>What it is is not known, so it is kept.</summary>
    Unexplained,

    /// <summary>On the same filesystem, but outside the data roots.</summary>
    Other,

    /// <summary>Free space.</summary>
    Free,
}
