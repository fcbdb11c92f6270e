using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Scenarios.Peers;

/// <summary>What a script would delete beside what we find, on the same disk.</summary>
internal static class Comparison
{
    extension(StoppedNode node)
    {
        /// <summary>The script deletes <paramref name="live"/>; we keep exactly that, without a doubt, and find all of
        /// <paramref name="dead"/>, as it does.</summary>
        /// <param name="script">Paths that it would delete; all paths are relative to the data root.</param>
        /// <param name="live">What somebody needs.</param>
        /// <param name="dead">What nobody needs.</param>
        public async Task ProveAsync(IReadOnlySet<string> script, IEnumerable<string> live, IEnumerable<string> dead)
        {
            ImmutableArray<string> needed = [.. live];
            var scan = await node.ProveHarmAsync(script, needed, [.. dead]);
            Assert.That(scan.Inventory.Doubts, Is.Empty);
            Assert.That(needed.Where(Found(scan).Contains), Is.Empty, "we keep it");
        }

        /// <summary>The script deletes <paramref name="live"/>; we see that something is wrong, keep all that the
        /// damaged piece could own for as long as it is, and still show <paramref name="dead"/>.</summary>
        public async Task ProveInDoubtAsync(
            IReadOnlySet<string> script,
            IEnumerable<string> live,
            IEnumerable<string> dead
        )
        {
            var (needed, useless) = (live.ToImmutableArray(), dead.ToImmutableArray());
            var scan = await node.ProveHarmAsync(script, needed, useless);
            Assert.That(scan.Inventory.Doubts, Is.Not.Empty);
            var planned = (await node.PlanAsync(Policies.Everything)).Items;
            Assert.That(planned.Select(item => item.Directory.Path), Is.SubsetOf(useless), "nothing but what is dead");
            var going = planned.SelectMany(item => item.Directory.RelatedPaths.Prepend(item.Directory.Path));
            Assert.That(going.Intersect(needed), Is.Empty, "nothing live");
        }

        /// <summary>The script leaves <paramref name="left"/>, which nobody needs; we find it.</summary>
        public async Task ProveFoundAsync(IReadOnlySet<string> script, IEnumerable<string> left)
        {
            ImmutableArray<string> paths = [.. left];
            Assert.That(paths.Where(path => Path.Exists(node.At(path))), Is.EqualTo(paths), "the test itself");
            Assert.That(paths.Where(script.Contains), Is.Empty, "the script leaves it");
            Assert.That(Found(await node.ScanAsync()), Is.SupersetOf(paths), "we find it");
        }

        private async Task<Scan> ProveHarmAsync(
            IReadOnlySet<string> script,
            ImmutableArray<string> live,
            ImmutableArray<string> dead
        )
        {
            Assert.That(live.Concat(dead).Where(path => !Path.Exists(node.At(path))), Is.Empty, "the test itself");
            Assert.That(live, Is.Not.Empty.And.SubsetOf(script), "the script does the harm");
            Assert.That(dead, Is.SubsetOf(script), "what the script finds rightly");
            var scan = await node.ScanAsync();
            Assert.That(Found(scan), Is.SupersetOf(dead), "we find it as well");
            return scan;
        }
    }

    /// <summary>All that nothing alive needs, with what goes with it, whether or not a doubt or a policy keeps
    /// it.</summary>
    private static ImmutableHashSet<string> Found(Scan scan) =>
        [.. new Liveness(scan.Inventory).Garbage.SelectMany(Paths)];

    private static IEnumerable<string> Paths(Resource candidate) =>
        [candidate.Directory!.Path, .. candidate.Directory.RelatedPaths];
}
