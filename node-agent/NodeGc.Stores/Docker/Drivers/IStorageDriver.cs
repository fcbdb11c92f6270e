namespace NodeGc.Stores.Docker.Drivers;

/// <summary>Reads the home of one storage driver, in these steps: candidates before any owner is read, needs after all
/// owners.</summary>
internal interface IStorageDriver
{
    /// <summary>How much earlier than its marker in <c>layerdb/tmp</c> the directory of a layer being written may have
    /// been created.</summary>
    TimeSpan RegisterMargin { get; }

    /// <summary>Other names that the kernel may use for a directory; known after <see cref="ReadNeeds"/>.</summary>
    IEnumerable<(string Name, string Directory)> Aliases { get; }

    /// <summary>Which of the driver's own files were checked, with counts; empty if there are none.</summary>
    string Account { get; }

    /// <summary>First step, before any owner is read: the candidates.</summary>
    void ListCandidates();

    /// <summary>Second step: what each directory needs, including directories created since the first.</summary>
    void ReadNeeds();

    /// <summary>Last step, after all owners: doubts for directories that something in use needs and whose own needs are
    /// unknown.</summary>
    void DoubtBroken();
}
