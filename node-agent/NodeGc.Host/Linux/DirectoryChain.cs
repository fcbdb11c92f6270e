namespace NodeGc.Host.Linux;

/// <summary>
/// The directories from the top of a tree to the current position of a walk, of any depth, with a bounded number of
/// descriptors: the uppermost are closed and reopened through <c>..</c>, checked by identity, on the way back.
/// </summary>
public sealed class DirectoryChain : IDisposable
{
    /// <summary>Maximum number of open directories.</summary>
    public const int OpenLimit = 64;

    private readonly List<DirectoryFrame> frames = [];

    public bool IsEmpty => frames.Count == 0;

    public DirectoryFrame Current => frames[^1];

    /// <summary>The uppermost open directory with a pending subdirectory: the largest part to hand to another
    /// thread.</summary>
    public DirectoryFrame? FindUppermostWaiting() => frames.Find(frame => frame is { Waiting: > 0, IsOpen: true });

    /// <summary>Enters <paramref name="directory"/>, which the chain then owns.</summary>
    public void Enter(DirectoryHandle directory)
    {
        frames.Add(new DirectoryFrame(directory));
        if (frames.Count > OpenLimit && frames[^(OpenLimit + 1)] is { IsOpen: true } top)
            top.Suspend();
    }

    /// <summary>Goes up.</summary>
    /// <exception cref="LinuxException">The parent has changed since the way down.</exception>
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

    /// <summary>Closes all directories.</summary>
    public void Dispose()
    {
        frames.ForEach(frame => frame.Close());
        frames.Clear();
    }
}
