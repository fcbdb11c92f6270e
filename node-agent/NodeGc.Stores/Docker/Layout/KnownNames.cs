using System.Collections.Frozen;
using System.Text.RegularExpressions;
using NodeGc.Stores.Docker.Drivers;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>The names that engines of all versions create at the top of a data root.</summary>
internal static partial class KnownNames
{
    private static readonly FrozenSet<string> Others = FrozenSet.ToFrozenSet([
        "image",
        "containers",
        "volumes",
        "buildkit",
        "builder",
        "containerd",
        "rootfs",
        "plugins",
        "swarm",
        "trust",
        "runtimes",
        "network",
        "engine-id",
        "credentialspecs",
        "tmp",
        "tmp-old",
        "graph",
        "linkgraph.db",
        "execdriver",
        "init",
        "nuke-graph-directory.sh",
        ".nodegc",
        "lost+found",
    ]);

    /// <summary>True for a name that engines create.</summary>
    public static bool IsKnown(string name) =>
        DriverNames.All.Contains(name)
        || Others.Contains(name)
        || name.StartsWith("repositories-", StringComparison.Ordinal)
        || name.StartsWith(".migration-v1-", StringComparison.Ordinal)
        || IsUserNamespaceRoot(name);

    /// <summary>A separate data root for a user namespace, named after its first user and group id.</summary>
    public static bool IsUserNamespaceRoot(string name) => UserNamespaceRoot().IsMatch(name);

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\z")]
    private static partial Regex UserNamespaceRoot();
}
