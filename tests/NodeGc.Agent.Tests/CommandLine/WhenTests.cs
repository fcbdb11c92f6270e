using NodeGc.Agent.Tests.Stores;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>The <c>when</c> of a policy on one host.</summary>
[Category("Real")]
internal sealed class WhenTests
{
    private StoreCopy copy = null!;

    [SetUp]
    public async Task MakeStore() => copy = await StoreCopy.ConfirmedAsync();

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    [TestCase("plan")]
    [TestCase("clean", "--yes")]
    public async Task Nothing_is_removed_while_the_disk_is_not_full_enough(params string[] command)
    {
        var result = await copy.RunAsync([.. command, "--policy", Policy(high: 100, low: 99), "-o", "json"]);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Found), result.ToString());
        Assert.That(
            (string?)(result.Json["plan"] ?? result.Json)["enough"],
            Does.Match("^Nothing is removed: disk usage [0-9]+% is below the high threshold of 100%$")
        );
        Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.All.True);
    }

    [Test]
    public async Task All_that_may_go_is_deleted_at_once_where_the_disk_stays_too_full()
    {
        var clean = await copy.RunAsync("clean", "--yes", "--policy", Policy(high: 1, low: 0), "-o", "json");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
        Assert.That(
            (string?)clean.Json["plan"]!["enough"],
            Does.StartWith("Still above the stop thresholds after removing everything eligible, by ")
        );
        Assert.That((long)clean.Json["quarantined"]!["items"]!, Is.Zero);
        Assert.That(
            clean.Json["notes"]!.AsArray().Select(note => (string?)note),
            Has.One.Contains("quarantined items were deleted early")
        );
        Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.None.True);
        Assert.That(QuarantineListing.Read(copy.DataRoot), Is.Empty);
    }

    [TestCase(
        "1Ki",
        "1Gi",
        ExitCode.Found,
        "^Nothing is removed: [0-9.]+ .?i?B free is not below the low threshold of 1 KiB$"
    )]
    [TestCase(
        "1Ei",
        "2Ei",
        ExitCode.Found,
        "^Still above the stop thresholds after removing everything eligible, by [0-9.]+ .iB and 0 inodes$"
    )]
    public async Task Free_space_counts_as_an_amount_too(string low, string high, ExitCode exitCode, string enough)
    {
        var plan = await copy.RunAsync("plan", "--policy", FreePolicy(low, high), "-o", "json");

        Assert.That(plan.ExitCode, Is.EqualTo(exitCode), plan.ToString());
        Assert.That((string?)plan.Json["enough"], Does.Match(enough));
    }

    private string FreePolicy(string low, string high) =>
        copy.PolicyFileOf(
            $"mode: Enforce\n  when: {{ diskFree: {{ low: {low}, high: {high} }} }}\n"
                + $"  collect: {{ {PolicyTexts.Layers} }}"
        );

    private string Policy(int high, int low)
    {
        var path = Path.Combine(copy.Folder, "when.yaml");
        File.WriteAllText(
            path,
            PolicyTexts.Cleanup(
                $"mode: Enforce\n  when: {{ diskUsagePercent: {{ high: {high}, low: {low} }} }}\n"
                    + $"  collect: {{ {PolicyTexts.Layers} }}"
            )
        );
        return path;
    }
}
