using System.Collections.Immutable;
using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>T14: metadata that cannot be understood. Unknown means keep whatever it could own; orphans that it could
/// not own still go.</summary>
public sealed class DamageScenarios
{
    private Node node = null!;
    private string container = null!;
    private ImmutableHashSet<string> orphans = null!;

    [OneTimeSetUp]
    public void Start()
    {
        node = Node.Start();
        node.Docker.BuildWithBuildKit("kit:1", "FROM base:1\nRUN touch /x\n");
        container = node.Docker.Create("web", "kit:1", "-v", "/data");
        orphans = FailedCreate.MakeOrphans(node.Dockerd);
    }

    [OneTimeTearDown]
    public void Stop() => node.Dispose();

    [Test, Order(1)]
    public async Task T14_would_find_the_orphans_if_nothing_were_damaged() =>
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(orphans.Select(name => $"overlay2/{name}"))
        );

    [Test]
    public Task T14_deletes_nothing_live_beside_an_empty_cache_id() =>
        DeletesNothingLiveAsync(Top("cache-id"), _ => []);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_garbled_cache_id() =>
        DeletesNothingLiveAsync(Top("cache-id"), _ => "../../etc"u8.ToArray());

    [Test]
    public Task T14_deletes_nothing_live_beside_a_cache_id_without_a_directory() =>
        DeletesNothingLiveAsync(Top("cache-id"), _ => Encoding.ASCII.GetBytes(new string('a', 64)));

    [Test]
    public Task T14_deletes_nothing_live_beside_a_garbled_parent() =>
        DeletesNothingLiveAsync(Top("parent"), _ => "sha256:nonsense"u8.ToArray());

    [Test]
    public Task T14_deletes_nothing_live_beside_an_empty_mount_id() =>
        DeletesNothingLiveAsync(Mount("mount-id"), _ => []);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_garbled_init_id() =>
        DeletesNothingLiveAsync(Mount("init-id"), _ => "?"u8.ToArray());

    [Test]
    public Task T14_deletes_nothing_live_beside_an_image_whose_hash_is_wrong() =>
        DeletesNothingLiveAsync(ImageConfig(), original => [.. original, (byte)' ']);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_truncated_image() => DeletesNothingLiveAsync(ImageConfig(), Half);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_container_that_is_no_JSON() =>
        DeletesNothingLiveAsync(Path.Combine(node.Dockerd.DataRoot, "containers", container, "config.v2.json"), _ =>
            "{\"ID\":"u8.ToArray()
        );

    [Test]
    public Task T14_deletes_nothing_live_beside_a_truncated_snapshots_database() =>
        DeletesNothingLiveAsync(Path.Combine(node.Dockerd.DataRoot, "buildkit/snapshots.db"), OnlyHead);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_truncated_lease_database() =>
        DeletesNothingLiveAsync(Path.Combine(node.Dockerd.DataRoot, "buildkit/containerdmeta.db"), OnlyHead);

    [Test]
    public Task T14_deletes_nothing_live_beside_an_empty_snapshots_database() =>
        DeletesNothingLiveAsync(Path.Combine(node.Dockerd.DataRoot, "buildkit/snapshots.db"), _ => []);

    [Test]
    public Task T14_deletes_nothing_live_beside_a_lower_file_that_names_nothing() =>
        DeletesNothingLiveAsync(Path.Combine(node.Layers.Home, node.Layers.TopOf("kit:1"), "lower"), _ =>
            "l/ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8.ToArray()
        );

    [Test]
    public async Task T14_deletes_no_volume_beside_a_truncated_volume_database()
    {
        node.Docker.Do("volume", "create", "unused");
        using var damage = new Damage(Path.Combine(node.Dockerd.DataRoot, "volumes/metadata.db"), OnlyHead);
        var scan = await node.ScanAsync();
        Assert.That(scan.Inventory.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.MetadataDamaged));
        Assert.That(
            (await node.PlanAsync(Policies.Everything)).Items.Where(item => item.Id.Kind == ResourceKind.Volume),
            Is.Empty
        );
    }

    private async Task DeletesNothingLiveAsync(string path, Func<byte[], byte[]> change)
    {
        using var damage = new Damage(path, change);
        var inventory = (await node.ScanAsync()).Inventory;
        Assert.That(inventory.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.MetadataDamaged));
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path),
            Is.SubsetOf(orphans.Select(name => $"overlay2/{name}"))
        );
    }

    /// <summary>What is left of a database whose file was cut off behind its two head pages.</summary>
    private static byte[] OnlyHead(byte[] original) => original[..8192];

    private static byte[] Half(byte[] original) => original[..(original.Length / 2)];

    private string Top(string file) => Path.Combine(node.Layers.LayerDb, "sha256", ChainOfTop(), file);

    private string ChainOfTop() =>
        node.Layers.ListChains().Single(chain => node.Layers.CacheIdOf(chain) == node.Layers.TopOf("kit:1"));

    private string Mount(string file) => Path.Combine(node.Layers.LayerDb, "mounts", container, file);

    private string ImageConfig() =>
        Path.Combine(
            node.Dockerd.DataRoot,
            "image/overlay2/imagedb/content/sha256",
            node.Docker.Do("inspect", "--format", "{{.Id}}", "kit:1").Split(':')[1]
        );
}
