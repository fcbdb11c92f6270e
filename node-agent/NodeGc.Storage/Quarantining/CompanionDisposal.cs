using System.Collections.Immutable;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Deletes companions for good, each only in its place in the quarantine, only if it is the one that was
/// journaled, and only as what it is: a mount point is removed when it is empty and never emptied.</summary>
internal sealed class CompanionDisposal(WritableStore store, DeletionPace pace)
{
    /// <summary>Deletes those that are left.</summary>
    /// <exception cref="LinuxException">The path and the reason of the first one that could not be deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void Delete(ImmutableArray<Companion> companions, CancellationToken cancellationToken)
    {
        foreach (var companion in companions)
        {
            if (store.FindStatus(companion.Place) is not { } status)
                continue;
            if (!Companions.IsSame(status, companion))
                throw new LinuxException(
                    Errno.ESTALE,
                    "unlinkat",
                    $"{companion.Place} (another one than was moved there; look at it by hand)"
                );
            store.Steps.Reach("delete companion");
            Delete(companion, cancellationToken);
            store.Steps.Reach("deleted companion");
        }
    }

    private void Delete(Companion companion, CancellationToken cancellationToken)
    {
        var path = StorePath.Of(companion.Place);
        using var folder = store.OpenFolder(path.Folder);
        if (companion.Kind == CompanionKind.Tree)
            new TreeDeleter(pace, cancellationToken).Delete(folder, path.Name);
        else if (companion.Kind == CompanionKind.EmptyDirectory)
            folder.RemoveDirectory(path.Name);
        else
            folder.Unlink(path.Name);
    }
}
