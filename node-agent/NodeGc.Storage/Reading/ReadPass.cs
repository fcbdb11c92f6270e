using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;

namespace NodeGc.Storage.Reading;

/// <summary>One reading of one store: what all readers share. Folders stay open to its end, for the second
/// look.</summary>
/// <param name="root">The data root; stays the caller's.</param>
/// <param name="driver">The storage driver in use, for example <c>overlay2</c>.</param>
/// <param name="daemonStartedAt">When the daemon of this data root was started; null while none runs.</param>
internal sealed class ReadPass(StoreFolder root, string driver, DateTimeOffset? daemonStartedAt) : IDisposable
{
    private readonly Dictionary<string, StoreFolder> folders = new(StringComparer.Ordinal);

    /// <summary>The data root.</summary>
    public StoreFolder Root => root;

    public string Driver => driver;

    /// <summary>Where the driver in use keeps its directories.</summary>
    public DriverHome Home { get; } = DriverHome.Of(driver);

    public DateTimeOffset? DaemonStartedAt => daemonStartedAt;

    /// <summary>Where readers put what they find.</summary>
    public Findings Findings { get; } = new();

    /// <summary>Reads piece by piece, each once more where it is bad.</summary>
    public Pieces Pieces => field ??= new Pieces(this);

    /// <summary>The folder <paramref name="path"/> below the data root; null where it does not exist.</summary>
    /// <exception cref="Linux.LinuxException">It is a link, no folder, or not to be read.</exception>
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

    /// <summary>Takes note that some owner says that the directory <paramref name="name"/> has a parent.</summary>
    public void Stack(string name)
    {
        if (Findings.Find(Directory(name)) is { } directory)
            directory.IsStacked = true;
    }

    /// <summary>Takes note of something that an interrupted operation left. What vanishes meanwhile is none.</summary>
    /// <param name="path">Relative to the data root; a file or a link is looked at by itself.</param>
    /// <param name="what">What it is, in a few words.</param>
    public void AddDebris(string path, string what)
    {
        var (above, name) = Quarantining.StorePath.Of(path);
        var folder = above == "." ? root : FindFolder(above);
        if (folder?.FindIdentity(name) is not { } status)
            return;
        var draft = Findings.Get(ResourceKind.Debris, path);
        draft.Title = what;
        draft.Directory = new DirectoryFacts(path, status.Fingerprint, status.Born, status.LastChanged)
        {
            Size = status.Kind == Linux.FileKind.Directory ? null : status.Allocated,
        };
    }

    /// <summary>The path of a layer directory of any driver, relative to the data root.</summary>
    public static string PathOf(ResourceId directory)
    {
        var parts = directory.Name.Split('/', 2);
        return DriverHome.Of(parts[0]).PathOf(parts[1]);
    }

    public void Dispose()
    {
        foreach (var folder in folders.Values)
            folder.Dispose();
    }
}
