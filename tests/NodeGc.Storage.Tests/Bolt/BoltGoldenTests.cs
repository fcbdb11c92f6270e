using System.IO.Compression;
using NodeGc.Stores.Bolt;

namespace NodeGc.Storage.Tests.Bolt;

/// <summary>Databases written by Docker 20.10.24. What they hold was listed with another reader.</summary>
internal sealed class BoltGoldenTests
{
    private const string Chain = "sha256:e389808cabb9dbfce0e5274813811b23e787dcedee55ea043643f465832cce18";

    [Test]
    public void Reads_the_snapshots_of_a_real_engine()
    {
        var snapshots = Open("snapshots.db")
            .Root.Buckets()
            .ToDictionary(bucket => bucket.Name, bucket => bucket.Bucket.Values().ToArray());

        Assert.That(snapshots, Has.Count.EqualTo(34));
        Assert.That(snapshots["tnd9hr2wz7sfkp3psm71iqwvk"], Does.Contain(("committed", "zr24z8pcce0tcvyba1wkxzcgy")));
        Assert.That(
            snapshots["zr24z8pcce0tcvyba1wkxzcgy"],
            Is.EqualTo(new[] { ("iscommitted", ""), ("parent", "5zc5ic5z9ydtu82baqw9rfrat") })
        );
        Assert.That(snapshots["ewqm73pru5hg7x0lrk4i8zuh5"], Does.Contain(("parent", "")));
    }

    [Test]
    public void Reads_the_leases_of_a_real_engine()
    {
        var leases = Open("containerdmeta.db").Find("v1", "buildkit", "leases")!.Buckets().ToList();

        Assert.That(leases, Has.Count.EqualTo(8));
        var (_, lease) = leases.Single(bucket => bucket.Name == "ez4xlhsv0y70he2drrdvn9f71");
        Assert.That(lease.FindBucket("snapshots")!.FindBucket("default")!.Values(), Is.EqualTo(new[] { (Chain, "") }));
    }

    [Test]
    public void Reads_the_volumes_of_a_real_engine() =>
        Assert.That(
            Open("volumes.db").Find("volumes")!.Values(),
            Does.Contain(("named", """{"Name":"named","Driver":"local","Labels":{},"Options":{}}"""))
        );

    private static BoltDatabase Open(string name)
    {
        using var resource = typeof(BoltGoldenTests).Assembly.GetManifestResourceStream($"docker-20.10-{name}.gz")!;
        using var unzipped = new GZipStream(resource, CompressionMode.Decompress);
        using var content = new MemoryStream();
        unzipped.CopyTo(content);
        return BoltDatabase.Parse(content.ToArray());
    }
}
