using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Files of a data root that a running engine always has open for writing, whatever the program's name: they show which
/// data root a process uses more reliably than its command line or configuration.
/// </summary>
/// <param name="procRoot">The host's <c>/proc</c>.</param>
internal sealed class EngineDatabases(string procRoot)
{
    /// <summary>Since 17.06. No other program has a file with such a path, so it proves an engine by itself.</summary>
    public const string OfVolumes = "volumes/metadata.db";

    /// <summary>All of them, by their paths in the data root: volumes since 17.06, networks since 1.9, container links
    /// until 1.10, BuildKit since 18.06, and those of an engine's own containerd.</summary>
    public static readonly ImmutableArray<string> All =
    [
        OfVolumes,
        "network/files/local-kv.db",
        "linkgraph.db",
        "buildkit/snapshots.db",
        "buildkit/metadata_v2.db",
        "buildkit/metadata.db",
        "buildkit/containerdmeta.db",
        "buildkit/cache.db",
        "buildkit/history.db",
        "buildkit/history_c8d.db",
        "containerd/daemon/io.containerd.metadata.v1.bolt/meta.db",
    ];

    private static readonly ImmutableArray<string> Names = [.. All.Select(path => Path.GetFileName(path)).Distinct()];

    private const int AccessMode = 3;
    private const int ReadOnly = 0;

    private readonly ProcFiles files = new();

    /// <summary>The engine databases that a process has open for writing, with the data root as the process sees
    /// it.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="isCalledLikeAnEngine">Then every database counts, else only the volumes' one.</param>
    public IEnumerable<(string DataRoot, string Database, (ulong Device, ulong Inode) File)> ListHeld(
        int pid,
        bool isCalledLikeAnEngine
    ) =>
        from open in ListOpen(pid)
        from database in isCalledLikeAnEngine ? All : [OfVolumes]
        where open.Path.EndsWith($"/{database}", StringComparison.Ordinal)
        select (open.Path[..^(database.Length + 1)], database, open.File);

    /// <summary>The one of <paramref name="databases"/> that a process has open for writing, or null.</summary>
    public string? FindHeld(int pid, IReadOnlyDictionary<(ulong Device, ulong Inode), string> databases) =>
        ListOpen(pid).Select(open => databases.GetValueOrDefault(open.File)).FirstOrDefault(name => name is not null);

    private IEnumerable<(string Path, (ulong Device, ulong Inode) File)> ListOpen(int pid)
    {
        foreach (var descriptor in Descriptors(pid))
        {
            var link = $"{procRoot}/{pid}/fd/{descriptor}";
            if (files.FindLink(link, out _) is not { } path || !Names.Any(IsNameOf))
                continue;
            if (IsWritable(pid, descriptor) && files.FindTarget(link) is { Kind: FileKind.File } status)
                yield return (path, (status.Device, status.Inode));

            bool IsNameOf(string name) => path.EndsWith(name, StringComparison.Ordinal);
        }
    }

    private string[] Descriptors(int pid)
    {
        try
        {
            using var folder = DirectoryHandle.Open($"{procRoot}/{pid}/fd");
            return [.. folder.List().Select(entry => entry.Name.ToString())];
        }
        catch (LinuxException)
        {
            return []; // It has ended, or its files are not readable, which is a doubt of the kernel's evidence.
        }
    }

    /// <summary>A backup or another scan only reads. If unknown, the file counts as open for writing.</summary>
    private bool IsWritable(int pid, string descriptor)
    {
        var facts = Encoding.ASCII.GetString(files.ReadFile($"{procRoot}/{pid}/fdinfo/{descriptor}", out _));
        var line = facts.Split('\n').FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
        var octal = line?["flags:".Length..].Trim();
        return octal is not { Length: > 0 }
            || !int.TryParse(octal[^1..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || (last & AccessMode) != ReadOnly;
    }
}
