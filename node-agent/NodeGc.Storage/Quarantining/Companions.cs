using System.Collections.Immutable;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>
/// Moves what belongs to an item. Companions leave after their item and return before it, so that the item itself
/// tells, at any moment, whether anything is left to be done.
/// </summary>
internal sealed class Companions(WritableStore store)
{
    /// <summary>Moves the companions of an item that was moved; what went wrong with one, at which it ended, or null.
    /// One that is gone needs no move.</summary>
    public string? MoveAside(ImmutableArray<Companion> companions)
    {
        try
        {
            return companions.Select(MoveAside).FirstOrDefault(fault => fault is not null);
        }
        catch (LinuxException error)
        {
            return error.Message;
        }
    }

    /// <summary>Puts back those that were moved.</summary>
    /// <exception cref="LinuxException">EEXIST: something else has a companion's name now, ...</exception>
    public void PutBack(ImmutableArray<Companion> companions)
    {
        foreach (var companion in companions.Reverse())
        {
            if (store.FindStatus(companion.Place) is not null)
                store.Move(companion.Place, companion.Path);
        }
    }

    /// <summary>The name of one that cannot return, since something else has it now; null when all can.</summary>
    /// <exception cref="LinuxException">A link was planted on the way, ...</exception>
    public string? FindTaken(ImmutableArray<Companion> companions) =>
        companions
            .FirstOrDefault(companion =>
                store.FindStatus(companion.Path) is { } status
                && (store.FindStatus(companion.Place) is not null || !IsSame(status, companion))
            )
            ?.Path;

    /// <summary>The name of one that is neither kept nor where it belongs; null when there is none.</summary>
    public string? FindMissing(ImmutableArray<Companion> companions) =>
        companions
            .FirstOrDefault(companion =>
                store.FindStatus(companion.Place) is null && store.FindStatus(companion.Path) is null
            )
            ?.Path;

    /// <summary>Why an entry is not what a companion of <paramref name="kind"/> has to be; null when it is.</summary>
    /// <exception cref="LinuxException">It cannot be read, ...</exception>
    public string? FindFault(string path, CompanionKind kind)
    {
        var (folderPath, name) = StorePath.Of(path);
        using var folder = store.OpenFolder(folderPath);
        if (folder.Handle.FindIdentity(name) is not { } status)
            return $"{path} is gone";
        if (status.Kind != ExpectedKind(kind))
            return $"{path} is no {(kind == CompanionKind.File ? "file" : "directory")}";
        if (status.MountId != folder.Handle.Stat().MountId)
            return $"something is mounted on {path}";
        if (kind != CompanionKind.EmptyDirectory)
            return null;
        using var directory = folder.Handle.OpenBeneath(name);
        return directory.List().IsEmpty ? null : $"{path} is not empty although nothing is mounted there";
    }

    public static bool IsSame(FileStatus status, Companion companion) =>
        status.Kind == ExpectedKind(companion.Kind)
        && (status.Inode, status.BornNanoseconds) == (companion.Inode, companion.BornNanoseconds);

    private string? MoveAside(Companion companion)
    {
        if (store.FindStatus(companion.Path) is not { } status)
            return null;
        if (FindChange(status, companion, companion.Path) is { } change)
            return change;
        store.Move(companion.Path, companion.Place);

        // The name was looked at and then moved: what arrived tells for certain what was moved.
        return FindChange(store.FindStatus(companion.Place), companion, companion.Place);
    }

    private static FileKind ExpectedKind(CompanionKind kind) =>
        kind == CompanionKind.File ? FileKind.File : FileKind.Directory;

    private string? FindChange(FileStatus? found, Companion companion, string path) =>
        found is { } status && IsSame(status, companion)
            ? FindFault(path, companion.Kind)
            : $"{path} is not what it was when the sweep began";
}
