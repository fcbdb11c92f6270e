using System.Text;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Prometheus;

/// <summary>Prometheus's own check of what a process shows.</summary>
public static class Promtool
{
    private const string Program = "/usr/bin/promtool";

    /// <summary>What it finds fault with; empty where nothing.</summary>
    public static string Lint(string metrics)
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/prometheus.sh.");
        var check = new ExternalCommand(Program, "check", "metrics") { Input = Encoding.UTF8.GetBytes(metrics) }.Run();
        return check.ExitCode == 0 ? "" : $"exit {check.ExitCode}: {check.Errors}{check.Output}";
    }
}
