using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>What dead pulls and builds left in <c>tmp</c>.</summary>
internal sealed class ScratchReadingTests : IDisposable
{
    private static readonly string[] Names =
    [
        "GetImageBlob123",
        "docker-builder7",
        "docker-import-1",
        "docker-export-22",
        "docker-tarsplit3",
        "buildkit-mount4",
        "qemu-check5",
    ];

    private readonly StoreUnderTest test = new();

    public ScratchReadingTests()
    {
        test.Store.Finish();
        foreach (var name in Names)
            test.Tree.File($"docker/tmp/{name}", "half");
    }

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Is_debris_once_no_engine_runs()
    {
        Assert.That(await FindDebrisAsync(), Is.EquivalentTo(Names.Select(name => $"tmp/{name}")));
        Assert.That(Names.Where(name => !DebrisNames.IsOne($"tmp/{name}")), Is.Empty, "may not be moved");
    }

    [Test]
    public async Task Is_at_work_where_it_is_younger_than_the_engine()
    {
        test.Daemon = new DaemonProcess(300, 1, DateTimeOffset.UtcNow.AddMinutes(-1)) { DataRoot = test.Store.Root };

        Assert.That(await FindDebrisAsync(), Is.Empty);
    }

    [Test]
    public async Task Is_debris_where_it_is_older_than_the_engine()
    {
        test.Daemon = new DaemonProcess(300, 1, DateTimeOffset.UtcNow.AddMinutes(1)) { DataRoot = test.Store.Root };

        Assert.That(await FindDebrisAsync(), Has.Length.EqualTo(Names.Length));
    }

    [TestCase("GetImageBlob")]
    [TestCase("GetImageBlob12.bak")]
    [TestCase("my-docker-builder12")]
    [TestCase("docker-builder12x")]
    [TestCase("notes.txt")]
    public async Task Leaves_names_alone_that_engines_do_not_give(string name)
    {
        test.Tree.File($"docker/tmp/{name}", "mine");

        Assert.That(await FindDebrisAsync(), Does.Not.Contain($"tmp/{name}"));
        Assert.That(DebrisNames.IsOne($"tmp/{name}"), Is.False);
    }

    [Test]
    public async Task Is_in_use_where_a_process_has_it_open()
    {
        test.Proc.Process(400, "docker-untar", "/usr/bin/cat");
        test.Proc.OpenFile(400, 3, test.Tree.At("docker/tmp/GetImageBlob123"));

        var inventory = await test.ReadAsync();

        Assert.That(
            new Liveness(inventory).Alive.Contains(new ResourceId(ResourceKind.Debris, "tmp/GetImageBlob123")),
            Is.True
        );
        Assert.That(
            new Liveness(inventory).Alive.Contains(new ResourceId(ResourceKind.Debris, "tmp/docker-builder7")),
            Is.False
        );
    }

    private async Task<string[]> FindDebrisAsync()
    {
        var ids = (await test.ReadAsync()).Resources.Select(resource => resource.Id);
        return [.. ids.Where(id => id.Kind == ResourceKind.Debris).Select(id => id.Name)];
    }
}
