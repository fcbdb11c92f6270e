namespace NodeGc.Storage.Quarantining;

/// <summary>What a companion is, which decides how it is deleted.</summary>
public enum CompanionKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory that has to be empty, since it is a mount point: it is never emptied.</summary>
    EmptyDirectory,

    /// <summary>A directory that goes with all it holds.</summary>
    Tree,
}
