using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

internal sealed class EngineVolumeTests : IDisposable
{
    private readonly SmallStore store = new();

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Moves_the_data_aside_before_the_engine_forgets_the_volume()
    {
        var volume = store.KnownVolume("pg");
        store.Engine.OnCall = call => Assert.That(store.Exists(volume), Is.EqualTo(call == "find pg"), call);
        await store.Sweep(volume);
        Assert.That(store.Engine.Known, Is.Empty);
        Assert.That(
            File.ReadAllText(store.Tree.At(".nodegc/quarantine/run-1/volumes/pg/_data/table")),
            Is.EqualTo("rows of pg")
        );
    }

    [Test]
    public async Task Brings_the_data_back_when_the_engine_says_in_use()
    {
        var volume = store.KnownVolume("pg");
        store.Engine.InUse.Add("pg");
        var before = store.Snapshot();
        var report = await store.Sweep(volume);
        Assert.That(report.Items.Single().Outcome, Is.EqualTo(new ItemOutcome.InUse()));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Takes_a_volume_that_the_engine_has_just_lost_for_forgotten()
    {
        var volume = store.KnownVolume("pg");
        store.Engine.OnCall = call =>
        {
            if (call == "remove pg")
                store.Engine.Known.Clear();
        };
        var report = await store.Sweep(volume);
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
    }

    [Test]
    public async Task Keeps_the_data_where_the_engine_forgets_the_volume_only_after_the_process_died_that_asked_for_it()
    {
        var volume = store.KnownVolume("pg");
        using (var dying = WritableStore.Open(store.Tree.Root, DockerGuard.Instance))
        {
            var isDead = false;
            dying.CrashPoints.OnHit = moment =>
            {
                isDead |= moment == "remove";
                if (isDead)
                    throw new OperationCanceledException(moment);
            };
            store.Engine.OnCall = _ =>
            {
                if (isDead)
                    throw new TimeoutException();
            };
            Assert.That(
                () =>
                    new Sweeper(dying, SmallStore.Silent, store.Engine.Functions, store.Time).Sweep(
                        store.Request(volume),
                        default
                    ),
                Throws.InstanceOf<OperationCanceledException>()
            );
        }
        var finds = 0;
        store.Engine.OnCall = call =>
        {
            if (call == "find pg" && ++finds == 2)
                store.Engine.Functions.Remove("pg", default).Wait();
        };

        await store.Recover();

        Assert.That(finds, Is.EqualTo(2));
        Assert.That(store.Exists("volumes/pg/_data/table"), Is.False);
        store.Engine.OnCall = _ => { };
        await store.Restore();
        Assert.That(store.Exists("volumes/pg/_data/table"), Is.True);
    }

    [Test]
    public async Task Brings_the_data_back_when_the_engine_fails()
    {
        var volume = store.KnownVolume("pg");
        var before = store.Snapshot();
        store.Engine.OnCall = call =>
        {
            if (call == "remove pg")
                throw new HttpRequestException("500");
        };
        var report = await store.Sweep(volume);
        Assert.That(
            report.Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains("500")
        );
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Keeps_what_the_engine_knows_when_no_engine_runs()
    {
        var volume = store.KnownVolume("pg");
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var report = await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(
            store.Request(volume),
            CancellationToken.None
        );
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Failed>());
        Assert.That(store.Exists(volume), Is.True);
    }

    [Test]
    public async Task Restores_without_an_engine_and_says_what_may_be_missing()
    {
        var volume = store.KnownVolume("pg");
        await store.Sweep(volume);
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var restored = await new Restorer(open, null, store.Time).Restore(SmallStore.Run, null, CancellationToken.None);
        Assert.That(
            restored.Single().Outcome,
            Is.InstanceOf<RestoreOutcome.Restored>().With.Property("Note").Contains("metadata.db")
        );
        Assert.That(store.Exists("volumes/pg/_data/table"), Is.True);
    }

    [Test]
    public async Task Refuses_to_restore_over_a_volume_made_meanwhile()
    {
        await store.Sweep(store.KnownVolume("pg"));
        store.KnownVolume("pg");
        var before = store.Snapshot();
        var restored = await store.Restore();
        Assert.That(
            restored.Single().Outcome,
            Is.InstanceOf<RestoreOutcome.Refused>().With.Property("Reason").Contains("volumes/pg exists again")
        );
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_to_restore_what_the_engine_knows_elsewhere()
    {
        await store.Sweep(store.KnownVolume("pg"));
        store.Engine.Define("pg");
        Assert.That((await store.Restore()).Single().Outcome, Is.InstanceOf<RestoreOutcome.Refused>());
        Assert.That(QuarantineListing.Read(store.Tree.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Keeps_the_data_in_the_quarantine_when_the_engine_cannot_make_the_volume_again()
    {
        await store.Sweep(store.KnownVolume("pg"));
        store.Engine.OnCall = call =>
        {
            if (call == "create pg")
                throw new HttpRequestException("500");
        };
        Assert.That((await store.Restore()).Single().Outcome, Is.InstanceOf<RestoreOutcome.Failed>());
        store.Engine.OnCall = _ => { };
        Assert.That((await store.Restore()).Single().Outcome, Is.EqualTo(new RestoreOutcome.Restored(null)));
    }
}
