namespace NodeGc.Host.Linux;

/// <summary>Replaces files of the agent's own in one step.</summary>
public static class AtomicFile
{
    private static int count;

    /// <summary>Writes <paramref name="content"/> to disk beside <paramref name="path"/> and renames it. Several
    /// processes may do this at once: each writes a file of its own, and the last one stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="mode">The permissions of a new file; null = those that the umask leaves.</param>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory is not writable.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        var temporary = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref count)}.new";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (mode is not null && !OperatingSystem.IsWindows())
                options.UnixCreateMode = mode;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
