using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;

namespace NodeGc.Operator.Tests.Orders;

public sealed class RunIdTests
{
    [Test]
    public void Begins_with_name_and_generation_so_that_people_know_it() =>
        Assert.That(Of("build-nodes", "u1", 3), Does.Match("^build-nodes-3-[0-9a-f]{10}$"));

    [Test]
    public void Stays_the_same_from_release_to_release() => Assert.That(Of("a", "u1", 1), Is.EqualTo("a-1-bb82030dbc"));

    [Test]
    public void Differs_between_generations() => Assert.That(Of("a", "u1", 1), Is.Not.EqualTo(Of("a", "u1", 2)));

    [Test]
    public void Differs_between_two_cleanups_that_had_the_same_name() =>
        Assert.That(Of("a", "u1", 1), Is.Not.EqualTo(Of("a", "u2", 1)));

    [Test]
    public void Differs_between_long_names_that_begin_alike() =>
        Assert.That(Of(new string('a', 200) + "x", "u1", 1), Is.Not.EqualTo(Of(new string('a', 200) + "y", "u2", 1)));

    [TestCase("a", 1)]
    [TestCase("weekly.build-nodes.example", long.MaxValue)]
    [TestCase("a-name-that-is-as-long-as-the-name-of-a-kubernetes-object-may-be-and-then-some", long.MaxValue)]
    public void Is_a_folder_name_of_at_most_63_letters_digits_and_dashes(string name, long generation) =>
        Assert.That(Of(name, "u1", generation), Does.Match(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,62}\z"));

    private static string Of(string name, string uid, long generation) =>
        RunId.Compute(
            new ObjectMeta
            {
                Name = name,
                Uid = uid,
                Generation = generation,
            }
        );
}
