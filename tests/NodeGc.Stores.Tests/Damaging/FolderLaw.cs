using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Tests.Reading;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>The law about files holds for whole folders: whatever folder of metadata is gone or empty, nothing becomes
/// garbage that was none before.</summary>
[TestFixture]
[Category("Slow")]
internal sealed class FolderLaw
{
    private const int Stores = 40;
    private const int Shards = 4;

    [Test, Parallelizable(ParallelScope.All)]
    public async Task No_folder_that_is_gone_or_emptied_makes_anything_garbage([Range(0, Shards - 1)] int shard)
    {
        var violations = new List<string>();
        var cases = 0;
        for (var seed = shard; seed < Stores; seed += Shards)
        {
            using var written = new WrittenStore(Readable.Plan(seed).Build());
            var sound = await JudgeAsync(written);
            foreach (var folder in new MetadataFolders(written.Store).All)
            {
                foreach (var isEmptied in new[] { false, true })
                {
                    if (isEmptied && folder.MayBeEmpty)
                        continue;
                    cases++;
                    var more = (await JudgeWithoutAsync(written, folder.Path, isEmptied))
                        .Except(sound)
                        .Except(LoneInits(written.Root));
                    if (!more.IsEmpty)
                        violations.Add(
                            $"{folder.Path} {(isEmptied ? "emptied" : "gone")} in {Readable.Plan(seed).Era}: "
                                + $"{string.Join(", ", more)} would be removed. {seed}: {Readable.Plan(seed)}"
                        );
                }
            }
        }
        Assert.That(cases, Is.GreaterThan(Stores));
        Assert.That(violations, Is.Empty);
    }

    /// <summary>Init layers without their pair: a create that failed and a removal that got half way both leave them,
    /// and without the folder of the container nothing distinguishes them; no container can start on
    /// them.</summary>
    private static IEnumerable<string> LoneInits(string root)
    {
        const string Init = "-init";
        string[] records = ["containers", "image", "graph"];
        var all = Directory
            .EnumerateDirectories(root)
            .Where(home => !records.Contains(Path.GetFileName(home)))
            .SelectMany(home => Directory.EnumerateDirectories(home, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetFileName(path))
            .ToHashSet();
        return all.Where(name => name.EndsWith(Init, StringComparison.Ordinal) && !all.Contains(name[..^Init.Length]));
    }

    private static async Task<ImmutableSortedSet<string>> JudgeWithoutAsync(
        WrittenStore written,
        string folder,
        bool isEmptied
    )
    {
        var (at, aside) = (Path.Combine(written.Root, folder), $"{written.Root}.aside");
        Directory.Move(at, aside);
        if (isEmptied)
            Directory.CreateDirectory(at);
        var judged = await JudgeAsync(written);
        if (isEmptied)
            Directory.Delete(at);
        Directory.Move(aside, at);
        return judged;
    }

    /// <summary>What would be removed while an engine runs that objects to nothing, and what would while none
    /// runs.</summary>
    private static async Task<ImmutableSortedSet<string>> JudgeAsync(WrittenStore written)
    {
        var inventory = await written.ReadAsync();
        return Judgement.WouldGo(inventory).Union(Judgement.WouldGo(Stopped(inventory)));
    }

    private static Inventory Stopped(Inventory inventory) =>
        StoppedEngine.Release(inventory with { Store = inventory.Store with { IsEngineRunning = false } });
}
