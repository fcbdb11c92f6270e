using System.Globalization;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Kernel;

/// <summary>
/// Whether a <c>proc</c> shows all processes that may use a data root. That of a container shows the container's alone,
/// and nothing in it says that there are others. The host's is known by the namespace of its processes, which has the
/// same number on every machine: a process of it is shown nowhere else. In a container that holds the engine as well
/// (Docker-in-Docker, a node of kind), all that the engine starts is shown beside it. Source: <c>linux/proc_ns.h</c>.
/// </summary>
/// <param name="procRoot">The <c>proc</c>.</param>
internal sealed class ProcView(string procRoot)
{
    private const string Initial = "pid:[4026531836]";

    private readonly ProcFiles files = new();

    /// <summary>The doubt that follows where processes may be hidden; null where none are.</summary>
    /// <param name="daemon">The process of the data root's engine that is seen there; null = none.</param>
    public Doubt? FindDoubt(int? daemon)
    {
        var first = SpaceOf("1");
        if (first == Initial || (first is null && ShowsHost()))
            return null;
        var engine = daemon is { } pid ? SpaceOf(pid.ToString(CultureInfo.InvariantCulture)) : null;
        return engine is not null && engine == first ? null : Hidden(first);
    }

    /// <summary>Some hosts hide their first process even from root; any other of its namespace will do.</summary>
    private bool ShowsHost() => SpaceOf("self") == Initial || Processes().Any(process => SpaceOf(process) == Initial);

    private IEnumerable<string> Processes()
    {
        try
        {
            using var folder = DirectoryHandle.Open(procRoot);
            return [.. folder.List().Select(entry => entry.Name.ToString()).Where(name => char.IsAsciiDigit(name[0]))];
        }
        catch (LinuxException)
        {
            return []; // What cannot be listed is a doubt of the evidence itself.
        }
    }

    private string? SpaceOf(string process) => files.FindLink($"{procRoot}/{process}/ns/pid", out _);

    private Doubt Hidden(string? first) =>
        new(
            DoubtKind.KernelEvidenceMissing,
            DoubtScope.Everything,
            procRoot,
            $"It shows the processes of a container ({first ?? "no process tells its namespace"}), not those of the host, "
                + "so whether an engine runs and what is in use is not known. "
                + "Run with --pid=host (hostPID: true in a pod), or name the host's proc with --proc."
        );
}
