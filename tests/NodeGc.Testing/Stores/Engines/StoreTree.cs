using System.Text;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>All that lies below a data root, as a value: it can be written to any folder in any order, and each part of
/// it again.</summary>
public sealed class StoreTree
{
    private readonly SortedDictionary<string, TreeEntry> entries = new(StringComparer.Ordinal);

    /// <summary>What lies where; paths are relative to the data root.</summary>
    public IReadOnlyDictionary<string, TreeEntry> Entries => entries;

    /// <summary>Adds directories.</summary>
    public StoreTree Folder(params string[] paths)
    {
        foreach (var path in paths)
            entries[path] = new TreeEntry.Folder();
        return this;
    }

    /// <summary>Adds a text file.</summary>
    public StoreTree File(string path, string content) => File(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds a file.</summary>
    public StoreTree File(string path, byte[] content)
    {
        entries[path] = new TreeEntry.File(content);
        return this;
    }

    /// <summary>Adds a symbolic link.</summary>
    public StoreTree Link(string path, string target)
    {
        entries[path] = new TreeEntry.Link(target);
        return this;
    }

    /// <summary>Adds all of another tree below <paramref name="folder"/>.</summary>
    public StoreTree Graft(string folder, StoreTree other)
    {
        foreach (var (path, entry) in other.entries)
            entries[$"{folder}/{path}"] = entry;
        return this;
    }

    /// <summary>Takes away what lies at a path and below it.</summary>
    public StoreTree Remove(string path)
    {
        foreach (
            var gone in entries
                .Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal))
                .ToList()
        )
            entries.Remove(gone);
        return this;
    }

    /// <summary>Writes everything.</summary>
    /// <param name="root">The data root; made where it does not exist.</param>
    /// <param name="order">In which order; null = by path.</param>
    public void WriteTo(string root, IEnumerable<string>? order = null)
    {
        Directory.CreateDirectory(root);
        foreach (var path in order ?? entries.Keys)
            Write(root, path);
    }

    /// <summary>Writes what belongs at one path; nothing may lie there but what is equal in kind.</summary>
    public void Write(string root, string path)
    {
        var at = Path.Combine(root, path);
        Directory.CreateDirectory(entries[path] is TreeEntry.Folder ? at : Path.GetDirectoryName(at)!);
        if (entries[path] is TreeEntry.File file)
            System.IO.File.WriteAllBytes(at, file.Content);
        if (entries[path] is TreeEntry.Link link)
            System.IO.File.CreateSymbolicLink(at, link.Target);
    }
}
