namespace NodeGc.Storage.Linux;

/// <summary>
/// The directories from the top of a tree to where a walk is now, however deep, with a bounded number of descriptors:
/// the uppermost ones are closed and found again through <c>..</c>, by identity, on the way back.
/// </summary>
internal sealed class DirectoryChain : IDisposable
{
    /// <summary>The most directories that are open at a time.</summary>
    public const int OpenLimit = 64;

    private readonly List<DirectoryFrame> frames = [];

    public bool IsEmpty => frames.Count == 0;

    public DirectoryFrame Current => frames[^1];

    /// <summary>The uppermost open directory with a subdirectory still to be entered: the largest part that somebody
    /// else could take over.</summary>
    public DirectoryFrame? FindUppermostWaiting() => frames.Find(frame => frame is { Waiting: > 0, IsOpen: true });

    /// <summary>Goes down; the chain owns <paramref name="directory"/> from here on.</summary>
    public void Enter(DirectoryHandle directory)
    {
        frames.Add(new DirectoryFrame(directory));
        if (frames.Count > OpenLimit && frames[^(OpenLimit + 1)] is { IsOpen: true } top)
            top.Suspend();
    }

    /// <summary>Goes up.</summary>
    /// <exception cref="LinuxException">The way up is no longer the way that led down.</exception>
    public void Leave()
    {
        var left = Current;
        frames.RemoveAt(frames.Count - 1);
        try
        {
            if (!IsEmpty && !Current.IsOpen)
                Current.Resume(left.Directory);
        }
        finally
        {
            left.Close();
        }
    }

    /// <summary>Closes all of it.</summary>
    public void Dispose()
    {
        frames.ForEach(frame => frame.Close());
        frames.Clear();
    }
}
