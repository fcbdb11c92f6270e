using NodeGc.Agent;
using NodeGc.Agent.CommandLine;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Api.Cleanups;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests.Policies;

/// <summary>A sample of crds/samples on a data root.</summary>
internal sealed class SampleRun(string sample, string dataRoot, string proc = "/proc", string? socket = null)
    : IDisposable
{
    private static readonly TimeSpan[] Scans = [TimeSpan.FromDays(400), TimeSpan.FromDays(410), TimeSpan.FromDays(420)];

    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("nodegc-sample-");

    /// <summary>The mode; null = that of the sample.</summary>
    public CleanupMode? Mode { get; init; }

    public static string PathOf(string sample) => SourceTree.PathOf("crds", "samples", $"{sample}.yaml");

    /// <summary>The plan of the sample after three scans, more than a year from now.</summary>
    /// <param name="isFull">Whether the disk is as full as `when` demands; null if the sample has none.</param>
    public async Task<PlanDocument> PlanLaterAsync(bool? isFull, CancellationToken cancellationToken)
    {
        var policy = PolicyFile.Read(PathOf(sample)).Policy;
        Assert.That(policy.When is null, Is.EqualTo(isFull is null), "say whether the disk is full");
        var when = policy.When is null ? null : Pressure.Of(isFull!.Value);
        var collected = (policy with { When = when, Mode = Mode ?? policy.Mode }).ToPolicy();
        var options = new NodeOptions([dataRoot], proc, socket, state.FullName, IsReadOnly: true);
        var scan = default(Scan);
        foreach (var ahead in Scans)
        {
            using var scanner = new NodeScanner(options, StateDirectory.Open(state.FullName), new LaterClock(ahead));
            scan = await scanner.ScanAsync(ScanOptions.For(collected), progress: null, cancellationToken);
        }
        Assert.That(scan!.Inventory.Doubts, Is.Empty);
        return PlanReport.Create(scan.Plan(collected), scan);
    }

    /// <summary>What <c>nodegc-agent plan</c> prints now.</summary>
    public async Task<(ExitCode ExitCode, string Output)> PlanNowAsync()
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var printed = new StringWriter();
        Console.SetOut(printed);
        Console.SetError(printed);
        try
        {
            string[] at = ["--data-root", dataRoot, "--proc", proc, "--state-dir", Path.Combine(state.FullName, "now")];
            var code = await AgentCommands.InvokeAsync(["plan", "--policy", PathOf(sample), .. at]);
            return ((ExitCode)code, printed.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    public void Dispose() => state.Delete(recursive: true);
}
