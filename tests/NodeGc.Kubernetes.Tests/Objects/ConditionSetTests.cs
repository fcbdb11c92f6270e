using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Tests.Objects;

public sealed class ConditionSetTests
{
    private static readonly DateTimeOffset Before = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Before.AddHours(1);

    [Test]
    public void Keeps_the_time_of_the_last_transition_while_the_status_stays_the_same()
    {
        var after = Ready("True", "Started").With(Condition("Ready", "True", "StillFine"), Now);

        Assert.That(after.Single().LastTransitionTime, Is.EqualTo(Before));
        Assert.That(after.Single().Reason, Is.EqualTo("StillFine"));
    }

    [Test]
    public void Takes_the_given_time_when_the_status_changes()
    {
        var after = Ready("True", "Started").With(Condition("Ready", "False", "Broken"), Now);

        Assert.That(after.Single().LastTransitionTime, Is.EqualTo(Now));
    }

    [Test]
    public void Adds_a_condition_of_a_new_type_at_the_end()
    {
        var after = Ready("True", "Started").With(Condition("Stalled", "False", "No"), Now);

        Assert.That(after.Select(condition => condition.Type), Is.EqualTo(["Ready", "Stalled"]));
        Assert.That(after.IsTrue("Ready"), Is.True);
        Assert.That(after.IsTrue("Stalled"), Is.False);
    }

    [Test]
    public void Starts_from_an_absent_list()
    {
        var after = default(ImmutableArray<Condition>).With(Condition("Ready", "True", "Started"), Now);

        Assert.That(after.Find("Ready")?.LastTransitionTime, Is.EqualTo(Now));
        Assert.That(default(ImmutableArray<Condition>).Find("Ready"), Is.Null);
    }

    private static ImmutableArray<Condition> Ready(string status, string reason) =>
        [Condition("Ready", status, reason) with { LastTransitionTime = Before }];

    private static Condition Condition(string type, string status, string reason) =>
        new()
        {
            Type = type,
            Status = status,
            Reason = reason,
        };
}
