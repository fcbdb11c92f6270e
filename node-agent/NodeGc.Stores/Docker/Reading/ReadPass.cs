using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>The shared state of one scan of one store. Directories stay open until its end, for the retry.</summary>
/// <param name="root">The data root, owned by the caller.</param>
/// <param name="driver">The storage driver in use, for example <c>overlay2</c>.</param>
/// <param name="daemonStartedAt">When the daemon of this data root was started; null if none is running.</param>
internal sealed class ReadPass(StoreFolder root, string driver, DateTimeOffset? daemonStartedAt) : IDisposable
{
    private readonly Dictionary<string, StoreFolder> folders = new(StringComparer.Ordinal);

    /// <summary>The data root.</summary>
    public StoreFolder Root => root;

    public string Driver => driver;

    /// <summary>Where the driver in use stores its directories.</summary>
    public DriverHome Home { get; } = DriverHome.From(driver);

    public DateTimeOffset? DaemonStartedAt => daemonStartedAt;

    /// <summary>Collects what readers find.</summary>
    public InventoryBuilder Findings { get; } = new();

    /// <summary>Reads metadata, with retries.</summary>
    public MetadataReader MetadataReader => field ??= new MetadataReader(this);

    /// <summary>The directory <paramref name="path"/> below the data root; null if it does not exist.</summary>
    /// <exception cref="Linux.LinuxException">It is a link, not a directory, or not readable.</exception>
    public StoreFolder? FindFolder(string path)
    {
        if (folders.TryGetValue(path, out var known))
            return known;
        var folder = root.FindFolder(path);
        if (folder is not null)
            folders.Add(path, folder);
        return folder;
    }

    /// <summary>The directory <paramref name="name"/> of the driver in use.</summary>
    public ResourceId Directory(string name) => Findings.Share(ResourceId.LayerDirectory(driver, name));

    /// <summary>Records that according to an owner the directory <paramref name="name"/> has a parent.</summary>
    public void Stack(string name)
    {
        if (Findings.Find(Directory(name)) is { } directory)
            directory.HasParent = true;
    }

    /// <summary>Records what an interrupted operation left. What vanishes meanwhile is ignored.</summary>
    /// <param name="path">Relative to the data root; links are not followed.</param>
    /// <param name="what">What it is, in a few words.</param>
    public void AddDebris(string path, string what)
    {
        var (above, name) = StorePath.From(path);
        var folder = above == "." ? root : FindFolder(above);
        if (folder?.FindIdentity(name) is not { } status)
            return;
        var builder = Findings.Get(ResourceKind.Debris, path);
        builder.Title = what;
        builder.Directory = new DirectoryFacts(path, status.Fingerprint, status.Born, status.LastChanged)
        {
            Size = status.Kind == FileKind.Directory ? null : status.Allocated,
        };
    }

    /// <summary>The path of a layer directory of any driver, relative to the data root.</summary>
    public static string PathOf(ResourceId directory)
    {
        var parts = directory.Name.Split('/', 2);
        return DriverHome.From(parts[0]).PathOf(parts[1]);
    }

    public void Dispose()
    {
        foreach (var folder in folders.Values)
            folder.Dispose();
    }
}
