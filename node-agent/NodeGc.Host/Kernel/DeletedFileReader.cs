using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Finds deleted files of a store that a process holds open: neither the engine nor <c>du</c> shows them, and their
/// space is freed only when the process closes them. What is not visible is left out: nothing depends on this.
/// </summary>
public sealed class DeletedFileReader
{
    /// <summary>Union filesystems, whose mounts name their directories.</summary>
    private static readonly string[] Unions = ["overlay", "aufs"];

    private readonly ProcFiles files = new();
    private readonly Dictionary<(string Namespace, string Root), MountTable> tables = [];
    private readonly Dictionary<(ulong Device, ulong Inode), DeletedFile> found = [];
    private readonly HashSet<ResourceId> named = [];
    private readonly string procRoot;
    private readonly NameMatcher names;
    private readonly StoreAreas areas;
    private readonly MountTable own;
    private readonly ContainerNames containers;

    private DeletedFileReader(Inventory inventory, string procRoot)
    {
        this.procRoot = procRoot;
        names = NamesIn(inventory);
        containers = new ContainerNames(inventory);
        using var root = DirectoryHandle.Open(inventory.Store.DataRoot);
        var path = files.FindLink($"/proc/self/fd/{root.Descriptor}", out _) ?? inventory.Store.DataRoot;
        own = MountTable.Read(files.ReadFile("/proc/self/mountinfo", out _));
        areas = StoreAreas.From(path, own);
    }

    private static ReadOnlySpan<byte> Mark => " (deleted)"u8;

    /// <summary>The deleted files of the store, each inode once.</summary>
    /// <param name="inventory">The store.</param>
    /// <param name="procRoot">The host's <c>/proc</c>.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="LinuxException">The data root cannot be opened.</exception>
    public static ImmutableArray<DeletedFile> Read(
        Inventory inventory,
        string procRoot,
        CancellationToken cancellationToken
    )
    {
        var reader = new DeletedFileReader(inventory, procRoot);
        foreach (var process in List(procRoot).Where(name => char.IsAsciiDigit(name[0])))
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.ReadProcess(process);
        }
        return [.. reader.found.Values];
    }

    private static NameMatcher NamesIn(Inventory inventory)
    {
        var names = new NameMatcher();
        foreach (var layer in inventory.Resources.Where(resource => resource.Id.Kind == ResourceKind.LayerDirectory))
        {
            names.AddLayer(LastPart(layer.Id.Name), layer.Id);
            foreach (var link in layer.Directory?.Links ?? [])
                names.AddLayer(LastPart(link), layer.Id);
        }
        return names;
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static IEnumerable<string> List(string path)
    {
        try
        {
            using var folder = DirectoryHandle.Open(path);
            return [.. folder.List().Select(entry => entry.Name.ToString())];
        }
        catch (LinuxException)
        {
            return []; // A process that ended or is not readable.
        }
    }

    private void ReadProcess(string pid)
    {
        var folder = $"{procRoot}/{pid}";
        foreach (var descriptor in List($"{folder}/fd"))
        {
            var link = files.ReadLink($"{folder}/fd/{descriptor}", out _);
            if (link.StartsWith((byte)'/') && link.EndsWith(Mark))
                ReadFile(pid, descriptor, Encoding.UTF8.GetString(link[..^Mark.Length]));
        }
    }

    private void ReadFile(string pid, string descriptor, string path)
    {
        var folder = $"{procRoot}/{pid}";
        if (files.FindTarget($"{folder}/fd/{descriptor}") is not { Kind: FileKind.File, LinkCount: 0 } status)
            return;
        if (
            found.ContainsKey((status.Device, status.Inode))
            || FindMountId($"{folder}/fdinfo/{descriptor}") is not { } mount
        )
            return;
        var table = own.Find(mount) is null ? TableOf(folder) : own;
        if (table.Find(mount) is not { } line || IsServed(line) || !IsOfStore(line, table.TextOf(mount), path))
            return;
        found.Add(
            (status.Device, status.Inode),
            new DeletedFile(
                int.Parse(pid, CultureInfo.InvariantCulture),
                TextOf($"{folder}/comm"),
                path,
                status.Allocated
            )
            {
                ContainerId = containers.FindIn(path) ?? containers.FindIn(TextOf($"{folder}/cgroup")),
            }
        );
    }

    /// <summary>A FUSE filesystem renames a file that is deleted while open, so that it is still in the store. The
    /// kernel has no link for it, and querying the server process may hang.</summary>
    private static bool IsServed(MountLine mount) => mount.Type.StartsWith("fuse", StringComparison.Ordinal);

    private string TextOf(string file) => Encoding.UTF8.GetString(files.ReadFile(file, out _)).Trim();

    /// <summary>It is in the data root, or on a filesystem made of layers of the store: its mount names them, or it is
    /// also mounted in the store.</summary>
    private bool IsOfStore(MountLine mount, ReadOnlySpan<byte> line, string path)
    {
        if (StoreArea.From(mount, path) is { } place && areas.Hold(place))
            return true;
        if (!Unions.Contains(mount.Type))
            return false;
        named.Clear();
        names.Find(line, named);
        return named.Count > 0 || own.Of(mount.Device).Any(other => areas.IsBelow(other.MountPoint));
    }

    private int? FindMountId(string path)
    {
        const string field = "mnt_id:";
        var line = TextOf(path).Split('\n').FirstOrDefault(text => text.StartsWith(field, StringComparison.Ordinal));
        return int.TryParse(
            line.AsSpan(line is null ? 0 : field.Length).Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;
    }

    /// <summary>Mount ids are unique across namespaces, and paths of open files are reported as this process would see
    /// them, so its own mounts are checked first. Processes with the same namespace and root see the same
    /// mounts.</summary>
    private MountTable TableOf(string folder)
    {
        var view = (files.FindLink($"{folder}/ns/mnt", out _) ?? folder, files.FindLink($"{folder}/root", out _) ?? "");
        if (!tables.TryGetValue(view, out var table))
            tables.Add(view, table = MountTable.Read(files.ReadFile($"{folder}/mountinfo", out _)));
        return table;
    }
}
