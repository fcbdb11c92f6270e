using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class ExplanationLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Every_chain_leads_over_real_edges_to_a_root(World world) =>
        Explain(world)
            .All(explanation =>
            {
                var chain = explanation.Chain;
                return explanation.Verdict == Verdict.Garbage
                    ? chain.IsEmpty && explanation.Reason is null
                    : chain[0].Id == explanation.Resource.Id
                        && explanation.Reason is not null
                        && chain
                            .Zip(chain.Skip(1))
                            .All(link => Oracle.Closure(world.Inventory, [link.Second.Id]).Contains(link.First.Id));
            });

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Is_called_live_exactly_when_something_in_use_needs_it(World world)
    {
        var live = Oracle.Live(world.Inventory);
        return Explain(world)
            .All(explanation => (explanation.Verdict == Verdict.Live) == live.Contains(explanation.Resource.Id));
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Agrees_with_the_plan_on_why_a_thing_is_held(World world)
    {
        var unlimited = world.WithoutLimits();
        var explainer = new Explainer(unlimited.Inventory, unlimited.Input);
        return unlimited
            .Plan()
            .Held.Where(item => item.Reason.Rule != "Cycle")
            .All(item =>
                explainer.Explain(item.Resource) is { Verdict: Verdict.Held or Verdict.Unsure } explanation
                && explanation.Reason == item.Reason
            );
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Calls_everything_that_is_removed_garbage(World world)
    {
        var explainer = new Explainer(world.Inventory, world.Input);
        var going = world.Plan().Items.Select(item => item.Id).ToHashSet();
        return world
            .Candidates.Where(candidate => going.Contains(candidate.Id))
            .All(candidate => explainer.Explain(candidate).Verdict == Verdict.Garbage);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Chains_are_no_longer_than_they_need_to_be(World world) =>
        Explain(world)
            .Where(explanation => explanation.Reason?.Basis == RootBasis.Alive)
            .All(explanation =>
                explanation.Chain.Select(link => link.Id).Distinct().Count() == explanation.Chain.Length
            );

    private static IEnumerable<Explanation> Explain(World world)
    {
        var explainer = new Explainer(world.Inventory, world.Input);
        return world.Inventory.Resources.Select(explainer.Explain);
    }
}
