using System.Collections.Concurrent;
using System.Diagnostics;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Testing.Charts;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>The agent as the DaemonSet runs it: the built program in a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> lines = [];
    private readonly Process process;

    private AgentProcess(string kubeconfig, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["POD_NAMESPACE"] = ChartRights.Namespace;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The built program, beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "nodegc-agent");

    /// <summary>All that it has printed.</summary>
    public string Log => string.Join('\n', lines);

    public static AgentProcess Start(string kubeconfig, string node, StoreCopy copy, params string[] more) =>
        new(
            kubeconfig,
            ["run", "--node", node, "--data-root", copy.DataRoot, "--state-dir", copy.StateDirectory, .. more]
        );

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<ExitCode> WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return (ExitCode)process.ExitCode;
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
