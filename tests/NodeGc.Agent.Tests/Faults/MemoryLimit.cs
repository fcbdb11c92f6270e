using System.Globalization;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Faults;

/// <summary>A control group of its own with a limit of memory, page cache included; needs root and the memory
/// controller of version 1.</summary>
internal sealed class MemoryLimit : IDisposable
{
    private const string Root = "/sys/fs/cgroup/memory";
    private readonly string group;

    public MemoryLimit(long bytes)
    {
        var own = File.ReadLines("/proc/self/cgroup")
            .Select(line => line.Split(':'))
            .FirstOrDefault(line => line[1] == "memory")
            ?[2];
        if (own is null || !Directory.Exists(Root + own))
            throw new InvalidOperationException(
                $"There is no memory controller at {Root}: this test needs one to limit the agent's memory."
            );
        group = Directory.CreateDirectory(Path.Combine(Root + own, $"nodegc-{Path.GetRandomFileName()}")).FullName;
        File.WriteAllText(Path.Combine(group, "memory.limit_in_bytes"), bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The most that was in use at a time.</summary>
    public long MostUsed =>
        long.Parse(File.ReadAllText(Path.Combine(group, "memory.max_usage_in_bytes")), CultureInfo.InvariantCulture);

    /// <summary>A command that runs within the limit.</summary>
    public ExternalCommand Command(string program, params string[] arguments) =>
        new("/bin/sh", ["-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", group, program, .. arguments]);

    public void Dispose() => Directory.Delete(group);
}
