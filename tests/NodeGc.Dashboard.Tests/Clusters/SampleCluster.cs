using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Dashboard.Tests.Clusters;

/// <summary>Two dozen nodes and three cleanups, with whatever the dashboard has to show: an approval that is awaited, a
/// silent node, one that refuses, one that failed, and names that are HTML.</summary>
internal static class SampleCluster
{
    public const string Node = "build-03";
    public const string Cleanup = "build-nodes";

    /// <summary>An image name that a browser must not take for HTML.</summary>
    public const string EvilImage = "registry.example.com/<script>window.pwned=1</script>:latest";

    /// <summary>The same as the name of a volume, and out of an attribute.</summary>
    public const string EvilVolume = "\"><img src=x onerror=\"window.pwned=2\">";

    /// <summary>The same as the path of a file, a container and a process.</summary>
    public const string EvilPath = "/tmp/</code><svg onload=window.pwned=3>";

    private const long Gi = 1L << 30;

    private static readonly string[] Names =
    [
        .. Enumerable.Range(1, 16).Select(number => $"build-{number:00}"),
        .. Enumerable.Range(1, 6).Select(number => $"test-{number:00}"),
        "gpu-01",
        "edge-01",
    ];

    /// <summary>Before the operator starts: machines, first reports, and cleanups with a past.</summary>
    public static async Task PrepareAsync(DashboardCluster cluster, DateTimeOffset now)
    {
        foreach (var (index, name) in Names.Index())
        {
            await cluster.AddNodeAsync(name, name.Split('-')[0]);
            if (name != "edge-01")
                await cluster.ReportAsync(name, Report(index, name, now));
        }
        await cluster.ApplyAsync("report", """{ "collect": { "layers": {}, "volumes": {} } }""");
        await cluster.ApplyAsync(
            Cleanup,
            """
            {
              "mode": "Approve",
              "nodeSelector": { "matchLabels": { "pool": "build" } },
              "when": { "diskUsagePercent": { "high": 85, "low": 75 } },
              "collect": { "layers": {}, "images": { "scope": "Unused", "minAge": "72h" }, "volumes": {} },
              "protect": { "images": ["registry.example.com/base/*"], "volumes": ["pg-*"] }
            }
            """
        );
        await cluster.ApplyAsync(
            "nightly",
            """{ "mode": "Enforce", "suspend": true, "collect": { "buildCache": {}, "containers": {} } }"""
        );
        await cluster.RememberAsync(Cleanup, History(now));
    }

    /// <summary>Once the operator has issued orders: what the agents report about them.</summary>
    public static async Task RunAsync(DashboardCluster cluster, DateTimeOffset now)
    {
        foreach (var (index, name) in Names.Index().Where(entry => entry.Item is not ("edge-01" or "test-06")))
        {
            var reports = new List<OrderReport>();
            var report = await cluster.AwaitOrderAsync(name, "report");
            reports.Add(SampleReports.Report(report, OrderPhase.Succeeded, Items(index, held: false), now));
            if (name.StartsWith("build-", StringComparison.Ordinal))
                reports.Add(Planned(index, name, await cluster.AwaitOrderAsync(name, Cleanup), now));
            var status = Report(index, name, now) with { Orders = [.. reports] };
            await cluster.ReportAsync(name, status);
        }
        await cluster.AwaitRunAsync(Cleanup, run => run.PlanDigest is not null);
        await cluster.AwaitRunAsync("report", run => run.Nodes.Succeeded == Names.Length - 2);
    }

    private static OrderReport Planned(int index, string name, CleanupOrder order, DateTimeOffset now) =>
        name == "build-07"
            ? SampleReports.Report(order, OrderPhase.Failed, Items(index, held: true), now) with
            {
                Errors = [new ErrorReport { Subject = "overlay2/91c2…", Message = "Read-only file system (EROFS)." }],
            }
            : SampleReports.Report(order, OrderPhase.Planned, Items(index, held: true), now) with
            {
                Pressure = new PressureReport { StartReason = "Disk usage is 91%, and diskUsagePercent.high is 85." },
                UnmatchedPins = [new UnmatchedPin { Field = "protect.volumes", Pattern = "pg-*" }],
            };

    private static NodeStorageStatus Report(int index, string name, DateTimeOffset now)
    {
        var status = SampleReports.Create(index, now);
        return name switch
        {
            "test-06" => status with { HeartbeatTime = now.AddHours(-7) },
            "test-02" => status.Refusing(
                NodeConditions.MetadataDamaged,
                "/host/root/var/lib/docker/image/overlay2/repositories.json is truncated. "
                    + "What it may reference is kept."
            ),
            Node => status with { DataRoots = [status.DataRoots[0] with { DeletedOpenFiles = [DeletedFile()] }] },
            _ => status,
        };
    }

    private static DeletedOpenFile DeletedFile() =>
        new()
        {
            Process = EvilPath,
            Pid = 4711,
            Container = EvilVolume,
            Pod = "ci/runner-7f9c",
            Path = EvilPath,
            Bytes = 3 * Gi,
        };

    private static ImmutableArray<ItemReport> Items(int index, bool held)
    {
        var size = 0.5 + index % 5;
        const string Orphan =
            "Not in layerdb and in no build cache record; not referenced by a lower file; not mounted; no open files.";
        return
        [
            SampleReports.Item(
                CollectedClass.Layers,
                $"overlay2/9d41f6c2a8b74e5f8{index:x3}0b7d2c9e4f1a6b3c8d5e7f2a9b4c6d8e1f3a5b",
                size * 2.3,
                ItemOutcome.Planned,
                Orphan
            ),
            SampleReports.Item(
                CollectedClass.Images,
                EvilImage,
                size * 1.4,
                ItemOutcome.Planned,
                "No container uses it. Last used 12 days ago."
            ),
            SampleReports.Item(
                CollectedClass.Layers,
                $"overlay2/e3b0c44298fc1c149{index:x3}afbf4c8996fb92427ae41e4649b934ca495991b7852b",
                size,
                ItemOutcome.Planned,
                Orphan
            ),
            SampleReports.Item(
                CollectedClass.Volumes,
                EvilVolume,
                size * 0.6,
                held ? ItemOutcome.Held : ItemOutcome.Planned,
                held ? "Below the minimum age: created 2 days ago, and minAge is 7d." : "No container uses it."
            ),
            SampleReports.Item(
                CollectedClass.Volumes,
                "8f14e45fceea167a5a36dedd4bea2543a1b2c3d4e5f60718293a4b5c6d7e8f90",
                size * 0.2,
                ItemOutcome.Planned,
                "Anonymous, and no container uses it."
            ),
        ];
    }

    private static IEnumerable<FinishedRun> History(DateTimeOffset now) =>
        from number in Enumerable.Range(1, 8)
        let start = now.AddDays(-number).AddMinutes(-number * 7)
        let planned = (34 + number * 13 % 29) * Gi
        select new FinishedRun
        {
            Id = $"{Cleanup}-{9 - number}",
            Generation = 9 - number,
            Mode = number > 5 ? CleanupMode.Report : CleanupMode.Approve,
            StartTime = start,
            CompletionTime = start.AddMinutes(18 + number),
            Succeeded = 16 - (number == 3 ? 2 : 0),
            Failed = number == 3 ? 2 : 0,
            ReclaimableBytes = planned,
            QuarantinedBytes = number > 5 ? 0 : planned / 5,
            ReclaimedBytes = number > 5 ? 0 : planned * 7 / 10,
        };
}
