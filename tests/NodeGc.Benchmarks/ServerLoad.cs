using System.Diagnostics;
using System.Globalization;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Benchmarks;

/// <summary>The load of the real API server that this process has started: its processor time, and the size of
/// etcd.</summary>
internal sealed class ServerLoad
{
    private const string SizeMetric = "etcd_mvcc_db_total_size_in_use_in_bytes ";
    private const string UrlFlag = "--listen-client-urls=";

    private readonly int apiServer;
    private readonly Uri metrics;

    private ServerLoad(int apiServer, Uri metrics) => (this.apiServer, this.metrics) = (apiServer, metrics);

    /// <summary>Null if the API server runs in this process.</summary>
    public static async Task<ServerLoad?> FindAsync()
    {
        if (TestCluster.RealVersion is null)
            return null;
        var etcd = await File.ReadAllTextAsync($"/proc/{FindChild("etcd")}/cmdline");
        var url = etcd.Split('\0').First(argument => argument.StartsWith(UrlFlag, StringComparison.Ordinal));
        return new ServerLoad(FindChild("kube-apiserver"), new Uri($"{url[UrlFlag.Length..]}/metrics"));
    }

    /// <summary>Bytes in etcd, and the processor time of the API server so far.</summary>
    public async Task<(long Stored, TimeSpan Time)> ReadAsync()
    {
        // etcd writes what it was given within a tenth of a second.
        await Task.Delay(TimeSpan.FromSeconds(1));
        using var http = new HttpClient();
        var line = (await http.GetStringAsync(metrics))
            .Split('\n')
            .First(line => line.StartsWith(SizeMetric, StringComparison.Ordinal));
        using var process = Process.GetProcessById(apiServer);
        var stored = double.Parse(line[SizeMetric.Length..], CultureInfo.InvariantCulture);
        return ((long)stored, process.TotalProcessorTime);
    }

    /// <summary>Others on this machine may run the same program.</summary>
    private static int FindChild(string name) =>
        Process
            .GetProcessesByName(name)
            .Select(process => process.Id)
            .First(id => ParentOf(id) == Environment.ProcessId);

    private static int ParentOf(int process)
    {
        const string Field = "PPid:";
        var line = File.ReadLines($"/proc/{process}/status")
            .First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return int.Parse(line[Field.Length..], CultureInfo.InvariantCulture);
    }
}
