namespace NodeGc.Removal.Journaling;

/// <summary>The kind of a related path, which decides how it is deleted.</summary>
public enum RelatedPathKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A mount point, which must be empty: it is never emptied.</summary>
    EmptyDirectory,

    /// <summary>A directory that is deleted recursively.</summary>
    Tree,
}
