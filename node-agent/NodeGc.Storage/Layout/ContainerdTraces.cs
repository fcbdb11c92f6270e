using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>What an engine leaves that keeps its images in containerd: its own containerd with snapshots, build records
/// of that kind, or mount points.</summary>
internal static class ContainerdTraces
{
    /// <summary>An engine's own containerd; with storage drivers it holds only the state of tasks.</summary>
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

    /// <summary>A folder that cannot be read shows no trace; the reader of what should be there says what is wrong with
    /// it.</summary>
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
