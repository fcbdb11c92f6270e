using System.Collections.Immutable;
using NodeGc.Storage.Journaling;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Looks at a quarantine without the right to change it.</summary>
public static class QuarantineListing
{
    private const int LongestJournal = 256 * 1024 * 1024;

    /// <summary>What can be restored now, oldest first; nothing where there never was a quarantine.</summary>
    /// <exception cref="LinuxException">The journal cannot be read.</exception>
    /// <exception cref="JournalDamagedException">The journal is damaged.</exception>
    public static ImmutableArray<QuarantinedItem> Read(string dataRoot)
    {
        using var root = DirectoryHandle.Open(dataRoot);
        var content = root.FindFile($"{WritableStore.OwnFolder}/{Journal.Name}", LongestJournal);
        return
        [
            .. JournalContent
                .Read(content)
                .Entries.Where(entry => entry.Step == JournalStep.Quarantined)
                .Select(entry => entry.Item),
        ];
    }
}
