using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>What holds for every sweep, whatever happens to single items.</summary>
[Category("Slow")]
internal sealed class SweepLaws
{
    private enum Fate
    {
        Garbage,
        AliveBefore,
        AliveAfter,
        InUse,
        Replaced,
        Gone,
    }

    [Property(MaxTest = 30)]
    public void What_is_swept_lies_in_the_quarantine_and_all_else_where_it_was(byte[] script)
    {
        using var sweep = new Scripted(script);
        var report = sweep.Run();
        var kept = QuarantineListing.Read(sweep.Store.Tree.Root).Select(item => item.Id).ToHashSet();
        foreach (var (item, fate) in sweep.Fates)
        {
            var isQuarantined = report.Items.Single(swept => swept.Item == item).Outcome is ItemOutcome.Quarantined;
            Assert.That(kept.Contains(item.Id), Is.EqualTo(isQuarantined), $"{item.Id}");
            Assert.That(sweep.Store.Exists(item), Is.EqualTo(!isQuarantined && fate != Fate.Gone), $"{item.Id}");
            Assert.That(
                item.Directory.RelatedPaths.Select(sweep.Store.Exists),
                Is.All.EqualTo(!isQuarantined),
                $"{item.Id}"
            );
            if (fate != Fate.Garbage)
                Assert.That(isQuarantined, Is.False, $"{item.Id} was {fate}");
        }
    }

    [Property(MaxTest = 15)]
    public void A_second_sweep_of_what_went_changes_nothing(byte[] script)
    {
        using var sweep = new Scripted(script);
        var gone = sweep
            .Run()
            .Items.Where(item => item.Outcome is ItemOutcome.Quarantined)
            .Select(item => item.Item)
            .ToArray();
        var before = sweep.Store.Snapshot();
        var again = sweep.Store.Sweep(gone).Result;
        Assert.That(again.Items.Select(item => item.Outcome), Is.All.EqualTo(new ItemOutcome.Changed(null)));
        Assert.That(sweep.Store.Snapshot(), Is.EqualTo(before));
    }

    [Property(MaxTest = 15)]
    public void Restoring_after_a_sweep_gives_back_the_same_tree(byte[] script)
    {
        using var sweep = new Scripted(script);
        var before = sweep.Store.Snapshot();
        sweep.Run();
        var restored = sweep.Store.Restore().Result;
        Assert.That(restored.Select(item => item.Outcome), Is.All.EqualTo(new RestoreOutcome.Restored(null)));
        Assert.That(sweep.Store.Snapshot(), Is.EqualTo(before));
    }

    /// <summary>A store whose items, and what happens to them, follow from a few bytes.</summary>
    private sealed class Scripted : IDisposable
    {
        private const int MostItems = 12;

        public Scripted(byte[]? script)
        {
            Fates = [.. (script ?? []).Take(MostItems).Select((b, i) => (Make(b / 8 % 4, i), (Fate)(b % 8 % 6)))];
            foreach (var (item, fate) in Fates)
                Prepare(item, fate);
        }

        public SmallStore Store { get; } = new(TempTree.InMemory);

        public ImmutableArray<(PlanItem Item, Fate Fate)> Fates { get; }

        public SweepReport Run()
        {
            var rechecks = new SweepRechecks(
                (items, _) => Look(items, Fate.AliveBefore),
                (items, _) => Look(items, Fate.AliveAfter)
            );
            return Store.Sweep(Store.Request([.. Fates.Select(pair => pair.Item)]), rechecks).Result;
        }

        public void Dispose() => Store.Dispose();

        private PlanItem Make(int kind, int number) =>
            kind switch
            {
                0 => Store.Layer("0123456789abcdef"[number]),
                1 => Store.KnownVolume($"known{number}"),
                2 => Store.AufsLayer("0123456789abcdef"[number]),
                _ => Store.OrphanVolume($"lost{number}"),
            };

        private void Prepare(PlanItem item, Fate fate)
        {
            if (fate == Fate.InUse && item.Removal == RemovalMethod.Engine)
                Store.Engine.InUse.Add(item.Id.Name);
            if (fate is Fate.Gone or Fate.Replaced)
                Directory.Move(
                    Store.Tree.At(item.Directory.Path),
                    Store.Tree.Folder("moved") + "/" + Path.GetFileName(item.Directory.Path)
                );
            if (fate == Fate.Replaced)
                Store.Tree.File($"{item.Directory.Path}/something/else");
        }

        private Task<RecheckResult> Look(ImmutableArray<PlanItem> items, Fate alive)
        {
            var named = Fates.Where(pair =>
                items.Contains(pair.Item) && (pair.Fate == alive || (alive == Fate.AliveBefore && IsUsedUnseen(pair)))
            );
            return Task.FromResult(
                RecheckResult.NothingInUse with
                {
                    InUse = named.ToImmutableDictionary(pair => pair.Item.Id, _ => "in use"),
                }
            );
        }

        /// <summary>Only the engine itself can say in use of a volume that it knows; all else is named by the
        /// rechecks.</summary>
        private static bool IsUsedUnseen((PlanItem Item, Fate Fate) pair) =>
            pair.Fate == Fate.InUse && pair.Item.Removal != RemovalMethod.Engine;
    }
}
