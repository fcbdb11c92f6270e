namespace NodeGc.Storage.Journaling;

/// <summary>How far an item is. Each step ending in -ing is written before its action, the others after it.</summary>
internal enum JournalStep
{
    /// <summary>It is about to be moved aside. A crash from here on is undone.</summary>
    Intended,

    /// <summary>It was put back, or never moved: nothing has changed.</summary>
    Abandoned,

    /// <summary>It lies in the quarantine, its links are gone and the engine has forgotten it.</summary>
    Quarantined,

    /// <summary>It is about to be put back on request.</summary>
    Restoring,

    /// <summary>It was put back on request.</summary>
    Restored,

    /// <summary>It is about to be deleted. A crash from here on is finished: part of it may be gone already.</summary>
    Deleting,

    /// <summary>It is gone for good.</summary>
    Deleted,
}
