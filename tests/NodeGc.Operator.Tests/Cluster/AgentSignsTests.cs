using Microsoft.Extensions.Time.Testing;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Cluster;

/// <summary>When agents count as alive, whatever the clocks of their nodes say.</summary>
public sealed class AgentSignsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private FakeTimeProvider clock = null!;
    private AgentSigns signs = null!;

    [SetUp]
    public void Begin()
    {
        clock = new FakeTimeProvider(Given.Now);
        signs = new AgentSigns(Bound, clock);
    }

    [Test]
    public void A_lease_that_changes_shows_a_live_agent_however_wrong_its_clock_is([Values(-3600, 0, 3600)] int skew)
    {
        var before = Lease(clock.GetUtcNow().AddSeconds(skew));
        signs.Update(new(null, before));
        clock.Advance(TimeSpan.FromSeconds(40));
        signs.Update(new(before, Lease(clock.GetUtcNow().AddSeconds(skew))));

        Assert.That(IsAlive(), Is.True);
        clock.Advance(Bound);
        Assert.That(IsAlive(), Is.True, "silence counts from what was heard last");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(IsAlive(), Is.False);
    }

    [Test]
    public void The_first_renewal_of_a_new_lease_counts_however_wrong_the_clock_is()
    {
        signs.Update(new(null, Lease(null)));
        signs.Update(new(Lease(null), Lease(clock.GetUtcNow().AddHours(-1))));

        Assert.That(IsAlive(), Is.True);
    }

    [TestCase(-30, true)]
    [TestCase(-91, false)]
    [TestCase(30, true)]
    [TestCase(3600, false)]
    public void Of_a_lease_that_is_seen_for_the_first_time_only_a_recent_renewal_counts(int seconds, bool isAlive)
    {
        signs.Update(new(null, Lease(clock.GetUtcNow().AddSeconds(seconds))));

        Assert.That(IsAlive(), Is.EqualTo(isAlive));
    }

    [Test]
    public void An_agent_that_died_before_the_operator_started_is_not_alive_for_a_while()
    {
        signs.Update(new(null, Lease(clock.GetUtcNow().AddSeconds(-80))));
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.That(IsAlive(), Is.False);
    }

    [Test]
    public void A_lease_that_was_listed_again_without_a_renewal_shows_nothing()
    {
        var lease = Lease(clock.GetUtcNow());
        signs.Update(new(null, lease));
        clock.Advance(Bound + TimeSpan.FromSeconds(1));
        signs.Update(new(lease, lease));

        Assert.That(IsAlive(), Is.False);
    }

    [Test]
    public void A_lease_that_is_deleted_does_not_make_an_agent_silent_before_its_time()
    {
        var lease = Lease(clock.GetUtcNow());
        signs.Update(new(null, lease));
        clock.Advance(TimeSpan.FromSeconds(60));
        signs.Update(new(lease, null));

        Assert.That(IsAlive(), Is.True);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(IsAlive(), Is.False);
    }

    [Test]
    public void Only_the_return_of_a_silent_agent_is_news()
    {
        var (first, second) = (Lease(clock.GetUtcNow()), Lease(clock.GetUtcNow().AddSeconds(40)));

        Assert.That(signs.Update(new(null, first)), Is.True, "the first sign");
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.That(signs.Update(new(first, second)), Is.False, "a renewal");
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(signs.Update(new(second, Lease(clock.GetUtcNow()))), Is.True, "the return");
    }

    [Test]
    public void Forgets_the_leases_of_nodes_that_left()
    {
        foreach (var node in new[] { "n1", "n2" })
        {
            signs.Update(new(null, Lease(clock.GetUtcNow(), node)));
            clock.Advance(Bound + TimeSpan.FromSeconds(1));
            signs.Update(new(Lease(Given.Now, node), null));
        }

        Assert.That((signs.Find("n1"), signs.Find("n2")), Is.EqualTo(((AgentSign?)null, (AgentSign?)null)));
    }

    [Test]
    public void A_node_of_the_same_name_is_not_alive_before_its_own_agent_has_reported()
    {
        signs.Update(new(null, Lease(clock.GetUtcNow())));
        var replaced = Given.Node("n1").Holding(Given.Cleanup("weekly"));

        Assert.That(Liveness().FindProblem(replaced.Storage), Does.Contain("no agent has reported"));
    }

    [Test]
    public void An_agent_of_an_earlier_release_is_alive_by_its_status_although_it_never_renews_the_lease()
    {
        signs.Update(new(null, Lease(null)));

        Assert.That(Liveness().FindProblem(Given.Node("n1").Alive().Storage), Is.Null);
    }

    [Test]
    public void Says_since_when_an_agent_is_silent_by_its_lease_and_says_the_same_later()
    {
        signs.Update(new(null, Lease(Given.Now)));
        clock.Advance(TimeSpan.FromMinutes(5));
        var problem = Liveness().FindProblem(Reported);
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(problem, Is.EqualTo("its agent has not reported since 2026-03-01T12:00:00Z"));
        Assert.That(Liveness().FindProblem(Reported), Is.EqualTo(problem));
    }

    private static NodeStorage Reported => Given.Node("n1").Silent().Storage!;

    private bool IsAlive() => Liveness().IsAlive(Reported);

    private Liveness Liveness() => new(clock.GetUtcNow(), Bound) { FindSign = signs.Find };

    private static Lease Lease(DateTimeOffset? renewed, string node = "n1") =>
        new()
        {
            Metadata = new ObjectMeta { Namespace = "nodegc", Name = AgentLease.NameFor(node) },
            Spec = new LeaseSpec { RenewTime = renewed },
        };
}
