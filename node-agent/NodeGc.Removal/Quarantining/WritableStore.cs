using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// The right to change a data root: opened for writing, locked against other processes, with its journal. Read-only
/// code never gets one.
/// </summary>
public sealed class WritableStore : IDisposable
{
    /// <summary>The directory in the data root with the quarantine, the journal and the lock.</summary>
    public const string OwnFolder = ".nodegc";

    private readonly StoreLock storeLock;

    private WritableStore(
        string dataRoot,
        IStoreGuard guard,
        WritableDirectory root,
        WritableDirectory home,
        StoreLock storeLock
    )
    {
        (DataRoot, Guard, Root, Home, this.storeLock) = (dataRoot, guard, root, home, storeLock);
        Journal = Journal.OpenIn(home, CrashPoints);
    }

    /// <summary>The data root's path.</summary>
    public string DataRoot { get; }

    internal IStoreGuard Guard { get; }

    internal WritableDirectory Root { get; }

    internal WritableDirectory Home { get; }

    internal Journal Journal { get; }

    internal CrashPoints CrashPoints { get; } = new();

    /// <summary>Opens and locks the data root at <paramref name="dataRoot"/>, in which only what
    /// <paramref name="guard"/> allows is moved.</summary>
    /// <exception cref="StoreLockedException">Another process has locked it.</exception>
    /// <exception cref="JournalDamagedException">The journal is damaged.</exception>
    /// <exception cref="LinuxException">It is missing (ENOENT), mounted read-only (EROFS), full (ENOSPC), forbidden
    /// (EACCES), ...</exception>
    public static WritableStore Open(string dataRoot, IStoreGuard guard)
    {
        WritableDirectory? root = null,
            home = null;
        StoreLock? held = null;
        try
        {
            root = new WritableDirectory(DirectoryHandle.Open(dataRoot));
            home = root.Ensure(OwnFolder);
            held = StoreLock.Take(home, dataRoot);
            return new WritableStore(dataRoot, guard, root, home, held);
        }
        catch
        {
            held?.Dispose();
            home?.Dispose();
            root?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Journal.Dispose();
        storeLock.Dispose();
        Home.Dispose();
        Root.Dispose();
    }

    /// <summary>Whether the path still refers to the open directory: it may have been moved or mounted over.</summary>
    internal bool IsStillInPlace()
    {
        try
        {
            using var now = DirectoryHandle.Open(DataRoot);
            return now.Stat().Fingerprint == Root.Handle.Stat().Fingerprint;
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    /// <summary>Opens a directory of the store for changes, without following links; a driver's home may be a separate
    /// mount.</summary>
    /// <exception cref="LinuxException">ENOENT, ELOOP: a link was planted, ...</exception>
    internal WritableDirectory OpenFolder(string path) => new(Root.Handle.OpenBeneathAcrossMounts(path));

    /// <summary>The status of <paramref name="path"/> with its identity; null if it does not exist.</summary>
    /// <exception cref="LinuxException">ELOOP: a link was planted on the way, ...</exception>
    internal FileStatus? FindStatus(string path)
    {
        var (folder, name) = StorePath.From(path);
        using var opened = Root.Handle.FindBeneathAcrossMounts(folder);
        return opened?.FindIdentity(name);
    }

    /// <summary>Moves a directory within the store; the new name must not exist.</summary>
    /// <exception cref="LinuxException">EEXIST: the name is taken; EXDEV: another mount, ...</exception>
    internal void Move(string from, string to)
    {
        var (source, target) = (StorePath.From(from), StorePath.From(to));
        using var sourceFolder = OpenFolder(source.Folder);
        using var targetFolder = OpenFolder(target.Folder);
        CrashPoints.Hit("move");
        sourceFolder.Move(source.Name, targetFolder, target.Name);
        CrashPoints.Hit("moved");
    }
}
