using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>
/// Divides a data root: lists the directories whose entries are measured separately, and the trees to be walked as a
/// whole. Candidates are left out, since they are measured by name. Nothing below a mount belongs to the store, unless
/// the mount is one of the engine's own directories.
/// </summary>
public sealed class PlaceListing(DirectoryHandle root, StorePlaces places)
{
    private readonly List<MeasuredTree> trees = [];
    private readonly List<ListedEntry> entries = [];
    private readonly List<MeasuringNote> notes = [];

    /// <summary>The trees to walk.</summary>
    public IReadOnlyList<MeasuredTree> Trees => trees;

    /// <summary>What was measured by listing.</summary>
    public IReadOnlyList<ListedEntry> Entries => entries;

    /// <summary>Folders that could not be listed.</summary>
    public IReadOnlyList<MeasuringNote> Notes => notes;

    /// <summary>Lists from the data root down.</summary>
    public void Read(CancellationToken cancellationToken)
    {
        using var top = root.Reopen();
        Divide(top, "", cancellationToken);
    }

    private void Divide(DirectoryHandle handle, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var folder = new DividedFolder(handle, path);
            Add(path, folder.Status);
            foreach (var entry in handle.List())
                Take(folder, entry, cancellationToken);
        }
        catch (LinuxException error)
        {
            Note(path, error);
        }
    }

    private void Take(DividedFolder folder, DirectoryEntry entry, CancellationToken cancellationToken)
    {
        var name = entry.Name.ToString();
        var path = folder.At(name);
        var isText = entry.Name.FindText() == name;
        if (isText && places.IsCandidate(path) && !places.IsSplit(path))
            return;
        if (entry.Kind != FileKind.Directory)
            AddFile(folder, path, entry.Name);
        else if (isText && places.IsSplit(path))
            Descend(folder, name, cancellationToken);
        else
            trees.Add(
                new MeasuredTree(path)
                {
                    Name = entry.Name,
                    MayVanish = true,
                    MayBeMount = StorePlaces.MayBeMount(path),
                }
            );
    }

    private void AddFile(DividedFolder folder, string path, FileName name)
    {
        if (folder.Handle.FindStat(name) is { } status && status.MountId == folder.Status.MountId)
            Add(path, status);
    }

    private void Descend(DividedFolder folder, string name, CancellationToken cancellationToken)
    {
        var path = folder.At(name);
        using var inner = TryOpen(folder, path, name);
        if (inner is not null)
            Divide(inner, path, cancellationToken);
    }

    private DirectoryHandle? TryOpen(DividedFolder folder, string path, string name)
    {
        try
        {
            return StorePlaces.MayBeMount(path)
                ? folder.Handle.FindBeneathAcrossMounts(name)
                : folder.Handle.FindBeneath(name);
        }
        catch (LinuxException error) when (error.Errno == Errno.EXDEV)
        {
            return null; // A mount, which does not belong to this store.
        }
        catch (LinuxException error)
        {
            Note(path, error);
            return null;
        }
    }

    /// <summary>What vanishes while it is listed does not count.</summary>
    private void Note(string path, LinuxException error)
    {
        if (error.Errno != Errno.ENOENT)
            notes.Add(new MeasuringNote(path, error.Message));
    }

    private void Add(string path, in FileStatus status)
    {
        var isShared = status.LinkCount > 1 && status.Kind != FileKind.Directory;
        entries.Add(new ListedEntry(path, new Extent(status.Allocated, 1), isShared ? SharedFile.From(status) : null));
    }
}
