using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Storage.Tests.Journaling;

internal sealed class JournalTests : IDisposable
{
    private readonly TempTree tree = new(TempTree.InMemory);

    private string Path => tree.At(Journal.Name);

    public void Dispose() => tree.Dispose();

    [Test]
    public void Remembers_items_and_how_far_they_are()
    {
        using (var journal = Open())
        {
            var entries = journal.Begin([Item("a"), Item("b"), Item("c")], DateTimeOffset.UnixEpoch);
            journal.Mark([entries[0], entries[1]], JournalStep.Quarantined, DateTimeOffset.UnixEpoch);
            journal.Mark([entries[1]], JournalStep.Deleted, DateTimeOffset.UnixEpoch);
        }
        using var again = Open();
        Assert.That(
            again.Open.Select(entry => (entry.Item.Name, entry.Step)),
            Is.EqualTo([("a", JournalStep.Quarantined), ("c", JournalStep.Intended)])
        );
        Assert.That(again.Open[0].Item.Links, Is.EqualTo(Item("a").Links));
        Assert.That(again.Open[0].Item with { Links = [] }, Is.EqualTo(Item("a") with { Links = [] }));
    }

    [Test]
    public void Reads_what_an_earlier_version_wrote_that_knew_no_related_paths()
    {
        var line = JournalLine.Encode(
            new JournalRecord(1, JournalStep.Quarantined, DateTimeOffset.UnixEpoch, Item("a"))
        );
        var json = Encoding
            .UTF8.GetString(line)[18..]
            .TrimEnd('\n')
            .Replace(""","companions":[]""", "", StringComparison.Ordinal);
        Assert.That(json, Does.Not.Contain("companions"));
        var bytes = Encoding.UTF8.GetBytes(json);
        File.WriteAllText(Path, $"{bytes.Length:x8} {Checksum.Compute(bytes):x8} {json}\n");
        using var journal = Open();
        Assert.That(journal.Open.Single().Item.RelatedPaths, Is.Empty);
    }

    [Test]
    public void A_torn_last_line_never_counted_wherever_it_was_torn()
    {
        using (var journal = Open())
            journal.Begin([Item("a")], DateTimeOffset.UnixEpoch);
        var first = File.ReadAllBytes(Path);
        using (var journal = Open())
            journal.Begin([Item("b")], DateTimeOffset.UnixEpoch);
        var both = File.ReadAllBytes(Path);
        for (var length = first.Length; length < both.Length; length++)
        {
            File.WriteAllBytes(Path, both[..length]);
            using (var journal = Open())
                Assert.That(journal.Open.Select(entry => entry.Item.Name), Is.EqualTo(["a"]));
            Assert.That(new FileInfo(Path).Length, Is.EqualTo(first.Length));
        }
    }

    [Test]
    public void Goes_on_with_new_numbers_after_a_torn_line()
    {
        using (var journal = Open())
            journal.Begin([Item("a")], DateTimeOffset.UnixEpoch);
        File.AppendAllText(Path, "0000");
        using (var journal = Open())
            journal.Begin([Item("b")], DateTimeOffset.UnixEpoch);
        using var again = Open();
        Assert.That(again.Open.Select(entry => (entry.Number, entry.Item.Name)), Is.EqualTo([(1L, "a"), (2L, "b")]));
    }

    [Test]
    public void Refuses_a_journal_that_is_damaged_before_its_end()
    {
        using (var journal = Open())
            journal.Begin([Item("a"), Item("b")], DateTimeOffset.UnixEpoch);
        var bytes = File.ReadAllBytes(Path);
        bytes[40] ^= 1;
        File.WriteAllBytes(Path, bytes);
        Assert.That(Open, Throws.TypeOf<JournalDamagedException>().With.Message.Contains("byte 0"));
        Assert.That(File.ReadAllBytes(Path), Is.EqualTo(bytes));
    }

    [Test]
    public void Keeps_names_with_newlines_on_one_line()
    {
        using (var journal = Open())
            journal.Begin([Item("new\nline")], DateTimeOffset.UnixEpoch);
        Assert.That(File.ReadAllLines(Path), Has.Length.EqualTo(1));
        using var again = Open();
        Assert.That(again.Open.Single().Item.Name, Is.EqualTo("new\nline"));
    }

    [Test]
    public void Drops_finished_items_once_there_are_many_and_keeps_the_others()
    {
        using (var journal = Open())
        {
            journal.Begin([Item("open")], DateTimeOffset.UnixEpoch);
            var entries = journal.Begin(Enumerable.Range(0, 1100).Select(i => Item($"v{i}")), DateTimeOffset.UnixEpoch);
            journal.Mark(entries, JournalStep.Deleted, DateTimeOffset.UnixEpoch);
        }
        using (var again = Open())
            Assert.That(again.Open.Single().Item.Name, Is.EqualTo("open"));
        Assert.That(File.ReadAllLines(Path), Has.Length.EqualTo(1));
        Assert.That(File.Exists(Path + ".new"), Is.False);
    }

    [Test]
    public void Is_readable_by_people()
    {
        using (var journal = Open())
            journal.Begin([Item("a")], DateTimeOffset.UnixEpoch);
        var line = File.ReadAllText(Path, Encoding.UTF8);
        Assert.That(line, Does.Contain("\"step\":\"Intended\"").And.Contain("\"path\":\"volumes/a\""));
    }

    private static QuarantinedItem Item(string name) =>
        new()
        {
            Run = "run",
            Class = CleanupClass.Volumes,
            Kind = ResourceKind.Volume,
            Name = name,
            Path = $"volumes/{name}",
            Place = $".nodegc/quarantine/run/volumes/{name}",
            Device = ulong.MaxValue,
            Inode = 2,
            BornNanoseconds = long.MaxValue,
            SizeBytes = 4,
            Reason = "nobody needs it",
            Removal = RemovalMethod.Filesystem,
            Links = [new ShortLink("overlay2/l/X", "../x/diff")],
            MovedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.UnixEpoch,
        };

    private Journal Open() => Journal.OpenIn(new WritableDirectory(DirectoryHandle.Open(tree.Root)), new CrashPoints());
}
