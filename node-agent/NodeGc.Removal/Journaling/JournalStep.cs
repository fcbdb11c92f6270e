namespace NodeGc.Removal.Journaling;

/// <summary>Steps of an item. Those ending in -ing are written before their action, the others after it.</summary>
internal enum JournalStep
{
    /// <summary>It is about to be quarantined. Undone after a crash.</summary>
    Intended,

    /// <summary>It was moved back, or never moved: nothing has changed.</summary>
    Abandoned,

    /// <summary>It is quarantined, its links are removed and the engine no longer has it.</summary>
    Quarantined,

    /// <summary>It is about to be restored on request.</summary>
    Restoring,

    /// <summary>It was restored on request.</summary>
    Restored,

    /// <summary>It is about to be deleted. Completed after a crash, since it may be partially deleted.</summary>
    Deleting,

    /// <summary>It was permanently deleted.</summary>
    Deleted,
}
