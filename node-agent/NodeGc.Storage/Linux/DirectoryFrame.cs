namespace NodeGc.Storage.Linux;

/// <summary>One directory on the way from the top of a tree to where a walk is now.</summary>
internal sealed class DirectoryFrame(DirectoryHandle directory)
{
    private DirectoryHandle? open = directory;
    private FileStatus identity;

    /// <summary>The directory; not to be asked for while it is closed for lack of descriptors.</summary>
    public DirectoryHandle Directory => open ?? throw new InvalidOperationException("the directory is closed");

    public bool IsOpen => open is not null;

    /// <summary>How many of its subdirectories wait to be entered.</summary>
    public int Waiting { get; set; }

    /// <summary>Where the names of the waiting ones begin on the walk's <see cref="NameStack"/>, and the first one
    /// still waiting.</summary>
    public (int Start, int First) Names { get; set; }

    /// <summary>All its entries have been listed.</summary>
    public bool IsListed { get; set; }

    /// <summary>Where the listing goes on.</summary>
    public long Position { get; set; }

    /// <summary>Gives the descriptor back, remembering which directory it was.</summary>
    public void Suspend()
    {
        identity = Directory.Stat();
        Close();
    }

    /// <summary>Opens the directory again as the parent of <paramref name="child"/>.</summary>
    /// <exception cref="LinuxException">ESTALE: the child was moved elsewhere meanwhile, so its parent is another
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
