using System.Collections.Immutable;
using NodeGc.Host.Linux;

namespace NodeGc.Removal.Journaling;

/// <summary>
/// The append-only record of everything that is moved, restored or deleted. A step is on disk before it is taken, so
/// that after a crash at any point the next start knows what may have happened.
/// </summary>
internal sealed class Journal : IDisposable
{
    public const string Name = "journal";

    /// <summary>How many finished items are kept before the journal is rewritten without them.</summary>
    private const int FinishedToKeep = 1000;

    private readonly AppendOnlyFile file;
    private readonly CrashPoints crashPoints;
    private readonly SortedDictionary<long, JournalEntry> entries = [];
    private long length;
    private long last;

    private Journal(AppendOnlyFile file, CrashPoints crashPoints)
    {
        (this.file, this.crashPoints) = (file, crashPoints);
        var content = file.Read();
        var read = JournalContent.Read(content);
        length = read.SoundLength;
        if (length < content.Length)
            file.CutTo(length);
        foreach (var entry in read.Entries)
            entries.Add(entry.Number, entry);
        last = entries.Count == 0 ? 0 : entries.Keys.Max();
    }

    /// <summary>The unfinished items, oldest first.</summary>
    public ImmutableArray<JournalEntry> Open => [.. entries.Values.Where(entry => !entry.IsFinal)];

    /// <summary>Opens the journal in <paramref name="home"/>, cutting off a torn end.</summary>
    /// <exception cref="JournalDamagedException">It is damaged elsewhere.</exception>
    /// <exception cref="LinuxException">It cannot be opened or made.</exception>
    public static Journal OpenIn(WritableDirectory home, CrashPoints crashPoints)
    {
        var journal = Read(home, crashPoints);
        if (journal.entries.Values.Count(entry => entry.IsFinal) <= FinishedToKeep)
            return journal;
        journal.WriteWithoutFinished(home);
        journal.Dispose();
        return Read(home, crashPoints);
    }

    /// <summary>Records that <paramref name="items"/> are about to be moved.</summary>
    /// <exception cref="JournalUnwritableException">Nothing was written.</exception>
    public ImmutableArray<JournalEntry> Begin(IEnumerable<QuarantinedItem> items, DateTimeOffset at)
    {
        var begun = items.Select(item => new JournalEntry(++last, item, JournalStep.Intended)).ToImmutableArray();
        Append([.. begun.Select(entry => new JournalRecord(entry.Number, entry.Step, at, entry.Item))]);
        foreach (var entry in begun)
            entries.Add(entry.Number, entry);
        return begun;
    }

    /// <summary>Records the current step of <paramref name="done"/>.</summary>
    /// <exception cref="JournalUnwritableException">Nothing was written.</exception>
    public void Mark(IEnumerable<JournalEntry> done, JournalStep step, DateTimeOffset at)
    {
        var marked = done.Select(entry => entry with { Step = step }).ToImmutableArray();
        if (marked.IsEmpty)
            return;
        Append([.. marked.Select(entry => new JournalRecord(entry.Number, step, at))]);
        foreach (var entry in marked)
            entries[entry.Number] = entry;
    }

    public void Dispose() => file.Dispose();

    private static byte[] Encode(IEnumerable<JournalRecord> records) => [.. records.SelectMany(JournalLine.Encode)];

    private static Journal Read(WritableDirectory home, CrashPoints crashPoints)
    {
        var file = new AppendOnlyFile(home, Name);
        try
        {
            return new Journal(file, crashPoints);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Append(ImmutableArray<JournalRecord> records)
    {
        crashPoints.Hit("journal");
        var bytes = Encode(records);
        try
        {
            file.Append(bytes, length);
        }
        catch (LinuxException error)
        {
            throw new JournalUnwritableException(error);
        }
        length += bytes.Length;
        crashPoints.Hit("journaled");
    }

    /// <summary>The old journal is valid until the new one, complete and on disk, replaces it atomically.</summary>
    private void WriteWithoutFinished(WritableDirectory home)
    {
        const string name = Name + ".new";
        using (var compact = new AppendOnlyFile(home, name))
        {
            compact.CutTo(0);
            compact.Append(
                Encode(
                    Open.Select(entry => new JournalRecord(entry.Number, entry.Step, entry.Item.MovedAt, entry.Item))
                ),
                0
            );
        }
        home.Exchange(name, home, Name);
        home.Sync();
        home.Unlink(name);
    }
}
