using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Volumes;

/// <summary>Finds the volume that somebody else's metadata means.</summary>
internal static class VolumeReferences
{
    private const string Folder = "volumes";

    /// <summary>Adds a volume's name, or every folder below a <c>volumes</c> folder that a path passes: the data root may have been moved since
    /// the path was written, so the path's start says nothing.</summary>
    public static void AddSource(Draft draft, string source)
    {
        if (source.StartsWith('/')) AddPath(draft, source);
        else if (source.Length > 0) draft.Need(ResourceId.Volume(source));
    }

    private static void AddPath(Draft draft, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i - 1] == Folder) draft.Need(ResourceId.Volume(parts[i]));
        }
    }
}
