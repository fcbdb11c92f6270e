using System.Globalization;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Whether a <c>proc</c> shows all processes that may use a data root. That of a container shows only the container's,
/// without any sign that there are others. The host's is recognised by its pid namespace, which has the same number on
/// every machine and is shown nowhere else. In a container that also runs the engine (Docker-in-Docker, a kind node),
/// everything that the engine starts is visible beside it. Source: <c>linux/proc_ns.h</c>.
/// </summary>
/// <param name="procRoot">The <c>proc</c>.</param>
public sealed class ProcView(string procRoot)
{
    private const string Initial = "pid:[4026531836]";

    private readonly ProcFiles files = new();

    /// <summary>The doubt if processes may be hidden, or null.</summary>
    /// <param name="daemon">The visible process of the data root's engine; null = none.</param>
    public Doubt? FindDoubt(int? daemon)
    {
        var first = SpaceOf("1");
        if (first == Initial || (first is null && ShowsHost()))
            return null;
        var engine = daemon is { } pid ? SpaceOf(pid.ToString(CultureInfo.InvariantCulture)) : null;
        return engine is not null && engine == first ? null : Hidden(first);
    }

    /// <summary>Some hosts hide their init process even from root; any other in its namespace will do.</summary>
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
            return []; // What cannot be listed becomes a doubt when the evidence is read.
        }
    }

    private string? SpaceOf(string process) => files.FindLink($"{procRoot}/{process}/ns/pid", out _);

    private Doubt Hidden(string? first) =>
        new(
            DoubtKind.KernelEvidenceMissing,
            DoubtScope.Everything,
            procRoot,
            $"It shows the processes of a container ({first ?? "no pid namespace is readable"}), not those of the "
                + "host, so it is unknown whether an engine is running and what is in use. Run with --pid=host "
                + "(hostPID: true in a pod), or specify the host's proc with --proc."
        );
}
