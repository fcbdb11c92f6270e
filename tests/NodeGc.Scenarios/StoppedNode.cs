using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Scenarios;

/// <summary>A node on which no engine runs: a data root in a folder of its own, a proc that shows what the test
/// describes, and the agent.</summary>
internal sealed class StoppedNode : IDisposable
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-o-");
    private readonly SteppedTime time = new();
    private readonly NodeScanner scanner;

    /// <param name="procRoot">Null = <see cref="Proc"/>; <c>/proc</c> for mounts that are real.</param>
    public StoppedNode(string? procRoot = null)
    {
        Proc = new ProcOnDisk(Path.Combine(folder.FullName, "proc"));
        Directory.CreateDirectory(DataRoot);
        var state = Path.Combine(folder.FullName, "state");
        scanner = new NodeScanner(
            new NodeOptions([DataRoot], procRoot ?? Proc.Root, null, state, IsReadOnly: false),
            StateDirectory.Open(state),
            time
        );
    }

    /// <summary>The built program, beside the tests.</summary>
    private static string Program => Path.Combine(AppContext.BaseDirectory, "nodegc-agent");

    public string DataRoot => Path.Combine(folder.FullName, "docker");

    public ProcOnDisk Proc { get; }

    /// <summary>A path below the data root.</summary>
    public string At(string path) => Path.Combine(DataRoot, path);

    /// <summary>One look, some time after the one before.</summary>
    public Task<Scan> ScanAsync()
    {
        time.Step(ScanInterval);
        return scanner.ScanAsync(
            ScanOptions.ForReports with
            {
                SettleTime = TimeSpan.Zero,
            },
            progress: null,
            CancellationToken.None
        );
    }

    /// <summary>What <c>scan</c> reports of one more look.</summary>
    public async Task<ScanDocument> ReportAsync() => ScanReport.Create(await ScanAsync());

    /// <summary>What may be removed after two scans.</summary>
    public async Task<SweepPlan> PlanAsync(CleanupPolicy policy)
    {
        await ScanAsync();
        return (await ScanAsync()).Plan(policy);
    }

    public Task<SweepReport> SweepAsync(SweepPlan plan, CleanupPolicy policy) =>
        new NodeSweeper(scanner, time).SweepAsync(plan, policy, "run", CancellationToken.None);

    /// <summary>Confirms the loss of the pieces of metadata at and below a path.</summary>
    public async Task ConfirmLossAsync(string path)
    {
        var inventory = (await ScanAsync()).Inventory;
        scanner.Losses.Confirm(
            inventory,
            inventory.Doubts.Where(doubt =>
                doubt.IsLoss
                && (doubt.Subject == path || doubt.Subject.StartsWith($"{path}/", StringComparison.Ordinal))
            )
        );
    }

    /// <summary>Puts back what was swept.</summary>
    public async Task<RestoreDocument> RestoreAsync() =>
        NodeRestorer.Describe(await new NodeRestorer(scanner, time).RestoreAsync("run", [], CancellationToken.None));

    /// <summary>All that is called so, explained as of one more look.</summary>
    public async Task<ImmutableArray<Explanation>> ExplainAsync(string text)
    {
        var explainer = new Explainer((await ScanAsync()).Inventory);
        return [.. explainer.Find(text).Select(explainer.Explain)];
    }

    /// <summary>Runs the agent's program on the data root, with the node's real proc.</summary>
    public CommandResult Run(params string[] arguments) =>
        new ExternalCommand(
            Program,
            [.. arguments, "--data-root", DataRoot, "--state-dir", Path.Combine(folder.FullName, "program")]
        ).Run();

    public void Dispose()
    {
        scanner.Dispose();
        _ = new ExternalCommand("/bin/rm", "-rf", "--one-file-system", folder.FullName).Run();
    }
}
