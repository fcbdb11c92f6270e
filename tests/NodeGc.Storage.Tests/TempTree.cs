using System.Diagnostics;

namespace NodeGc.Storage.Tests;

/// <summary>A folder of its own for one test, removed with all it holds at the end.</summary>
internal sealed class TempTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("nodegc-").FullName;

    public string At(string path) => Path.Combine(Root, path);

    public string Folder(string path) => Directory.CreateDirectory(At(path)).FullName;

    public string File(string path, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        System.IO.File.WriteAllText(At(path), content);
        return At(path);
    }

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        System.IO.File.CreateSymbolicLink(At(path), target);
    }

    /// <summary>By rm, which copes with names and depths that the runtime's own file functions refuse.</summary>
    public void Dispose()
    {
        using var removal = Process.Start("rm", ["-rf", "--one-file-system", Root]);
        removal.WaitForExit();
    }
}
