using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Read-only access to a quarantine.</summary>
public static class QuarantineListing
{
    private const int LongestJournal = 256 * 1024 * 1024;

    /// <summary>What can be restored now, oldest first; empty if there never was a quarantine.</summary>
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
