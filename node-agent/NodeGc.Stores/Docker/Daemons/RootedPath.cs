namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Resolves a path as a process with another root directory sees it. The kernel would follow an absolute link below
/// <c>/proc/…/root</c> from this process's root; here it starts from the root of that process.
/// </summary>
/// <param name="root">The root directory as seen by this process, for example <c>/proc/4711/root</c>; empty for its
/// own.</param>
internal sealed class RootedPath(string root)
{
    private const int MaxLinks = 40;

    /// <summary>The path without links, as the process sees it. What does not exist is left as it is.</summary>
    /// <exception cref="LocatingException">The links form a loop.</exception>
    public string Resolve(string path)
    {
        var todo = new Stack<string>(Parts(path));
        var done = new List<string>();
        for (var links = 0; todo.TryPop(out var part); )
        {
            if (part == "..")
                done = [.. done.SkipLast(1)];
            else if (FindLink(done, part) is not { } target)
                done.Add(part);
            else if (++links > MaxLinks)
                throw new LocatingException(
                    LocatingFailure.Unreadable,
                    path,
                    "Its symbolic links form a loop. Fix them."
                );
            else
            {
                if (target.StartsWith('/'))
                    done.Clear();
                foreach (var step in Parts(target))
                    todo.Push(step);
            }
        }
        return "/" + string.Join('/', done);
    }

    /// <summary>The path as seen by this process; it must be resolved.</summary>
    public string Outside(string path) => root + path;

    private static IEnumerable<string> Parts(string path) =>
        path.Split('/').Where(part => part is not ("" or ".")).Reverse();

    private string? FindLink(List<string> folder, string name) =>
        new FileInfo($"{root}/{string.Join('/', folder.Append(name))}").LinkTarget;
}
