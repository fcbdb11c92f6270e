using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Planning;

public sealed class LivenessTests
{
    [Test]
    public void Says_that_no_agent_has_reported() =>
        Assert.That(Some.Liveness.FindProblem(Some.Node("n1").Storage), Does.Contain("no agent has reported"));

    [Test]
    public void Says_since_when_an_agent_is_silent_and_says_the_same_later()
    {
        var storage = Some.Node("n1").Silent().Storage;
        var later = Some.Liveness with { Now = Some.Now + TimeSpan.FromHours(1) };
        Assert.That(
            Some.Liveness.FindProblem(storage),
            Is.EqualTo("its agent has been silent since 2026-03-01T11:50:00Z")
        );
        Assert.That(later.FindProblem(storage), Is.EqualTo(Some.Liveness.FindProblem(storage)));
    }

    [Test]
    public void Says_that_the_clocks_differ() =>
        Assert.That(
            Some.Liveness.FindProblem(Some.Node("n1").Beating(Some.Now.AddDays(1)).Storage),
            Does.Contain("compare the clocks")
        );

    [Test]
    public void Has_nothing_to_say_of_a_live_agent() =>
        Assert.That(Some.Liveness.FindProblem(Some.Node("n1").Alive().Storage), Is.Null);
}
