using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Tests.Queues;

public sealed class BackoffTests
{
    private static readonly Backoff Backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    [TestCase(1, 0.0, 0.5)]
    [TestCase(1, 1.0, 1)]
    [TestCase(2, 1.0, 2)]
    [TestCase(4, 1.0, 8)]
    [TestCase(5, 1.0, 10)]
    [TestCase(5, 0.5, 7.5)]
    [TestCase(int.MaxValue, 1.0, 10)]
    [TestCase(0, 1.0, 1)]
    public void Doubles_up_to_its_bound_and_spreads_over_the_upper_half(int failures, double random, double seconds) =>
        Assert.That(Backoff.After(failures, random), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
}
