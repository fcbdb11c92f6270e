using NodeGc.Docker.Transport;

namespace NodeGc.Docker.Tests;

public sealed class VersionNegotiationTests
{
    [TestCase("1.18", null, "1.18", TestName = "Speaks_the_oldest_version_with_Docker_1_6")]
    [TestCase("1.41", "1.12", "1.41", TestName = "Speaks_the_engines_newest_version")]
    [TestCase("1.60", "1.44", "1.51", TestName = "Speaks_its_own_newest_version_with_a_newer_engine")]
    [TestCase("1.51", "1.51", "1.51", TestName = "Takes_the_only_version_in_common")]
    public void Highest_in_common(string newest, string? oldest, string chosen) =>
        Assert.That(Choose(newest, oldest)?.ToString(), Is.EqualTo(chosen));

    [TestCase("1.17", null, TestName = "Refuses_an_engine_that_is_too_old")]
    [TestCase("1.90", "1.52", TestName = "Refuses_an_engine_that_is_too_new")]
    [TestCase("2", null, TestName = "Refuses_a_version_it_cannot_read")]
    [TestCase("1.x", null, TestName = "Refuses_a_version_that_is_no_number")]
    public void None_in_common(string newest, string? oldest) => Assert.That(Choose(newest, oldest), Is.Null);

    [Test]
    public void Orders_versions_by_number_and_not_by_text() =>
        Assert.That(new ApiVersion(1, 9), Is.LessThan(new ApiVersion(1, 18)));

    private static ApiVersion? Choose(string newest, string? oldest) =>
        VersionNegotiation.Choose(new EngineVersion { ApiVersion = newest, MinApiVersion = oldest });
}
