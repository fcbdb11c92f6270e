using NodeGc.Collector;
using NodeGc.Host.Measuring;

namespace NodeGc.Storage.Tests.Measuring;

internal sealed class SizeMemoryFileTests : IDisposable
{
    private readonly TempTree tree = new();

    private SizeMemoryFile File => new(tree.At("sizes"));

    public void Dispose() => tree.Dispose();

    [Test]
    public void Gives_back_what_it_was_given()
    {
        var memory = new SizeMemory(
            new Dictionary<string, RememberedSize>
            {
                ["overlay2/a"] = new(1, 2, 3, new Extent(new Bytes(4), 5)),
                ["overlay2/ü"] = new(
                    ulong.MaxValue,
                    2,
                    long.MinValue,
                    new Extent(new Bytes(long.MaxValue), long.MaxValue)
                ),
            }
        );
        File.Save(SizeMemory.Empty);
        File.Save(memory);
        Assert.That(File.Load(out var note).Sizes, Is.EquivalentTo(memory.Sizes));
        Assert.That(note, Is.Null);
    }

    [Test]
    public void Remembers_nothing_where_there_is_no_file()
    {
        Assert.That(File.Load(out var note).Count, Is.Zero);
        Assert.That(note, Is.Null);
    }

    [Test]
    public void Ignores_a_damaged_file_with_a_note_wherever_the_damage_is()
    {
        File.Save(
            new SizeMemory(
                new Dictionary<string, RememberedSize> { ["overlay2/a"] = new(1, 2, 3, new Extent(new Bytes(4), 5)) }
            )
        );
        var sound = System.IO.File.ReadAllBytes(tree.At("sizes"));
        for (var i = 0; i < sound.Length; i++)
        {
            var damaged = sound.ToArray();
            damaged[i] ^= 0x10;
            AssertIgnored(damaged);
            AssertIgnored(sound[..i]);
        }
    }

    [Test]
    public void Ignores_a_file_of_the_version_that_remembered_no_inodes()
    {
        File.Save(SizeMemory.Empty);
        var old = System.IO.File.ReadAllBytes(tree.At("sizes"));
        old[7] = (byte)'1';
        AssertIgnored(old);
        File.Load(out var note);
        Assert.That(note, Does.Contain("version"));
    }

    private void AssertIgnored(byte[] content)
    {
        System.IO.File.WriteAllBytes(tree.At("sizes"), content);
        Assert.That(File.Load(out var note).Count, Is.Zero);
        Assert.That(note, Does.Contain("cannot be used"));
    }
}
