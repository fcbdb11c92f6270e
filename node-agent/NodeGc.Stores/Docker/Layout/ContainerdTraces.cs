using NodeGc.Host.Linux;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>Traces of the containerd image store: the engine's own containerd with snapshots, its build records, or
/// mount points.</summary>
internal static class ContainerdTraces
{
    /// <summary>An engine's own containerd; with storage drivers it holds only task state.</summary>
    public const string Own = "containerd/daemon";

    private const string Snapshotter = "io.containerd.snapshotter.v1.";

    public static bool AreIn(StoreFolder root) =>
        root.FindStatus("buildkit/history_c8d.db") is not null
        || root.FindStatus("rootfs") is not null
        || Names(root, "buildkit").Any(name => name.StartsWith("containerd-", StringComparison.Ordinal))
        || Names(root, Own)
            .Any(name =>
                name.StartsWith(Snapshotter, StringComparison.Ordinal) && Names(root, $"{Own}/{name}/snapshots").Any()
            );

    /// <summary>An unreadable directory counts as no trace; the reader of its content reports the error.</summary>
    private static IEnumerable<string> Names(StoreFolder root, string folder)
    {
        try
        {
            return root.List(folder).Select(entry => entry.Name.ToString());
        }
        catch (LinuxException)
        {
            return [];
        }
    }
}
