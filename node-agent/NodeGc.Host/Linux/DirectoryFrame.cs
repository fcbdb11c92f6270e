namespace NodeGc.Host.Linux;

/// <summary>One directory on the path of a walk.</summary>
public sealed class DirectoryFrame(DirectoryHandle directory)
{
    private DirectoryHandle? open = directory;
    private FileStatus identity;

    /// <summary>The directory; throws while it is suspended.</summary>
    public DirectoryHandle Directory => open ?? throw new InvalidOperationException("the directory is closed");

    public bool IsOpen => open is not null;

    /// <summary>How many of its subdirectories are pending.</summary>
    public int Waiting { get; set; }

    /// <summary>Where the pending names start on the walk's <see cref="NameStack"/>, and the first one still
    /// pending.</summary>
    public (int Start, int First) Names { get; set; }

    /// <summary>All its entries have been listed.</summary>
    public bool IsListed { get; set; }

    /// <summary>Where the listing continues.</summary>
    public long Position { get; set; }

    /// <summary>Closes the descriptor but remembers the directory's identity.</summary>
    public void Suspend()
    {
        identity = Directory.Stat();
        Close();
    }

    /// <summary>Opens the directory again as the parent of <paramref name="child"/>.</summary>
    /// <exception cref="LinuxException">ESTALE: the child was moved meanwhile, so its parent is a different
    /// directory.</exception>
    public void Resume(DirectoryHandle child)
    {
        var parent = child.OpenParent();
        var found = parent.Stat();
        if ((found.Device, found.Inode) != (identity.Device, identity.Inode))
        {
            parent.Dispose();
            throw new LinuxException(Errno.ESTALE, "openat", "a directory was moved during the walk");
        }
        DirectoryChunk.Seek(parent, Position);
        open = parent;
    }

    public void Close()
    {
        open?.Dispose();
        open = null;
    }
}
