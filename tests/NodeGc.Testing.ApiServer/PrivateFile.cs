namespace NodeGc.Testing.ApiServer;

/// <summary>Writes files that hold credentials: readable by their owner alone from the first byte on.</summary>
public static class PrivateFile
{
    /// <summary>Replaces the file at <paramref name="path"/>, and makes its folder when it is missing.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
