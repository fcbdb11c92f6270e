using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Kernel;
using NodeGc.Storage.Tests.Fuzzing;

namespace NodeGc.Storage.Tests.Kernel;

/// <summary>The kernel's text may hold any path that any process made up: it is never refused, and a name in it is
/// never overlooked.</summary>
internal sealed class MountinfoFuzzTests
{
    private const string Hex = "4df04c95ddbaa0c02f1e4bd9a7c0a9a7b6e8a4c3d2b1f0e9d8c7b6a594837261";
    private const string Short = "E32475JAXOMZCUKRMDFDDJENAD";
    private const string Separators = "/:,=\\ \"'\n\t()[]";

    private static readonly string[] Lines =
    [
        @"36 35 98:0 /my\040root /mnt\011two rw,noatime master:1 shared:2 - ext3 /dev/ro\134ot rw,errors=continue",
        $"420 35 0:52 / /var/lib/docker/overlay2/{Hex}/merged rw,relatime - overlay overlay "
            + $"rw,lowerdir=/var/lib/docker/overlay2/l/{Short}:/x/l/Y,"
            + $"upperdir=/var/lib/docker/overlay2/{Hex}/diff,workdir=w",
        $"1 2 0:50 / / rw - overlay overlay rw,lowerdir=l/{Short}:l/X,upperdir={Hex}/diff,workdir={Hex}/work",
        "88 61 8:1 /volumes/data/_data /data rw,relatime - ext4 /dev/sda1 rw",
        $"/proc/swaps /var/lib/docker/volumes/data/_data/swap file 1 2 3 docker-untar / /var/lib/docker/vfs/dir/{Hex}",
    ];

    private static readonly NameMatcher Names = new();

    static MountinfoFuzzTests()
    {
        Names.AddLayer(Hex, ResourceId.LayerDirectory("overlay2", Hex));
        Names.AddLayer(Short, ResourceId.LayerDirectory("overlay2", Hex));
        Names.AddVolume("data");
    }

    [Test, Category("Soak"), Parallelizable]
    public void Reads_any_text() => Run(Fuzz.FirstSeed, Fuzz.Inputs);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void Overlooks_no_name_between_separators(byte[] before, byte[] after, int separators)
    {
        var (left, right) = (
            Separators[(separators & 0xff) % Separators.Length],
            Separators[(separators >> 8 & 0xff) % Separators.Length]
        );
        foreach (var name in new[] { Hex, Short })
            Assert.That(
                Find([.. before, (byte)left, .. Encoding.ASCII.GetBytes(name), (byte)right, .. after]),
                Has.Count.EqualTo(1),
                name
            );
        Assert.That(
            Find([.. before, .. Encoding.ASCII.GetBytes("/volumes/data"), (byte)right, .. after]),
            Has.Count.EqualTo(1),
            "volume"
        );
    }

    private static void Run(int firstSeed, int count) =>
        Fuzz.Run("mountinfo", firstSeed, count, Make, Read, _ => false);

    private static byte[] Make(Random random)
    {
        var line = Encoding.Latin1.GetBytes(Lines[random.Next(Lines.Length)]);
        for (var i = random.Next(1, 4); i > 0; i--)
            line = Noise.Change(line, random);
        return line;
    }

    private static void Read(byte[] text)
    {
        var line = MountLine.Find(text);
        Assert.That(line?.MountPoint.Length ?? 0, Is.LessThanOrEqualTo(text.Length));
        Assert.That(Find(text), Has.Count.LessThanOrEqualTo(2));
    }

    private static HashSet<ResourceId> Find(byte[] text)
    {
        var found = new HashSet<ResourceId>();
        Names.Find(text, found);
        return found;
    }
}
