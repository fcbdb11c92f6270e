using NodeGc.Collector.Inventories;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>Finds candidates that cannot be moved into a quarantine, so that they are held instead of
/// failing.</summary>
internal sealed class Obstacles(ReadPass pass)
{
    private readonly QuarantinePlaces places = new(DockerGuard.Instance);
    private readonly Dictionary<string, string?> byFolder = new(StringComparer.Ordinal);

    /// <summary>Records the obstacle of each candidate.</summary>
    public void Find()
    {
        foreach (var builder in pass.Findings.Builders)
        {
            if (builder.Directory is { } facts && Of(builder.Id.Kind, facts.Path) is { } obstacle)
                builder.Directory = facts with { Obstacle = obstacle };
        }
    }

    private string? Of(ResourceKind kind, string path)
    {
        try
        {
            return kind switch
            {
                // There are many, in few directories, and a mount on one of them keeps it in use.
                ResourceKind.LayerDirectory => OfFolder(path),
                ResourceKind.Store => OfStore(path),
                _ => places.FindObstacle(pass.Root.Handle, path),
            };
        }
        catch (LinuxException error)
        {
            return $"cannot determine whether it can be quarantined: {error.Message}";
        }
    }

    private string? OfFolder(string path)
    {
        var folder = StorePath.From(path).Folder;
        if (!byFolder.TryGetValue(folder, out var obstacle))
            byFolder.Add(folder, obstacle = places.FindObstacle(pass.Root.Handle, path));
        return obstacle;
    }

    /// <summary>A whole store would be moved with all mounts in it: with a mount it may be in use.</summary>
    private string? OfStore(string path)
    {
        if (places.FindObstacle(pass.Root.Handle, path) is { } obstacle)
            return obstacle;
        using var home = pass.Root.Handle.FindBeneathAcrossMounts(path);
        return home is not null && MountsWithin.Find(home) is { } mount
            ? $"{path} is in use: {mount}; unmount it, then scan again"
            : null;
    }
}
