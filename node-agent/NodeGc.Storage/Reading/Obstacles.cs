using NodeGc.Collector.Inventories;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Reading;

/// <summary>Finds out which candidates could not be moved into a quarantine, so that they are held and do not
/// fail.</summary>
internal sealed class Obstacles(ReadPass pass)
{
    private readonly Dictionary<string, string?> byFolder = new(StringComparer.Ordinal);

    /// <summary>Takes note of what stands in the way of each candidate.</summary>
    public void Find()
    {
        foreach (var draft in pass.Findings.Drafts)
        {
            if (draft.Directory is { } facts && Of(draft.Id.Kind, facts.Path) is { } obstacle)
                draft.Directory = facts with { Obstacle = obstacle };
        }
    }

    private string? Of(ResourceKind kind, string path)
    {
        try
        {
            return kind switch
            {
                // There are many, all in few folders, and a mount on one of them keeps it alive.
                ResourceKind.LayerDirectory => OfFolder(path),
                ResourceKind.Store => OfStore(path),
                _ => QuarantinePlaces.FindObstacle(pass.Root.Handle, path),
            };
        }
        catch (LinuxException error)
        {
            return $"whether it can be moved into a quarantine is unknown: {error.Message}";
        }
    }

    private string? OfFolder(string path)
    {
        var folder = StorePath.Of(path).Folder;
        if (!byFolder.TryGetValue(folder, out var obstacle))
            byFolder.Add(folder, obstacle = QuarantinePlaces.FindObstacle(pass.Root.Handle, path));
        return obstacle;
    }

    /// <summary>A whole store would be moved with all mounts in it: then nobody can say that it is not in
    /// use.</summary>
    private string? OfStore(string path)
    {
        if (QuarantinePlaces.FindObstacle(pass.Root.Handle, path) is { } obstacle)
            return obstacle;
        using var home = pass.Root.Handle.FindBeneathAcrossMounts(path);
        return home is not null && MountsWithin.Find(home) is { } mount
            ? $"{path} is in use: {mount}; unmount it, then scan again"
            : null;
    }
}
