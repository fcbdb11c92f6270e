using System.Globalization;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Tests.BadInput;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Host.Linux;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>How full a disk is: everybody says what <c>df</c> says, also where a part of it is reserved for
/// root.</summary>
[Category("Real")]
internal sealed class DiskUsageTests
{
    private string folder = null!;
    private Mounts disk = null!;

    [SetUp]
    public void MakeDisk()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-df-").FullName;
        disk = Mounts.Reserving(
            Path.Combine(folder, "disk"),
            Path.Combine(folder, "image"),
            mebibytes: 200,
            percentOfRoot: 40
        );
    }

    [TearDown]
    public void RemoveDisk()
    {
        disk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Says_what_df_says()
    {
        using var copy = await StoreCopy.ConfirmedInAsync(
            Directory.CreateDirectory(Path.Combine(folder, "disk", "node")).FullName
        );
        await File.WriteAllBytesAsync(Path.Combine(folder, "disk", "more"), new byte[40 << 20]);
        // What is remembered lies on another disk, so that remembering it changes nothing here.
        string[] options = ["--data-root", copy.DataRoot, "--state-dir", Path.Combine(folder, "state")];

        var (scan, plan) = (
            await AgentCommandLine.RunAsync(["scan", .. options]),
            await AgentCommandLine.RunAsync(["plan", .. options])
        );
        var json = (await AgentCommandLine.RunAsync(["scan", "-o", "json", .. options])).Json;

        var df = Df(copy.DataRoot);
        Assert.Multiple(() =>
        {
            Assert.That(scan.Output, Does.Contain($"ext4 {df}% used"));
            Assert.That(plan.Output, Does.Contain($"ext4 {df}% used"));
            Assert.That((int)json["store"]!["usedPercent"]!, Is.EqualTo(df));
            Assert.That(FileSystemUsage.Read(copy.DataRoot).Fullness.DiskPercent, Is.EqualTo(df), "what when counts");
        });
    }

    [Test]
    public async Task Tells_the_cluster_what_df_says()
    {
        using var copy = await StoreCopy.ConfirmedInAsync(
            Directory.CreateDirectory(Path.Combine(folder, "disk", "node")).FullName
        );
        var options = new NodeOptions([copy.DataRoot], "/proc", null, Path.Combine(folder, "state"), IsReadOnly: true);
        using var scanner = new NodeScanner(options, StateDirectory.Open(options.StateDirectory), TimeProvider.System);
        var scan = await scanner.ScanAsync(ScanOptions.ForReports, progress: null, CancellationToken.None);

        var status = NodeGc.Agent.Daemon.NodeFindings.WithScan(new(), scan, isReadOnly: true, DateTimeOffset.UnixEpoch);

        Assert.That(status.Storage!.UsedPercent, Is.EqualTo(Df(copy.DataRoot)));
    }

    private static int Df(string path) =>
        int.Parse(
            new ExternalCommand("/usr/bin/df", "--output=pcent", path).Run().Text.Split('\n')[1].Trim(' ', '%'),
            CultureInfo.InvariantCulture
        );
}
