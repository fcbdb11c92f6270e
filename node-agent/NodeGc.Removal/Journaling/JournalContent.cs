using System.Collections.Immutable;

namespace NodeGc.Removal.Journaling;

/// <summary>The content of a journal.</summary>
/// <param name="Entries">The items in the order in which they were first written.</param>
/// <param name="SoundLength">Length of the valid part; what follows was torn by a crash and never took effect.</param>
internal sealed record JournalContent(ImmutableArray<JournalEntry> Entries, long SoundLength)
{
    /// <summary>Reads the lines of <paramref name="bytes"/>.</summary>
    /// <exception cref="JournalDamagedException">There are valid lines after a damaged one, or a step of an unknown
    /// item.</exception>
    public static JournalContent Read(ReadOnlySpan<byte> bytes)
    {
        var entries = new SortedDictionary<long, JournalEntry>();
        long sound = 0;
        for (var start = 0; start < bytes.Length; )
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            var record = length < 0 ? null : JournalLine.Decode(bytes.Slice(start, length));
            var end = length < 0 ? bytes.Length : start + length + 1;
            if (record is not null)
            {
                if (sound != start)
                    throw Damaged(sound);
                Add(entries, record, start);
                sound = end;
            }
            start = end;
        }
        return new JournalContent([.. entries.Values], sound);
    }

    private static void Add(SortedDictionary<long, JournalEntry> entries, JournalRecord record, long at)
    {
        if (record.Item is { } item)
            entries[record.Number] = new JournalEntry(record.Number, item, record.Step);
        else if (entries.TryGetValue(record.Number, out var entry))
            entries[record.Number] = entry with { Step = record.Step };
        else
            throw Damaged(at);
    }

    private static JournalDamagedException Damaged(long at) =>
        new(
            $"the journal is damaged at byte {at}: compare it with the quarantine, restore items manually if "
                + "needed, then move the journal away"
        );
}
