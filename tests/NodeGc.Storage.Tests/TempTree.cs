using System.Text;
using NodeGc.Host.Linux;
using NodeGc.Storage.Tests.Crashing;

namespace NodeGc.Storage.Tests;

/// <summary>A folder of its own for one test, removed with all it holds at the end.</summary>
internal sealed class TempTree : IDisposable
{
    private readonly List<string> mounts = [];
    private readonly bool goesWithParent;

    /// <param name="parent">Where; null = the folder for temporary files.</param>
    /// <param name="goesWithParent">Whether the parent is a disk that is thrown away as a whole.</param>
    public TempTree(string? parent = null, bool goesWithParent = false)
    {
        this.goesWithParent = goesWithParent;
        Root = Directory
            .CreateDirectory(Path.Combine(parent ?? Path.GetTempPath(), "nodegc-" + Path.GetRandomFileName()))
            .FullName;
    }

    /// <summary>A filesystem in memory, where waiting for the disk costs nothing.</summary>
    public static string InMemory => "/dev/shm";

    public string Root { get; }

    public string At(string path) => Path.Combine(Root, path);

    public string Folder(string path) => Directory.CreateDirectory(At(path)).FullName;

    public string File(string path, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        System.IO.File.WriteAllText(At(path), content);
        return At(path);
    }

    /// <summary>Directories within each other, deeper than any path may be long, each with a link so long that it takes
    /// up a block.</summary>
    public void Deep(string path, int depth)
    {
        var target = new string('n', 1000);
        var at = DirectoryHandle.Open(Folder(path));
        for (var level = 1; level < depth; level++)
        {
            using var above = new WritableDirectory(at);
            above.MakeLink("link", target);
            above.MakeDirectory("d");
            at = above.Handle.OpenBeneath("d");
        }
        at.Dispose();
    }

    /// <summary>Mounts on a folder, until the end of the test; needs root.</summary>
    public void Mount(string path, params string[] arguments)
    {
        Run("mount", [.. arguments, Folder(path)]);
        mounts.Add(At(path));
    }

    public static string Run(string program, params string[] arguments)
    {
        var (output, status) = Commands.Run(program, arguments);
        return status == 0
            ? Encoding.UTF8.GetString(output)
            : throw new AssertionException($"{program} {string.Join(' ', arguments)} ended with status {status}");
    }

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        System.IO.File.CreateSymbolicLink(At(path), target);
    }

    /// <summary>By rm, which copes with names and depths that the runtime's own file functions refuse.</summary>
    public void Dispose()
    {
        foreach (var mount in Enumerable.Reverse(mounts))
            Run("umount", "-l", mount);
        if (!goesWithParent)
            Run("rm", "-rf", "--one-file-system", Root);
    }
}
