using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Volumes;

/// <summary>Finds the volume that somebody else's metadata means.</summary>
internal static class VolumeReferences
{
    private const string Folder = "volumes";

    /// <summary>Adds the volumes in a container's configuration: <c>MountPoints</c> since 1.7, and <c>Volumes</c>, a
    /// map to paths, before.</summary>
    /// <exception cref="MetadataDamagedException">It has neither, or a mount point lacks what every engine
    /// writes.</exception>
    public static void AddFrom(Draft draft, JsonElement config)
    {
        if (!config.TryGetProperty("MountPoints", out _) && !config.TryGetProperty("Volumes", out _))
            throw new MetadataDamagedException(
                "its configuration has neither MountPoints nor Volumes, so its volumes are unknown"
            );
        foreach (var mount in config.FindMembers("MountPoints"))
            AddMountPoint(draft, mount.Value);
        foreach (var volume in config.FindMembers("Volumes"))
            AddSource(draft, volume.Value.GetText());
    }

    /// <summary>Adds a volume's name, or every folder below a <c>volumes</c> folder that a path passes: the data root
    /// may have been moved since the path was written, so the path's start says nothing.</summary>
    public static void AddSource(Draft draft, string source)
    {
        if (source.StartsWith('/'))
            AddPath(draft, source);
        else if (source.Length > 0)
            draft.Need(ResourceId.Volume(source));
    }

    /// <summary>An anonymous volume has a name and no source; a volume's source is that of its creation, before the
    /// data root was moved.</summary>
    private static void AddMountPoint(Draft draft, JsonElement mount)
    {
        foreach (var key in new[] { "Name", "Source" })
        {
            if (!mount.TryGetProperty(key, out _))
                throw new MetadataDamagedException($"a mount point of its configuration has no {key}");
        }
        if (mount.FindText("Name") is { Length: > 0 } name)
            AddName(draft, name, mount.FindText("Driver"));
        if (mount.FindText("Source") is { Length: > 0 } source)
            AddSource(draft, source);
        if (mount.FindObject("Spec")?.FindText("Source") is { Length: > 0 } wanted)
            AddSource(draft, wanted);
    }

    /// <summary>Only a local volume has to lie on this disk.</summary>
    private static void AddName(Draft draft, string name, string? driver)
    {
        if (driver is null or "" or "local")
            draft.Require(ResourceId.Volume(name));
        else
            draft.Need(ResourceId.Volume(name));
    }

    private static void AddPath(Draft draft, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i - 1] == Folder)
                draft.Need(ResourceId.Volume(parts[i]));
            if (i > 1 && parts[i - 2] == DriverNames.Vfs && parts[i - 1] == "dir")
                AddOldData(draft, parts[i]);
        }
    }

    /// <summary>Before 1.7 a volume's data lies in <c>vfs/dir</c>; whether that is taken for a volume or a layer, it is
    /// needed.</summary>
    private static void AddOldData(Draft draft, string directory)
    {
        draft.Need(ResourceId.Volume(directory));
        draft.Need(ResourceId.LayerDirectory(DriverNames.Vfs, directory));
    }
}
