namespace NodeGc.Host.Linux;

/// <summary>A path in the store, split into the directory to open and a single name in it.</summary>
/// <param name="Folder">The folder, relative to the data root.</param>
/// <param name="Name">The name in it.</param>
public readonly record struct StorePath(string Folder, string Name)
{
    public static StorePath From(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? new StorePath(".", path) : new StorePath(path[..slash], path[(slash + 1)..]);
    }
}
