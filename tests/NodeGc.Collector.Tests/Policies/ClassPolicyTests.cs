using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Policies;

public sealed class ClassPolicyTests
{
    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(1)]
    public void Fewer_than_two_confirmations_count_as_two(int confirmations)
    {
        Assert.That(
            new ClassPolicy(TimeSpan.Zero, confirmations, TimeSpan.FromMinutes(10)).Confirmations,
            Is.EqualTo(2)
        );
        Assert.That((Node.Hourly with { Confirmations = confirmations }).Confirmations, Is.EqualTo(2));
    }

    [Test]
    public void An_interval_shorter_than_five_seconds_counts_as_five_seconds()
    {
        Assert.That(
            new ClassPolicy(TimeSpan.Zero, 2, TimeSpan.Zero).ConfirmationInterval,
            Is.EqualTo(TimeSpan.FromSeconds(5))
        );
        Assert.That(
            (Node.Hourly with { ConfirmationInterval = TimeSpan.FromSeconds(-9) }).ConfirmationInterval,
            Is.EqualTo(TimeSpan.FromSeconds(5))
        );
    }

    [Test]
    public void Longer_ones_are_kept_as_they_are()
    {
        var policy = new ClassPolicy(TimeSpan.FromDays(7), 4, TimeSpan.FromMinutes(10));
        Assert.That(
            (policy.Confirmations, policy.ConfirmationInterval, policy.ConfirmationSpan),
            Is.EqualTo((4, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)))
        );
    }
}
