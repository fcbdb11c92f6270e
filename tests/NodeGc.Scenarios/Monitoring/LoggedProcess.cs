using System.Diagnostics;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>One of NodeGc's programs as a pod runs it: a process with settings from its environment, and a
/// log.</summary>
internal sealed class LoggedProcess : IDisposable
{
    private readonly string log;
    private readonly Process process;

    public LoggedProcess(string program, string log, Dictionary<string, string> environment, params string[] arguments)
    {
        this.log = log;
        string[] command = ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log];
        process = new ExternalCommand(
            "/bin/sh",
            [.. command, Path.Combine(AppContext.BaseDirectory, program), .. arguments]
        )
        {
            Environment = environment,
        }.Start();
    }

    public string Log => File.ReadAllText(log);

    /// <summary>Ends it as the kernel does when memory is short.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
