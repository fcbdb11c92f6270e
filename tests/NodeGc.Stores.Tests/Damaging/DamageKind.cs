namespace NodeGc.Stores.Tests.Damaging;

/// <summary>What may happen to a file.</summary>
internal enum DamageKind
{
    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>One to eight of its bytes have become others.</summary>
    Flipped,

    /// <summary>One to eight of its letters and digits have become others: what is read still looks like a name or a
    /// number.</summary>
    Misspelt,

    /// <summary>It is empty.</summary>
    Emptied,

    /// <summary>It holds something else.</summary>
    Replaced,

    /// <summary>A directory is in its place.</summary>
    Folder,

    /// <summary>A symbolic link is in its place.</summary>
    Link,
}
