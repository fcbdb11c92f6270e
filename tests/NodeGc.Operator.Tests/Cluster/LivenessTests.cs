using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Cluster;

public sealed class LivenessTests
{
    [Test]
    public void Says_that_no_agent_has_reported() =>
        Assert.That(Given.Liveness.FindProblem(Given.Node("n1").Storage), Does.Contain("no agent has reported"));

    [Test]
    public void Says_since_when_an_agent_is_silent_and_says_the_same_later()
    {
        var storage = Given.Node("n1").Silent().Storage;
        var later = Given.Liveness with { Now = Given.Now + TimeSpan.FromHours(1) };
        Assert.That(
            Given.Liveness.FindProblem(storage),
            Is.EqualTo("its agent has not reported since 2026-03-01T11:50:00Z")
        );
        Assert.That(later.FindProblem(storage), Is.EqualTo(Given.Liveness.FindProblem(storage)));
    }

    [Test]
    public void Says_that_the_clocks_differ() =>
        Assert.That(
            Given.Liveness.FindProblem(Given.Node("n1").Beating(Given.Now.AddDays(1)).Storage),
            Does.Contain("check clock synchronization")
        );

    [Test]
    public void Has_nothing_to_say_of_a_live_agent() =>
        Assert.That(Given.Liveness.FindProblem(Given.Node("n1").Alive().Storage), Is.Null);
}
