using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Permanently deletes related paths, each only at its place in the quarantine, only if it is the journaled
/// one, and only according to its kind: a mount point is removed only if it is empty, never emptied.</summary>
internal sealed class RelatedPathDisposal(WritableStore store, DeletionPace pace)
{
    /// <summary>Deletes those that still exist.</summary>
    /// <exception cref="LinuxException">The path of the first one that could not be deleted, and the
    /// reason.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public void Delete(ImmutableArray<RelatedPath> relatedPaths, CancellationToken cancellationToken)
    {
        foreach (var relatedPath in relatedPaths)
        {
            if (store.FindStatus(relatedPath.Place) is not { } status)
                continue;
            if (!RelatedPathMover.IsSame(status, relatedPath))
                throw new LinuxException(
                    Errno.ESTALE,
                    "unlinkat",
                    $"{relatedPath.Place} (not the one that was moved there; check it manually)"
                );
            store.CrashPoints.Hit("delete related path");
            Delete(relatedPath, cancellationToken);
            store.CrashPoints.Hit("deleted related path");
        }
    }

    private void Delete(RelatedPath relatedPath, CancellationToken cancellationToken)
    {
        var path = StorePath.From(relatedPath.Place);
        using var folder = store.OpenFolder(path.Folder);
        if (relatedPath.Kind == RelatedPathKind.Tree)
            new TreeDeleter(pace, cancellationToken).Delete(folder, path.Name);
        else if (relatedPath.Kind == RelatedPathKind.EmptyDirectory)
            folder.RemoveDirectory(path.Name);
        else
            folder.Unlink(path.Name);
    }
}
