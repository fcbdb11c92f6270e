using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Reads mountinfo of processes and threads. A layer being extracted is mounted in the namespace of one thread only,
/// and the daemon's own mountinfo does not show it. Threads with the same namespace and root see the same mounts, so
/// each pair is read once.
/// </summary>
public sealed class MountEvidence(
    InventoryBuilder findings,
    NameMatcher names,
    ProcFiles files,
    KernelTally tally,
    string procRoot
)
{
    private readonly HashSet<(string Namespace, string Root)> seen = [];
    private readonly HashSet<string> spaces = [];
    private readonly HashSet<ResourceId> found = [];
    private readonly string? host = files.FindLink($"{procRoot}/{HostNamespace.Find(procRoot)}/ns/mnt", out _);
    private readonly string? own = files.FindLink($"{procRoot}/self/ns/mnt", out _);

    /// <summary>Adds the mounts that the thread sees.</summary>
    /// <param name="process">Display name of the process.</param>
    /// <param name="thread">The thread's folder in proc.</param>
    public void Read(string process, string thread)
    {
        var space = FindLink($"{thread}/ns/mnt");
        if (space is not null && spaces.Add(space))
            tally.Spaces++;
        if (space is not null && FindLink($"{thread}/root") is { } root && !seen.Add((space, root)))
            return;
        tally.Namespaces = seen.Count;
        var content = files.ReadFile($"{thread}/mountinfo", out var errno);
        tally.Note($"{thread}/mountinfo", errno);
        var view = ViewOf(space);
        foreach (var line in content.Split((byte)'\n'))
            ReadLine(process, content[line], view);
    }

    /// <summary>If the namespace is unknown, the mountinfo is always read.</summary>
    private string? FindLink(string path) => files.FindLink(path, out _);

    private void ReadLine(string process, ReadOnlySpan<byte> line, MountView? view)
    {
        if (line.IsEmpty)
            return;
        tally.Mounts++;
        found.Clear();
        names.Find(line, found);
        if (found.Count == 0)
            return;
        var mount = MountLine.Find(line);
        var builder = findings.Get(ResourceKind.Mount, $"{mount?.MountPoint ?? "?"} of {process}");
        if (builder.Title.Length == 0)
            builder.Title = $"{mount?.Type} on {mount?.MountPoint}, seen by {process}";
        foreach (var id in found)
            builder.Need(id);
        if (
            view is { } whose
            && mount is not null
            && names.FindMountedLayer(mount) is { } layer
            && found.Contains(layer)
        )
            builder.Mount = new MountFacts(layer, MountLine.IdentityOf(line), whose);
    }

    private MountView? ViewOf(string? space) =>
        space is null ? MountView.Untold
        : space == host ? MountView.Host
        : space == own ? MountView.Agent
        : null;
}
