using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Moves the related paths of an item. They are moved after their item and restored before it, so that the item itself
/// always shows whether anything is left to do.
/// </summary>
internal sealed class RelatedPathMover(WritableStore store)
{
    /// <summary>Moves the related paths of a moved item; returns the first error, at which it stopped, or null. A
    /// missing one is skipped.</summary>
    public string? MoveAside(ImmutableArray<RelatedPath> relatedPaths)
    {
        try
        {
            return relatedPaths.Select(MoveAside).FirstOrDefault(fault => fault is not null);
        }
        catch (LinuxException error)
        {
            return error.Message;
        }
    }

    /// <summary>Moves them back.</summary>
    /// <exception cref="LinuxException">EEXIST: the name of one is in use, ...</exception>
    public void PutBack(ImmutableArray<RelatedPath> relatedPaths)
    {
        foreach (var relatedPath in relatedPaths.Reverse())
        {
            if (store.FindStatus(relatedPath.Place) is not null)
                store.Move(relatedPath.Place, relatedPath.Path);
        }
    }

    /// <summary>The path of one that cannot be restored, since something else has its name; null if all can.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public string? FindTaken(ImmutableArray<RelatedPath> relatedPaths) =>
        relatedPaths
            .FirstOrDefault(relatedPath =>
                store.FindStatus(relatedPath.Path) is { } status
                && (store.FindStatus(relatedPath.Place) is not null || !IsSame(status, relatedPath))
            )
            ?.Path;

    /// <summary>The path of one that is neither in the quarantine nor in its original place, or null.</summary>
    public string? FindMissing(ImmutableArray<RelatedPath> relatedPaths) =>
        relatedPaths
            .FirstOrDefault(relatedPath =>
                store.FindStatus(relatedPath.Place) is null && store.FindStatus(relatedPath.Path) is null
            )
            ?.Path;

    /// <summary>Why an entry is not a valid related path of <paramref name="kind"/>, or null.</summary>
    /// <exception cref="LinuxException">It cannot be read, ...</exception>
    public string? FindFault(string path, RelatedPathKind kind)
    {
        var (folderPath, name) = StorePath.From(path);
        using var folder = store.OpenFolder(folderPath);
        if (folder.Handle.FindIdentity(name) is not { } status)
            return $"{path} does not exist";
        if (status.Kind != ExpectedKind(kind))
            return $"{path} is no {(kind == RelatedPathKind.File ? "file" : "directory")}";
        if (status.MountId != folder.Handle.Stat().MountId)
            return $"something is mounted at {path}";
        if (kind != RelatedPathKind.EmptyDirectory)
            return null;
        using var directory = folder.Handle.OpenBeneath(name);
        return directory.List().IsEmpty ? null : $"{path} is not empty although nothing is mounted there";
    }

    public static bool IsSame(FileStatus status, RelatedPath relatedPath) =>
        status.Kind == ExpectedKind(relatedPath.Kind)
        && (status.Inode, status.BornNanoseconds) == (relatedPath.Inode, relatedPath.BornNanoseconds);

    private string? MoveAside(RelatedPath relatedPath)
    {
        if (store.FindStatus(relatedPath.Path) is not { } status)
            return null;
        if (FindChange(status, relatedPath, relatedPath.Path) is { } change)
            return change;
        store.Move(relatedPath.Path, relatedPath.Place);

        // The name was checked before the move: only what arrived shows for certain what was moved.
        return FindChange(store.FindStatus(relatedPath.Place), relatedPath, relatedPath.Place);
    }

    private static FileKind ExpectedKind(RelatedPathKind kind) =>
        kind == RelatedPathKind.File ? FileKind.File : FileKind.Directory;

    private string? FindChange(FileStatus? found, RelatedPath relatedPath, string path) =>
        found is { } status && IsSame(status, relatedPath)
            ? FindFault(path, relatedPath.Kind)
            : $"{path} has changed since the sweep started";
}
