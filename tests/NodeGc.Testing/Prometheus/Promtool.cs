using System.Text;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Prometheus;

/// <summary>Prometheus's own checks of what a process shows, and of rules.</summary>
public static class Promtool
{
    private const string Program = "/usr/bin/promtool";

    /// <summary>What it finds fault with; empty where nothing.</summary>
    public static string Lint(string metrics) =>
        FaultsOf(new ExternalCommand(Installed, "check", "metrics") { Input = Encoding.UTF8.GetBytes(metrics) }.Run());

    /// <summary>What it finds fault with in a file of rules; empty where nothing.</summary>
    public static string CheckRules(string file) =>
        FaultsOf(new ExternalCommand(Installed, "check", "rules", "--lint=all", "--lint-fatal", file).Run());

    /// <summary>Which expectations of a file of rule tests are not met; empty where all are.</summary>
    public static string TestRules(string file) =>
        FaultsOf(new ExternalCommand(Installed, "test", "rules", file).Run());

    private static string Installed =>
        File.Exists(Program)
            ? Program
            : throw new FileNotFoundException($"{Program} is missing: run tests/setup/prometheus.sh.");

    private static string FaultsOf(CommandResult check) =>
        check.ExitCode == 0 ? "" : $"exit {check.ExitCode}: {check.Errors}{check.Output}";
}
