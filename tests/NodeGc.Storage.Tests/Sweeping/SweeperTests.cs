using NodeGc.Collector;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

internal sealed class SweeperTests : IDisposable
{
    private readonly SmallStore store = new();

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Moves_a_layer_and_its_short_link_into_the_quarantine()
    {
        var layer = store.Layer('a');
        var report = await store.Sweep(layer);
        var place = $".nodegc/quarantine/run-1/layers/{new string('a', 64)}";
        Assert.Multiple(() =>
        {
            Assert.That(
                report.Items.Single().Outcome,
                Is.EqualTo(new ItemOutcome.Quarantined(place, store.Time.GetUtcNow().AddHours(24)))
            );
            Assert.That(store.Exists(layer), Is.False);
            Assert.That(store.Exists($"{place}/diff/usr/share/file"), Is.True);
            Assert.That(Directory.GetFileSystemEntries(store.Tree.At("overlay2/l")), Is.Empty);
            Assert.That(report.Quarantined, Is.EqualTo(new Bytes(4096)));
            Assert.That(report.Reclaimed, Is.EqualTo(Bytes.Zero));
            Assert.That(report.StopReason, Is.Null);
        });
    }

    [Test]
    public async Task Removes_every_link_to_a_layer_but_none_to_another()
    {
        var (gone, kept) = (store.Layer('a'), store.Layer('b'));
        store.Tree.Link("overlay2/l/LEFTBEHINDBYACRASHOFDOCKER", $"../{new string('a', 64)}/diff");
        await store.Sweep(gone);
        Assert.That(
            Directory.GetFileSystemEntries(store.Tree.At("overlay2/l")).Select(Path.GetFileName),
            Is.EqualTo([SmallStore.LinkName('b')])
        );
        Assert.That(store.Exists(kept), Is.True);
    }

    [Test]
    public async Task Puts_everything_back_exactly_as_it_was()
    {
        var items = new[] { store.Layer('a'), store.Layer('b'), store.KnownVolume("pg"), store.OrphanVolume("lost") };
        var before = store.Snapshot();
        await store.Sweep(items);
        Assert.That(store.Snapshot(), Is.Not.EqualTo(before));
        var restored = await store.Restore();
        Assert.That(restored.Select(item => item.Outcome), Is.All.EqualTo(new RestoreOutcome.Restored(null)));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
        Assert.That(store.Engine.Known["pg"].Labels, Does.ContainKey("team"));
        Assert.That(store.Exists(".nodegc/quarantine/run-1"), Is.False);
    }

    [Test]
    public async Task Stops_when_enough_is_free_and_that_is_no_end_before_its_time()
    {
        var items = "0123456789abcdef".Select(digit => store.Layer(digit)).ToArray();
        var request = store.Request(items) with
        {
            FindEnough = moved => moved >= new Bytes(4096) ? $"{moved} are enough" : null,
        };
        var report = await store.Sweep(request, SmallStore.Silent);
        Assert.Multiple(() =>
        {
            Assert.That(items.Count(item => !store.Exists(item)), Is.EqualTo(Batches.SizeUnderPressure));
            Assert.That(report.Items.Last().Outcome, Is.EqualTo(new ItemOutcome.Skipped("32 KiB are enough")));
            Assert.That(report.StopReason, Is.Null);
            Assert.That(report.Notes.Single(), Is.EqualTo("target reached: 32 KiB are enough"));
        });
    }

    [Test]
    public async Task Takes_nothing_of_a_harsher_class_where_the_gentler_one_is_enough()
    {
        var (layer, volume) = (store.Layer('a'), store.OrphanVolume("data"));
        var request = store.Request(layer, volume) with { FindEnough = moved => moved > Bytes.Zero ? "enough" : null };
        await store.Sweep(request, SmallStore.Silent);
        Assert.That((store.Exists(layer), store.Exists(volume)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Carrying_out_a_plan_twice_changes_nothing_the_second_time()
    {
        var request = store.Request(store.Layer('a'), store.KnownVolume("pg"));
        await store.Sweep(request, SmallStore.Silent);
        var before = store.Snapshot();
        var again = await store.Sweep(request, SmallStore.Silent);
        Assert.That(again.Items.Select(item => item.Outcome), Is.All.EqualTo(new ItemOutcome.Changed(null)));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
        Assert.That(QuarantineListing.Read(store.Tree.Root), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Deletes_at_once_without_a_quarantine_and_measures_what_came_free()
    {
        var layer = store.Layer('a', new string('x', 3_000_000));
        var report = await store.Sweep(store.Request(TimeSpan.Zero, layer), SmallStore.Silent);
        Assert.That(report.Items.Single().Outcome, Is.EqualTo(new ItemOutcome.Deleted()));
        Assert.That(report.Quarantined, Is.EqualTo(Bytes.Zero));
        Assert.That(store.Exists(layer), Is.False);
        Assert.That(store.Exists(".nodegc/quarantine/run-1"), Is.False);
    }

    [Test]
    public async Task Leaves_what_is_now_in_use_before_the_move()
    {
        var (alive, garbage) = (store.Layer('a'), store.Layer('b'));
        var rechecks = SmallStore.Silent with
        {
            BeforeMove = (_, _) => Task.FromResult(SmallStore.Alive(alive, "container web needs it")),
        };
        var report = await store.Sweep(store.Request(alive, garbage), rechecks);
        Assert.That(report.Items[0].Outcome, Is.EqualTo(new ItemOutcome.NowInUse("container web needs it")));
        Assert.That(report.Items[1].Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(store.Exists(alive), Is.True);
    }

    [Test]
    public async Task Puts_back_what_the_kernel_names_after_the_move_and_all_that_moved_with_it()
    {
        var items = new[] { store.Layer('a'), store.Layer('b') };
        var before = store.Snapshot();
        var rechecks = SmallStore.Silent with
        {
            AfterMove = (_, _) => Task.FromResult(SmallStore.Alive(items[0], "mounted by process 1")),
        };
        var report = await store.Sweep(store.Request(items), rechecks);
        Assert.That(report.Items[0].Outcome, Is.EqualTo(new ItemOutcome.NowInUse("mounted by process 1")));
        Assert.That(report.Items[1].Outcome, Is.InstanceOf<ItemOutcome.Skipped>());
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Ends_in_order_when_a_recheck_says_so()
    {
        var layer = store.Layer('a');
        var rechecks = SmallStore.Silent with
        {
            BeforeMove = (_, _) => Task.FromResult(RecheckResult.NothingInUse with { StopReason = "a build began" }),
        };
        var report = await store.Sweep(store.Request(layer), rechecks);
        Assert.That(report.StopReason, Is.EqualTo("a build began"));
        Assert.That(report.Items.Single().Outcome, Is.EqualTo(new ItemOutcome.Skipped("a build began")));
        Assert.That(store.Exists(layer), Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_recheck_without_an_answer_keeps_everything(bool before)
    {
        var layer = store.Layer('a');
        var snapshot = store.Snapshot();
        var silent = SmallStore.Silent;
        var report = await store.Sweep(
            store.Request(layer),
            before
                ? silent with
                {
                    BeforeMove = (_, _) => throw new IOException("no proc"),
                }
                : silent with
                {
                    AfterMove = (_, _) => throw new IOException("no proc"),
                }
        );
        Assert.That(report.StopReason, Does.Contain("no proc"));
        Assert.That(store.Snapshot(), Is.EqualTo(snapshot));
    }

    [Test]
    public async Task Leaves_a_directory_that_was_replaced_under_its_name_and_later_layers_it_may_need()
    {
        var (replaced, parent) = (store.Layer('a'), store.Layer('b'));
        Directory.Move(store.Tree.At(replaced.Directory.Path), store.Tree.At("old"));
        store.Layer('a');
        var report = await store.Sweep(replaced, parent);
        Assert.That(report.Items[0].Outcome, Is.InstanceOf<ItemOutcome.Changed>().With.Property("Found").Not.Null);
        Assert.That(report.Items[1].Outcome, Is.InstanceOf<ItemOutcome.Skipped>());
        Assert.That(store.Exists(replaced), Is.True);
        Assert.That(store.Exists(parent), Is.True);
    }

    [Test]
    public async Task Stops_on_request_and_says_so_of_every_item_left()
    {
        var layer = store.Layer('a');
        using var open = WritableStore.Open(store.Tree.Root, DockerGuard.Instance);
        var report = await new Sweeper(open, SmallStore.Silent, null, store.Time).Sweep(
            store.Request(layer),
            new CancellationToken(canceled: true)
        );
        Assert.That(report.Items.Single().Outcome, Is.EqualTo(new ItemOutcome.Skipped("stopped on request")));
        Assert.That(store.Exists(layer), Is.True);
    }

    [Test]
    public async Task Reaching_the_time_limit_is_an_outcome_of_its_own()
    {
        var layer = store.Layer('a');
        var request = store.Request(layer);
        var report = await store.Sweep(
            request with
            {
                Limits = request.Limits with { Timeout = TimeSpan.FromMinutes(30) },
            },
            SmallStore.Silent
        );
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.LimitReached>());
        Assert.That(store.Exists(layer), Is.True);
    }

    [Test]
    public async Task Sweeps_more_items_than_fit_one_batch()
    {
        var items = "0123456789abcdef"
            .Select(digit => store.Layer(digit))
            .Concat(Enumerable.Range(0, Batches.Size).Select(i => store.OrphanVolume($"v{i}")))
            .ToArray();
        var report = await store.Sweep(items);
        Assert.That(report.Items.Select(item => item.Outcome), Is.All.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(report.Items.Select(item => item.Item), Is.EqualTo(items));
    }
}
