using System.Security.Cryptography;
using NodeGc.Collector.Inventories;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>The law: damage to any one file of metadata never makes a live directory a candidate.</summary>
[Category("Slow")]
internal sealed class DamageTests : IDisposable
{
    private readonly StoreUnderTest test = new();
    private readonly string[] orphans;
    private readonly string[] files;

    /// <summary>A store in which everything lives for another reason, and two things that are garbage.</summary>
    public DamageTests()
    {
        var store = test.Store;
        var known = store.Layer();
        var top = store.LayerOn(store.Layer(known), store.OrphanDirectory(known));
        var image = store.Image("web:1", top);
        store.Image(null, store.Layer());
        store.Container("web", image, top, store.AnonymousVolume(), store.Volume("data"));
        store.CommittedBuildCache(store.BuildCache());
        store.LeasedDirectory();
        orphans = [store.OrphanDirectory(known).Directory, store.AnonymousVolume()];
        store.Finish();
        files =
        [
            .. Directory
                .EnumerateFiles(
                    store.Root,
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
                )
                .Where(file => !file.Contains("/_data/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Without_damage_exactly_the_orphans_are_garbage()
    {
        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(StoreUnderTest.Garbage(inventory), Is.EquivalentTo(orphans));
    }

    [Test]
    public async Task No_deleted_file_makes_a_live_directory_garbage()
    {
        foreach (var file in files)
            await AssertHarmlessAsync(file, File.Delete);
    }

    [Test]
    public async Task No_emptied_file_makes_a_live_directory_garbage()
    {
        foreach (var file in files.Where(IsRegular))
            await AssertHarmlessAsync(file, path => File.WriteAllBytes(path, []));
    }

    [Test]
    public async Task No_unreadable_file_makes_a_live_directory_garbage()
    {
        foreach (var file in files.Where(IsRegular))
            await AssertHarmlessAsync(file, path =>
            {
                File.Delete(path);
                File.CreateSymbolicLink(path, "/etc/hostname");
            });
    }

    [Property(MaxTest = 300)]
    public void No_truncated_or_garbled_file_makes_a_live_directory_garbage(ushort which, ushort cut, bool isGarbled)
    {
        var candidates = files.Where(IsRegular).ToArray();
        var file = candidates[which % candidates.Length];
        AssertHarmlessAsync(file, path =>
            {
                var content = File.ReadAllBytes(path);
                var length = content.Length == 0 ? 0 : cut % content.Length;
                File.WriteAllBytes(path, isGarbled ? Garbled(content, cut) : content[..length]);
            })
            .GetAwaiter()
            .GetResult();
    }

    /// <summary>Noise from a place on to the end, always the same for the same place.</summary>
    private static byte[] Garbled(byte[] content, int seed)
    {
        if (content.Length == 0)
            return [1, 2, 3];
        var start = seed % content.Length;
        for (var i = start; i < content.Length; i++)
            content[i] = SHA256.HashData(BitConverter.GetBytes(seed + i / 32))[i % 32];
        return content;
    }

    private async Task AssertHarmlessAsync(string file, Action<string> damage)
    {
        var content = IsRegular(file) ? File.ReadAllBytes(file) : null;
        var target = new FileInfo(file).LinkTarget;
        damage(file);
        var inventory = await test.ReadAsync();
        File.Delete(file);
        if (content is not null)
            File.WriteAllBytes(file, content);
        else
            File.CreateSymbolicLink(file, target!);
        Assert.That(
            StoreUnderTest.Garbage(inventory),
            Is.SubsetOf(orphans),
            $"after damage to {file}: {Words(inventory)}"
        );
    }

    private static bool IsRegular(string file) => new FileInfo(file).LinkTarget is null;

    private static string Words(Inventory inventory) => string.Join('\n', inventory.Doubts);
}
