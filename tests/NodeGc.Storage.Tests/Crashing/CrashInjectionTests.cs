using System.Globalization;
using NodeGc.Testing.Docker;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// Kills the executor with SIGKILL, in a process of its own, at its system calls: whatever it was about, afterwards
/// every item is whole in its place, whole in the quarantine, or rightly gone, as the journal says, and nothing else in
/// the store has changed. The everyday run takes every sixth call that changes something, on one kind of store; the
/// long one, with NODEGC_SOAK_KILLS=all, kills before and after every call on files, also those that only look.
/// </summary>
[Category("Slow")]
internal sealed class CrashInjectionTests
{
    private static readonly bool All = Environment.GetEnvironmentVariable("NODEGC_SOAK_KILLS") == "all";

    private static readonly TimeSpan Longest = All ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes(3);

    private static IEnumerable<TestCaseData> Cases =>
        from kind in StoreKind.All.Take(All ? int.MaxValue : 1)
        from deed in Deed.All
        select new TestCaseData(kind.Name, deed.Name);

    [TestCaseSource(nameof(Cases)), Category("Soak")]
    public void Survives_a_kill_at_any_of_its_calls(string kind, string deed) =>
        KillAt(kind, deed, stride: All ? 1 : 6, recoveryStride: 0);

    private static IEnumerable<TestCaseData> RecoveryCases =>
        Cases.Where(test => All || test.Arguments[1] is "sweep without quarantine" or "restore");

    [TestCaseSource(nameof(RecoveryCases)), Category("Soak")]
    public void Survives_a_kill_of_the_recovery_from_a_kill(string kind, string deed) =>
        KillAt(kind, deed, stride: All ? 10 : 25, recoveryStride: All ? 1 : 6);

    private static void KillAt(string kind, string deed, int stride, int recoveryStride)
    {
        var output = Run([kind, deed, Text(stride), Text(recoveryStride), All ? "all" : "changes"]);
        var kills = int.Parse(output, CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"{kills} kills of {deed}{(recoveryStride > 0 ? " and its recovery" : "")}, {kind}");
        Assert.That(kills, Is.GreaterThan(0), "a deed without a moment at which it can die proves nothing");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Run(string[] arguments) =>
        new ExternalCommand("dotnet", [typeof(CrashProgram).Assembly.Location, .. arguments])
        {
            Environment = Child.Needed,
            Limit = Longest,
        }
            .Run()
            .Text;
}
