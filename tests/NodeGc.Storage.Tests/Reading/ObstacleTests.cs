using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>What could not be moved into a quarantine is known when it is read, so that it is held and does not
/// fail.</summary>
internal sealed class ObstacleTests : IDisposable
{
    private readonly StoreUnderTest test = new();

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Nothing_stands_in_the_way_in_an_ordinary_store()
    {
        Fill();
        Assert.That(await ObstaclesAsync(), Has.All.Null);
    }

    [Test]
    public async Task Layers_on_a_mount_of_their_own_have_a_quarantine_there()
    {
        Fill();
        Mount("overlay2");
        Assert.That(await ObstaclesAsync(), Has.All.Null);
    }

    [Test]
    public async Task Volumes_on_a_mount_of_their_own_have_none()
    {
        Fill();
        Mount("volumes");
        var inventory = await test.ReadAsync();
        var volume = inventory.Resources.Single(resource => resource.Volume is not null);
        Assert.That(
            volume.Directory!.Obstacle,
            Is.EqualTo(
                "volumes is on a separate mount without a quarantine, and what cannot be restored is not removed"
            )
        );
        Assert.That(
            inventory.Resources.Where(resource => resource.Directory?.Obstacle is not null),
            Has.Exactly(1).Items
        );
    }

    [Test]
    public async Task A_volume_that_is_a_mount_itself_cannot_be_moved()
    {
        Fill();
        Mount("volumes/data");
        var volume = (await test.ReadAsync()).Resources.Single(resource => resource.Volume is not null);
        Assert.That(volume.Directory!.Obstacle, Does.StartWith("volumes/data is a mount"));
    }

    [TestCase("aufs")]
    [TestCase("aufs/diff")]
    public async Task A_store_with_a_mount_at_or_below_its_home_is_in_use(string mounted)
    {
        Fill();
        test.Store.Write("aufs/diff/x/file", "");
        Mount(mounted);
        test.ConfiguredDriver = "overlay2";
        var store = (await test.ReadAsync()).Resources.Single(resource => resource.Id.Kind == ResourceKind.Store);
        Assert.That(store.Directory!.Obstacle, Does.Contain("mount"));
    }

    private void Fill()
    {
        test.Store.Image("web:1", test.Store.Layer());
        test.Store.OrphanDirectory();
        test.Store.Volume("data");
        test.Store.Finish();
    }

    private void Mount(string folder) =>
        test.Tree.Mount($"docker/{folder}", "--bind", test.Tree.Folder($"docker/{folder}"));

    private async Task<IEnumerable<string?>> ObstaclesAsync() =>
        (await test.ReadAsync())
            .Resources.Where(resource => resource.Directory is not null)
            .Select(resource => resource.Directory!.Obstacle);
}
