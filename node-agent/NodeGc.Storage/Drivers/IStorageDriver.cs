namespace NodeGc.Storage.Drivers;

/// <summary>Reads the home of one storage driver, in the order of these steps: candidates before any owner is read,
/// needs after all of them.</summary>
internal interface IStorageDriver
{
    /// <summary>How much earlier than its marker in <c>layerdb/tmp</c> the directory of a layer that is being written
    /// may have been made.</summary>
    TimeSpan RegisterMargin { get; }

    /// <summary>Other names that the kernel may call a directory by; known after <see cref="ReadNeeds"/>.</summary>
    IEnumerable<(string Name, string Directory)> Aliases { get; }

    /// <summary>What of the driver's own files was searched, with counts; empty where it keeps none.</summary>
    string Account { get; }

    /// <summary>First step, before any owner is read: the candidates.</summary>
    void ListCandidates();

    /// <summary>Second step: what each directory needs, also of directories made since the first.</summary>
    void ReadNeeds();

    /// <summary>Last step, after all owners: doubts directories that something alive needs and whose own needs are not
    /// known.</summary>
    void DoubtBroken();
}
