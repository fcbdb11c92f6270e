namespace NodeGc.Host.Linux;

/// <summary>An append-only file, synced after each addition.</summary>
public sealed unsafe class AppendOnlyFile : IDisposable
{
    private readonly DirectoryHandle directory;
    private readonly FileName name;
    private readonly int descriptor;

    /// <summary>Opens <paramref name="name"/> in <paramref name="home"/>; creates it if missing.</summary>
    /// <exception cref="LinuxException">ENOSPC, EROFS, ELOOP (a link has that name), ...</exception>
    public AppendOnlyFile(WritableDirectory home, FileName name)
    {
        directory = home.Handle;
        this.name = name;
        descriptor = Open(OpenFlags.ReadWrite | OpenFlags.Append | OpenFlags.Create);
        if (descriptor < 0)
            throw Failure.Create("openat2", directory.Descriptor, name);
        home.Sync();
    }

    /// <summary>The whole content.</summary>
    /// <exception cref="LinuxException">EIO, ...</exception>
    public byte[] Read()
    {
        using var content = new MemoryStream();
        var buffer = stackalloc byte[4096];
        nint length;
        while ((length = Syscalls.Read(descriptor, buffer, 4096, (nint)content.Length)) > 0)
            content.Write(new ReadOnlySpan<byte>(buffer, (int)length));
        return length == 0 ? content.ToArray() : throw Failure.Create("pread", directory.Descriptor, name);
    }

    /// <summary>Appends <paramref name="bytes"/> and syncs. On failure nothing is appended.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="lengthBefore">The length to truncate to on failure.</param>
    /// <exception cref="LinuxException">ENOSPC, EDQUOT, EIO, ...</exception>
    public void Append(ReadOnlySpan<byte> bytes, long lengthBefore)
    {
        fixed (byte* start = bytes)
        {
            for (nint written = 0; written < bytes.Length; )
            {
                var count = Syscalls.Write(descriptor, start + written, bytes.Length - written);
                if (count < 0)
                    throw Undo("write", lengthBefore);
                written += count;
            }
        }
        if (Syscalls.Sync(descriptor) != 0)
            throw Undo("fsync", lengthBefore);
    }

    /// <summary>Truncates to <paramref name="length"/>.</summary>
    /// <exception cref="LinuxException">EIO, ...</exception>
    public void CutTo(long length)
    {
        if (Syscalls.Truncate(descriptor, length) != 0 || Syscalls.Sync(descriptor) != 0)
            throw Failure.Create("ftruncate", directory.Descriptor, name);
    }

    /// <summary>Locks the file for this process; false if another process has it.</summary>
    public bool TryLock() =>
        Syscalls.Lock(descriptor, Syscalls.LockExclusiveNonBlocking) == 0
        || (Failure.LastErrno == Errno.EAGAIN ? false : throw Failure.Create("flock", directory.Descriptor, name));

    /// <summary>Releases the lock at once: closing alone would leave it to a child process that was just
    /// forked.</summary>
    public void Unlock() => _ = Syscalls.Lock(descriptor, Syscalls.LockRelease);

    /// <summary>Closes the file and releases its lock.</summary>
    public void Dispose() => _ = Syscalls.Close(descriptor);

    private int Open(int flags) => directory.Open(name, flags, OpenHow.Beneath | OpenHow.NoLinks | OpenHow.SameMount);

    private LinuxException Undo(string call, long length)
    {
        var failure = Failure.Create(call, directory.Descriptor, name);
        _ = Syscalls.Truncate(descriptor, length); // Best effort: a torn last line is also detected by its checksum.
        return failure;
    }
}
