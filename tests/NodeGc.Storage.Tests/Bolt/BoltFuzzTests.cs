using System.IO.Compression;
using NodeGc.Storage.Tests.Fuzzing;
using NodeGc.Stores.Bolt;

namespace NodeGc.Storage.Tests.Bolt;

/// <summary>Whatever is in a file, the reader either reads it to its end or refuses it as a
/// <see cref="BoltException"/>.</summary>
internal sealed class BoltFuzzTests
{
    private static readonly string[] Golden = ["snapshots.db", "containerdmeta.db", "volumes.db"];
    private static readonly Lazy<byte[][]> Real = new(() => [.. Golden.Select(Unpack)]);

    /// <summary>Seeds of inputs that once were read wrongly.</summary>
    [TestCase(1)]
    public void Reads_or_refuses_what_follows_from(int seed) => Run(seed, 1);

    [Test, Category("Soak"), Parallelizable]
    public void Reads_or_refuses_any_file() => Run(Fuzz.FirstSeed, Fuzz.Inputs);

    private static void Run(int firstSeed, int count) =>
        Fuzz.Run("bbolt", firstSeed, count, Make, Read, failure => failure is BoltException);

    private static byte[] Make(Random random)
    {
        byte[] file = random.Next(2) == 0 ? BoltMutation.Generate(random) : [.. Real.Value[random.Next(Golden.Length)]];
        return new BoltMutation(file, random).Apply();
    }

    private static void Read(byte[] file)
    {
        var open = new Stack<BoltBucket>([BoltDatabase.Parse(file).Root]);
        while (open.TryPop(out var bucket))
        {
            foreach (var (name, text) in bucket.Values())
                Assert.That(name.Length + text.Length, Is.LessThanOrEqualTo(file.Length));
            foreach (var (_, inner) in bucket.Buckets())
                open.Push(inner);
        }
    }

    private static byte[] Unpack(string name)
    {
        using var resource = typeof(BoltFuzzTests).Assembly.GetManifestResourceStream($"docker-20.10-{name}.gz")!;
        using var unzipped = new GZipStream(resource, CompressionMode.Decompress);
        using var content = new MemoryStream();
        unzipped.CopyTo(content);
        return content.ToArray();
    }
}
