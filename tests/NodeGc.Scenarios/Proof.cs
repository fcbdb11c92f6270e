using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What every scenario ends in.</summary>
internal static class Proof
{
    private const int MostAttempts = 5;

    extension(Node node)
    {
        /// <summary>
        /// Orphans found = orphans made, exactly; swept they are gone, with their short links; everything else still
        /// runs, starts and holds the same bytes; and a further look finds nothing.
        /// </summary>
        /// <param name="made">Names of layer directories.</param>
        public async Task ProveLayersAsync(params IEnumerable<string> made)
        {
            var orphans = made.ToImmutableArray();
            await node.ProveAsync(Policies.Layers, orphans.Select(name => $"{node.Layers.Folder}/{name}"), []);
            Assert.That(orphans.SelectMany(node.Layers.ShortLinksTo), Is.Empty, "short links to swept directories");
        }

        /// <summary>As above, for any policy and class.</summary>
        /// <param name="paths">Relative to the data root.</param>
        /// <param name="gone">Names of volumes that the sweep was meant to remove.</param>
        public async Task ProveAsync(CleanupPolicy policy, IEnumerable<string> paths, IReadOnlyCollection<string> gone)
        {
            var made = paths.ToImmutableArray();
            var check = StoreCheck.Take(node.Docker);
            var plan = await node.PlanUntilAsync(made, policy);
            var found = PathsIn(plan);
            Assert.That(
                found,
                Is.EquivalentTo(made),
                $"orphans found = orphans made, exactly; held: {Held(plan)}; missing: "
                    + $"{await node.ExplainAllAsync(made.Except(found))}"
            );
            var report = await node.SweepUntilAsync(plan, made, policy);
            Assert.That(
                report.Items.Select(item => item.Outcome),
                Is.All.InstanceOf<ItemOutcome.Quarantined>(),
                $"{report.StopReason}; {string.Join("; ", report.Items.Select(item => item.Outcome))}"
            );
            Assert.That(
                made.Where(path => Directory.Exists(Path.Combine(node.Dockerd.DataRoot, path))),
                Is.Empty,
                "swept, and still there"
            );
            Assert.That(check.FindViolations(gone), Is.Empty);
            Assert.That((await node.PlanAsync(policy)).Items, Is.Empty, "found after the sweep");
        }

        /// <summary>
        /// The situation keeps everything it made, while the sweep at work beside it removes what a failed container
        /// left: a sweep that removes nothing would prove nothing.
        /// </summary>
        public Task ProveAllIsKeptAsync() => node.ProveLayersAsync(FailedCreate.MakeOrphans(node.Dockerd));

        /// <summary>A layer directory is alive, and the root at the end of its chain is one that the scenario
        /// expects.</summary>
        public async Task ProveAliveAsync(string directory, params ResourceKind[] because)
        {
            var explanation = await node.ExplainAsync($"{node.Layers.Folder}/{directory}");
            Assert.That(explanation.Verdict, Is.EqualTo(Verdict.Live), explanation.Reason?.Text);
            Assert.That(because, Does.Contain(explanation.Chain[^1].Id.Kind), explanation.Reason?.Text);
        }

        /// <summary>Nothing may be removed, and the reason is the named rule or doubt; again for the reason of
        /// <see cref="PlanUntilAsync"/>.</summary>
        public async Task ProveHeldAsync(CleanupPolicy policy, IEnumerable<string> paths, string rule)
        {
            var expected = paths.ToImmutableArray();
            string[] held = [];
            var others = "";
            for (var attempt = 1; attempt <= MostAttempts && expected.Except(held).Any(); attempt++)
            {
                var plan = await node.PlanAsync(policy);
                Assert.That(plan.Items, Is.Empty);
                held = [.. plan.Held.Where(one => one.Reason.Rule == rule).Select(one => one.Resource.Directory!.Path)];
                others = Held(plan);
            }
            Assert.That(held, Is.SupersetOf(expected), $"held: {others}");
        }

        /// <summary>Plans again as long as something is missing and nothing is too much: what is started elsewhere on
        /// this machine, in whatever test, has for a moment a mount namespace in which all is in use that is mounted or
        /// was.</summary>
        public async Task<SweepPlan> PlanUntilAsync(ImmutableArray<string> made, CleanupPolicy policy)
        {
            for (var attempt = 1; ; attempt++)
            {
                var plan = await node.PlanAsync(policy);
                var found = PathsIn(plan);
                if (attempt == MostAttempts || found.Length >= made.Length || found.Except(made).Any())
                    return plan;
            }
        }

        /// <summary>Sweeps again, all of it, as long as the last look before a removal finds something in use; for the
        /// reason of <see cref="PlanUntilAsync"/>.</summary>
        private async Task<SweepReport> SweepUntilAsync(
            SweepPlan plan,
            ImmutableArray<string> made,
            CleanupPolicy policy
        )
        {
            var report = await node.SweepAsync(plan, policy);
            for (var attempt = 2; attempt <= MostAttempts; attempt++)
            {
                if (!report.Items.Any(item => item.Outcome is ItemOutcome.NowInUse))
                    break;
                if (report.Items.Any(item => item.Outcome is ItemOutcome.Quarantined))
                    await node.RestoreAsync();
                report = await node.SweepAsync(await node.PlanUntilAsync(made, policy), policy);
            }
            return report;
        }

        private async Task<string> ExplainAllAsync(IEnumerable<string> paths)
        {
            if (paths.ToList() is not { Count: > 0 } asked)
                return "none";
            var explainer = new Explainer((await node.ScanAsync()).Inventory);
            var explanations = asked.SelectMany(
                path => explainer.Find(path),
                (path, resource) => (Path: path, Why: explainer.Explain(resource))
            );
            return string.Join(
                "; ",
                explanations.Select(one => $"{one.Path} ({one.Why.Verdict}: {one.Why.Reason?.Text})")
            );
        }

        /// <summary>What is reported and stays, of one kind.</summary>
        public async Task<ImmutableArray<string>> LeftoversAsync(LeftoverKind kind)
        {
            var inventory = (await node.ScanAsync()).Inventory;
            return
            [
                .. inventory
                    .Leftovers.Concat(UnreferencedLayers.Find(inventory))
                    .Where(leftover => leftover.Kind == kind)
                    .Select(leftover => leftover.Path)
                    .Distinct(),
            ];
        }
    }

    private static ImmutableArray<string> PathsIn(SweepPlan plan) =>
        [.. plan.Items.Select(item => item.Directory.Path)];

    private static string Held(SweepPlan plan) =>
        string.Join("; ", plan.Held.Select(held => $"{held.Resource.Id} ({held.Reason.Rule}: {held.Reason.Text})"));
}
